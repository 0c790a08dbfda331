"""Every module that holds questions; importing this one registers them all."""

from queries import (
    accounts,
    activity,
    apps,
    figures,
    log_types,
    logins,
    members,
    membership,
    records,
    second_factor,
    users,
)

MODULES = (
    accounts,
    activity,
    apps,
    figures,
    log_types,
    logins,
    members,
    membership,
    records,
    second_factor,
    users,
)
