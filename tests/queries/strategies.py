"""Random filters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from data.columns import KEY_COLUMNS
from queries.conditions import Condition, Group
from queries.filters import NO_CATEGORY, LogFilter

FIRST = datetime(2026, 10, 20, tzinfo=UTC)
"""Random logs of tests are written in the ten days from here; clocks in Europe change on the 25th
and in North America after."""

ZONES = st.sampled_from(
    ["UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu"]
)


def windows() -> st.SearchStrategy[dict[str, Any]]:
    """`since` and `until` near the random logs: open, on the hour, or anywhere."""
    hours = st.integers(-30, 290).map(lambda n: FIRST + timedelta(hours=n))
    anywhere = st.integers(-30, 290 * 3600).map(lambda n: FIRST + timedelta(seconds=n))
    edge = st.none() | hours | anywhere
    return st.tuples(edge, edge).map(_in_order)


def _in_order(edges: tuple[datetime | None, datetime | None]) -> dict[str, Any]:
    since, until = edges
    if since and until and until < since:
        since, until = until, since
    return {"since": since, "until": until}


def _some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), max_size=3).map(tuple)


def conditions_that_match(*fields: tuple[str, str]) -> st.SearchStrategy[Group | None]:
    """Mostly none; else nested groups that ask whether fields are values."""
    kinds = st.sampled_from(["all", "any", "none"])
    asked = st.sampled_from(fields).map(lambda pair: Condition(pair[0], "is", (pair[1],)))

    def of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Group]:
        return st.builds(Group, kinds, st.lists(inner, min_size=1, max_size=2).map(tuple))

    return st.none() | st.none() | of(asked | of(asked))


_HELD = (("log_type", "app.view"), ("app_name", "Shop"), ("app_id", "1"), ("category", "studio"))
_OTHERS = (("user_email", "ann@x.com"), ("data.text", "é"), ("data.messageId", "m-1"))


def filters_that_match() -> st.SearchStrategy[LogFilter]:
    """Filters whose values occur in the random logs of `test_prepared`; half of them narrow only
    what prepared tables know of."""
    counted: dict[str, Any] = {
        "zone": ZONES,
        "categories": _some("app", "studio", NO_CATEGORY),
        "log_types": _some("user.login", "user.login.failed", "user.*", "email.*", "*"),
        "apps": _some("1", "2", "shop", "Sh*", "None"),
    }
    held = conditions_that_match(*_HELD)
    return st.builds(_filter, windows(), **counted, where=held) | st.builds(
        _filter,
        windows(),
        **counted,
        where=conditions_that_match(*_HELD, *_OTHERS),
        user=st.sampled_from(["", "", "", "ann", "as", "stu as ann", "as bob", '"ann@x.com"']),
        session=st.sampled_from(["", "", "", "5", "1*"]),
        text=st.sampled_from(["", "", "", "É", "100%"]),
    )


def _filter(window: dict[str, Any], **parts: Any) -> LogFilter:
    return LogFilter(**window, **parts)


def any_filters() -> st.SearchStrategy[LogFilter]:
    """Filters with any text in every part."""
    text = st.text(st.characters(codec="utf-8"), max_size=12)
    texts = st.lists(text, max_size=3).map(tuple)
    moments = st.none() | st.datetimes(timezones=st.just(UTC))
    keys = st.tuples(st.sampled_from(KEY_COLUMNS), text.filter(lambda value: bool(value.strip())))
    return st.builds(
        lambda edges, **parts: LogFilter(**_in_order(edges), **parts),
        st.tuples(moments, moments),
        zone=ZONES,
        categories=texts,
        log_types=texts,
        apps=texts,
        user=text,
        session=text,
        device=text,
        ip=text,
        text=text,
        keys=st.lists(keys, max_size=3).map(tuple),
        where=conditions_that_match(*_HELD, *_OTHERS),
    )
