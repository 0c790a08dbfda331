"""Every module that holds questions; importing this one registers them all."""

from queries import (
    accounts,
    activity,
    apps,
    figures,
    identity,
    log_types,
    login_failures,
    logins,
    members,
    membership,
    passport,
    records,
    second_factor,
    security_figures,
    security_timeline,
    users,
)

MODULES = (
    accounts,
    activity,
    apps,
    figures,
    identity,
    log_types,
    login_failures,
    logins,
    members,
    membership,
    passport,
    records,
    second_factor,
    security_figures,
    security_timeline,
    users,
)
