"""Every module that holds questions; importing this one registers them all."""

from queries import activity, apps, figures, log_types, logins, records, users

MODULES = (figures, activity, logins, apps, users, log_types, records)
