"""A choice and its URL: what is written is read back, and what is wrong is named and left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidFilter
from pages.shared.choice import Choice, choice_of, read_choice
from pages.shared.window import DEFAULT, PRESETS
from queries.filters import LogFilter
from tests.builders import NOW, utc

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    str.strip
)
FILTERS = st.builds(
    LogFilter,
    zone=st.sampled_from(["UTC", "Europe/London", "Asia/Kolkata"]),
    categories=st.lists(st.sampled_from(["app", "studio", "none"]), unique=True).map(tuple),
    log_types=st.lists(WORDS, max_size=3).map(tuple),
    apps=st.lists(WORDS, max_size=3).map(tuple),
    user=WORDS,
    text=WORDS,
    ip=st.just("10.0.*"),
    keys=st.lists(st.tuples(st.just("session_id"), WORDS), max_size=2).map(tuple),
)


@given(FILTERS, st.sampled_from([name for name in PRESETS if name != "custom"]), st.booleans())
def test_a_choice_survives_the_url(asked: LogFilter, window: str, marks: bool) -> None:
    choice = Choice(window, asked, marks)
    assert read_choice(choice.to_query(), "America/New_York") == (choice, [])


@given(FILTERS, st.integers(0, 10**8), st.booleans(), st.booleans())
def test_a_custom_range_survives_the_url(
    asked: LogFilter, seconds: int, begins: bool, ends: bool
) -> None:
    since = NOW - timedelta(seconds=seconds) if begins or not ends else None
    choice = Choice("custom", replace(asked, since=since, until=NOW if ends else None))
    assert read_choice(choice.to_query(), "UTC") == (choice, [])


def test_window_and_zone_are_always_named() -> None:
    assert Choice().to_query() == {"window": ["30d"], "zone": ["UTC"]}


def test_an_empty_url_is_thirty_days_in_the_readers_zone() -> None:
    choice, problems = read_choice({}, "Asia/Kolkata")
    assert (choice.window, choice.filter, problems) == ("30d", LogFilter(zone="Asia/Kolkata"), [])


def test_bounds_alone_make_a_custom_range() -> None:
    choice, problems = read_choice({"since": ["2026-11-01T00:00:00Z"]}, "UTC")
    assert (choice.window, choice.filter.since, problems) == ("custom", utc("2026-11-01"), [])


def test_bounds_beside_a_preset_do_not_count() -> None:
    query = {"window": ["7d"], "since": ["2026-11-01T00:00:00Z"]}
    assert read_choice(query, "UTC")[0] == Choice("7d", LogFilter())


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"window": ["week"]}, "unknown window 'week'"),
        ({"window": ["custom"]}, "a custom range without a beginning or an end"),
        ({"since": ["2026-11-01"]}, "since needs a time zone: 2026-11-01 00:00:00"),
        ({"until": ["soon"]}, "not a time: 'soon'"),
        ({"zone": ["Mars/Base"]}, "unknown time zone 'Mars/Base'; use a name like Europe/London"),
        ({"key": ["session_id"]}, "not NAME=VALUE: 'session_id'"),
        (
            {"since": ["2026-11-02T00:00:00Z"], "until": ["2026-11-01T00:00:00Z"]},
            "the window ends before it begins",
        ),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_holds(
    query: dict[str, list[str]], problem: str
) -> None:
    choice, problems = read_choice({**query, "user": ["ann"], "apps": ["", "7"]}, "UTC")
    assert problems == [problem]
    assert choice == Choice("30d", LogFilter(user="ann", apps=("7",)))


def test_a_preset_moves_with_the_clock_and_a_custom_range_stays() -> None:
    later = NOW + timedelta(days=1)
    moving, staying = Choice("7d"), Choice("custom", LogFilter(since=utc("2026-11-01")))
    assert moving.at(NOW).since == utc("2026-11-16")
    assert moving.at(later).since == utc("2026-11-17")
    assert staying.at(NOW) == staying.at(later) == LogFilter(since=utc("2026-11-01"))


def test_narrowing_the_time_makes_a_custom_range_of_what_was_shown() -> None:
    narrowed = Choice("7d", LogFilter(user="ann")).narrowed(NOW, {"since": utc("2026-11-20")})
    expected = LogFilter(since=utc("2026-11-20"), until=utc("2026-11-22 13:00"), user="ann")
    assert narrowed == Choice("custom", expected)


def test_marks_stay_whatever_is_narrowed() -> None:
    assert Choice("7d", marks=True).narrowed(NOW, {"since": utc("2026-11-20")}).marks
    assert Choice("7d", marks=True).narrowed(NOW, {"user": "ann"}).marks
    assert choice_of(LogFilter(user="ann"), "7d", NOW, marks=True).marks


def test_narrowing_anything_else_keeps_the_preset() -> None:
    assert Choice("7d").narrowed(NOW, {"user": "ann"}) == Choice("7d", LogFilter(user="ann"))


def test_opening_both_ends_is_all_time() -> None:
    choice = Choice("custom", LogFilter(since=utc("2026-11-20")))
    assert choice.narrowed(NOW, {"since": None}) == Choice("all", LogFilter())


def test_a_part_that_no_filter_has_is_refused() -> None:
    with pytest.raises(InvalidFilter, match="colour"):
        Choice().narrowed(NOW, {"colour": "red"})


@pytest.mark.parametrize("window", [name for name in PRESETS if name != "custom"])
def test_a_filter_shown_under_a_preset_keeps_its_name(window: str) -> None:
    shown = Choice(window, LogFilter(zone="Europe/London", user="ann")).at(NOW)
    assert choice_of(shown, window, NOW) == Choice(
        window, LogFilter(zone="Europe/London", user="ann")
    )


def test_a_filter_with_other_bounds_is_a_custom_range() -> None:
    shown = LogFilter(since=utc("2026-11-20"), until=utc("2026-11-21"))
    assert choice_of(shown, "7d", NOW) == Choice("custom", shown)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
        ("1899-12-31T00:00:00Z", "2200-01-01T00:00:00Z"),
    ],
)
def test_times_that_no_clock_shows_are_refused_in_words(since: str, until: str) -> None:
    query = {"window": ["custom"], "since": [since], "until": [until]}
    choice, problems = read_choice(query, "Europe/London")
    assert (choice.window, choice.filter.since, choice.filter.until) == (DEFAULT, None, None)
    assert len(problems) >= 2
