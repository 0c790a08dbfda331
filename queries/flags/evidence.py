"""From a flag to the logs it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from queries.attempts import user_number
from queries.conditions import Condition, Group
from queries.filters import LogFilter, escaped
from queries.flags.rules import rule
from queries.security_types import FAILED

_JUST_AFTER = timedelta(microseconds=1)
_NEAR = timedelta(minutes=1)
"""No further from an attempt are its logs; see `Logs.attempts`."""

_OF_A_PLACE = ("spray", "unknown_burst")

_Part = Condition | Group
_NOBODY = tuple(Condition(name, "is_empty") for name in ("user_email", "user_id"))


def evidence(flag: Mapping[str, Any], filter: LogFilter) -> LogFilter:
    """The filter, in the given one's zone, that shows a flag's evidence and nothing else.

    `flag` is a row of `security_flags`. Nothing of the given filter but the zone is asked for, as
    evidence may lie outside of it. Failures are shown by their `user.login.failed`, which are what
    rules count; of a sign-in all logs of the attempt are shown, which may have been written a
    little before or after it. Raises KeyError for an unknown flag.
    """
    first, last = _moment(flag["first_at"]), _moment(flag["last_at"])
    shown = LogFilter(
        since=first,
        until=last + _JUST_AFTER,
        zone=filter.zone,
        log_types=rule(flag["flag"]).log_types,
    )
    if flag["flag"] in _OF_A_PLACE:
        place = escaped(flag["place"])
        by_ip = flag["place_kind"] == "ip"
        shown = replace(shown, ip=place) if by_ip else replace(shown, device=place)
    parts = _told(flag)
    listed, aside = (_numbered(flag[name]) for name in ("ids", "aside"))
    if listed is not None:
        since, until = (at.isoformat() for at in (first, last))
        span = (
            Condition("created_at", "at_least", (since,)),
            Condition("created_at", "at_most", (until,)),
        )
        shown = replace(shown, since=first - _NEAR, until=last + _NEAR)
        parts = (Group("any", (Group("all", (*parts, *span)), listed)),) if parts else (listed,)
    if aside is not None:
        parts = (*parts, Group("none", (aside,)))
    return replace(shown, where=Group("all", parts))


def _told(flag: Mapping[str, Any]) -> tuple[_Part, ...]:
    """The conditions that tell the evidence, but for its place and time; none where all of it is
    listed."""
    match flag["flag"]:
        case "failure_burst" | "success_after_burst":
            return Condition("log_type", "is", (FAILED,)), *_tried_by(flag["user"])
        case "unknown_burst":
            return _NOBODY
        case "spray":
            return (Group("any", tuple(Condition(part.field, "is_not_empty") for part in _NOBODY)),)
        case "many_removals":
            return (_done_by(flag["user"]),)
    return ()


def _tried_by(user: str) -> tuple[_Part, ...]:
    """Conditions on who `known_user` is."""
    number = user_number(user)
    if number is None:
        return (Condition("user_email", "is", (user,)),)
    return Condition("user_email", "is_empty"), Condition("user_id", "is", (str(number),))


def _done_by(user: str) -> Group:
    """The condition on who `done_by` is."""
    themself = (Condition("studio_user_email", "is_empty"), Condition("user_email", "is", (user,)))
    acting = Condition("studio_user_email", "is", (user,))
    return Group("any", (acting, Group("all", themself)))


def _numbered(ids: Any) -> Condition | None:
    """The condition on the numbers of logs, as a flag lists them."""
    return Condition("id", "one_of", tuple(ids.split(", "))) if isinstance(ids, str) else None


def _moment(at: pd.Timestamp) -> datetime:
    """In UTC: what is added to a zoned time tells apart no times that a clock shows twice."""
    return at.to_pydatetime().astimezone(UTC)
