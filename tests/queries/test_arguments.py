"""A filter from a command line."""

from __future__ import annotations

import argparse
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidFilter
from queries.arguments import add_filter_arguments, filter_from, readable
from queries.conditions import Condition, Group
from queries.filters import LogFilter
from tests.builders import NOW, utc


@pytest.fixture(autouse=True)
def no_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDIT_ZONE", raising=False)


def filter_of(*arguments: str) -> LogFilter:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_filter_arguments(parser)
    return filter_from(parser.parse_args(readable(arguments)), NOW)


def test_no_argument_is_no_filter() -> None:
    assert filter_of() == LogFilter()


def test_every_part_has_an_argument() -> None:
    line = (
        "--since 2026-10-01 --until 2026-11-01 --zone Europe/London --category app "
        "--category none --type email.* --type sms.2fa --app Shop --app 7 --user ann --session 5 "
        "--device u-1 --ip 10.0.0.1 --data oops --key message_id=m=1 --key page_id=7"
    )
    filter = filter_of(*line.split(), "--where", "any(app_id is 1,data.a contains x)")
    assert filter == LogFilter(
        since=utc("2026-09-30 23:00"),
        until=utc("2026-11-01"),
        zone="Europe/London",
        categories=("app", "none"),
        log_types=("email.*", "sms.2fa"),
        apps=("Shop", "7"),
        user="ann",
        session="5",
        device="u-1",
        ip="10.0.0.1",
        text="oops",
        keys=(("message_id", "m=1"), ("page_id", "7")),
        where=Group(
            "any", (Condition("app_id", "is", ("1",)), Condition("data.a", "contains", ("x",)))
        ),
    )
    assert all(getattr(filter, field.name) for field in fields(filter))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-01", "2026-10-31 23:00"),
        ("2026-11-01T10:00", "2026-11-01 09:00"),
        ("2026-11-01 10:00:30.5", "2026-11-01 09:00:30.5"),
        ("2026-11-01T10:00Z", "2026-11-01 10:00"),
        ("2026-11-01T10:00+05:30", "2026-11-01 04:30"),
        ("7d", "2026-11-15 12:00"),
        ("-7d", "2026-11-15 12:00"),
        ("2w", "2026-11-08 12:00"),
        ("24h", "2026-11-21 12:00"),
        ("-30m", "2026-11-22 11:30"),
        ("2026-10-25T02:30", "2026-10-25 00:30"),  # comes twice: the first
        ("2026-03-29T02:30", "2026-03-29 01:30"),  # is skipped: as if clocks had not changed
    ],
)
def test_times(text: str, expected: str) -> None:
    assert filter_of("--zone", "Europe/Berlin", "--since", text).since == utc(expected)
    assert filter_of("--zone", "Europe/Berlin", f"--until={text}").until == utc(expected)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "yesterday"),
        ("--since", "2026-13-01"),
        ("--since", "999999w"),
        ("--since", "7"),
        ("--since", "2026-11-02", "--until", "2026-11-01"),
        ("--zone", "Mars/Olympus"),
        ("--category", "apps"),
        ("--key", "message_id"),
        ("--key", "colour=red"),
    ],
)
def test_what_cannot_be_understood(arguments: tuple[str, ...]) -> None:
    with pytest.raises(InvalidFilter):
        filter_of(*arguments)


def test_the_zone_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIT_ZONE", "Asia/Kolkata")
    assert filter_of("--since", "2026-11-01").since == utc("2026-10-31 18:30")
    assert filter_of("--zone", "UTC").zone == "UTC"


def test_a_category_by_its_label() -> None:
    assert filter_of("--category", "fliplet studio/viewer").categories == ("studio",)


def test_only_times_may_begin_with_a_dash() -> None:
    assert readable(["--since", "-7d", "--user", "-7d"]) == ["--since=-7d", "--user", "-7d"]
    assert readable(["--since"]) == ["--since"]


@given(st.text())
def test_any_time_is_understood_or_refused(text: str) -> None:
    try:
        since = filter_of(f"--since={text}").since
    except InvalidFilter:
        return
    assert (since is None) == (text == "")
