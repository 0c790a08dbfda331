"""Every module that holds questions; importing this one registers them all."""

from queries import activity, apps, figures, log_types, logins, records, users

MODULES = (activity, apps, figures, log_types, logins, records, users)
