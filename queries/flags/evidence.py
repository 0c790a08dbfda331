"""From a flag to the logs it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from queries.attempts import user_number
from queries.conditions import Condition, Group
from queries.filters import LogFilter, escaped, exactly
from queries.flags.rules import rule

_OF_TWO = ("granted_and_used", "two_factor_removed_for_someone")
_OF_A_PLACE = ("spray", "unknown_burst")
_JUST_AFTER = timedelta(microseconds=1)


def evidence(flag: Mapping[str, Any], filter: LogFilter) -> LogFilter:
    """The filter, in the given one's zone, that shows a flag's evidence.

    `flag` is a row of `security_flags`. The span, the log types, and the one user or place that
    all evidence shares are asked for; nothing else of the given filter is, as evidence may lie
    outside of it. Where two people are part of it (a right that somebody gave and another used,
    a second factor that an admin removed) logs of those types and that span by others are shown as
    well. Raises KeyError for an unknown flag.
    """
    name = flag["flag"]
    shown = LogFilter(
        since=_moment(flag["first_at"]),
        until=_moment(flag["last_at"]) + _JUST_AFTER,
        zone=filter.zone,
        log_types=rule(name).log_types,
    )
    if name in _OF_A_PLACE:
        nobody = Group("all", tuple(Condition(n, "is_empty") for n in ("user_email", "user_id")))
        shown = replace(shown, where=nobody if name == "unknown_burst" else None)
        place = escaped(flag["place"])
        by_ip = flag["place_kind"] == "ip"
        return replace(shown, ip=place) if by_ip else replace(shown, device=place)
    if name in _OF_TWO or _known(flag["by"]) or not _known(flag["user"]):
        return shown
    number = user_number(flag["user"])
    if number is not None:
        told = (Condition("user_email", "is_empty"), Condition("user_id", "is", (str(number),)))
        return replace(shown, where=Group("all", told))
    return replace(shown, user=exactly(flag["user"]))


def _moment(at: pd.Timestamp) -> datetime:
    """In UTC: what is added to a zoned time tells apart no times that a clock shows twice."""
    return at.to_pydatetime().astimezone(UTC)


def _known(value: Any) -> bool:
    return value is not None and not pd.isna(value)
