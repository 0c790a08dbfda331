"""A filter from the arguments of a command line; every command that takes one uses these."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from data import vocabulary
from data.columns import KEY_COLUMNS
from data.errors import InvalidFilter
from queries.conditions_url import group_from
from queries.filters import NO_CATEGORY, LogFilter, key_pair
from queries.zones import moment_at

_TIME_HELP = (
    "a date (2026-11-01: its beginning) or time (2026-11-01T10:00) in the zone, a time with "
    "offset or Z, or how long ago: 7d, 24h, 30m"
)
_AGO = re.compile(r"-?(\d{1,6})([wdhm])")
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes"}


def add_filter_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a parser the arguments that `filter_from` reads."""
    add = parser.add_argument_group(
        "filter",
        "All that are given hold together; of a repeated one, any. `*` stands for any text.",
    ).add_argument
    add("--since", metavar="TIME", help=f"from this moment on: {_TIME_HELP}")
    add("--until", metavar="TIME", help="before this moment; as --since")
    add("--zone", help="IANA time zone of days and times (default: AUDIT_ZONE, else UTC)")
    add(
        "--category",
        action="append",
        help=f"category: {', '.join(vocabulary.CATEGORIES)}, or {NO_CATEGORY} (repeatable)",
    )
    add("--type", action="append", metavar="LOG_TYPE", help="log type, e.g. email.* (repeatable)")
    add("--app", action="append", help="number or name of an app (repeatable)")
    add("--user", help='part of a user\'s address; "A as B" for Studio user A acting as B')
    add("--session", help="session (Fliplet's Device ID)")
    add("--device", help="identifier of a device")
    add("--ip", help="IP address")
    add("--data", metavar="TEXT", help="text that occurs in the data")
    add(
        "--key",
        action="append",
        metavar="NAME=VALUE",
        help=f"value of a key (repeatable): {', '.join(KEY_COLUMNS)}",
    )
    add(
        "--where",
        metavar="CONDITIONS",
        help="conditions over any column and any key in the data, e.g. "
        "'any(status_code at_least 400,none(data.Status one_of Open Done))'",
    )


def filter_from(args: argparse.Namespace, now: datetime) -> LogFilter:
    """The filter that the arguments describe; `now` (aware) is what "7d" counts back from.

    Raises InvalidFilter.
    """
    zone = args.zone or os.environ.get("AUDIT_ZONE") or "UTC"
    return LogFilter(
        since=moment_from(args.since, zone, now) if args.since else None,
        until=moment_from(args.until, zone, now) if args.until else None,
        zone=zone,
        categories=tuple(_category(text) for text in args.category or ()),
        log_types=tuple(args.type or ()),
        apps=tuple(args.app or ()),
        user=args.user or "",
        session=args.session or "",
        device=args.device or "",
        ip=args.ip or "",
        text=args.data or "",
        keys=tuple(key_pair(text) for text in args.key or ()),
        where=group_from(args.where) if args.where else None,
    )


def moment_from(text: str, zone: str, now: datetime) -> datetime:
    """The moment a text means: a date, a time, or a span before `now` ("7d", also "-7d").

    Without an offset it is a time on the zone's clock, of a time that the clock shows twice the
    first (see `moment_at`). Raises InvalidFilter.
    """
    ago = _AGO.fullmatch(text.strip())
    try:
        if ago:
            return now - timedelta(**{_UNITS[ago.group(2)]: int(ago.group(1))})
        found = datetime.fromisoformat(text.strip())
        return moment_at(found, zone) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidFilter(f"not a time: {text!r}; use {_TIME_HELP}") from error


def _category(text: str) -> str:
    known = vocabulary.category_value(text)
    if known is None and text != NO_CATEGORY:
        raise InvalidFilter(
            f"unknown category {text!r}; known: {', '.join(vocabulary.CATEGORIES)}, {NO_CATEGORY}"
        )
    return known or NO_CATEGORY


def readable(arguments: Sequence[str]) -> list[str]:
    """Arguments as argparse needs them: `--since -7d` would pass for two options."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in {"--since", "--until"} and _AGO.fullmatch(argument):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined
