"""A draft of conditions: from the filter and back, what changes do, and what is wrong where."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.condition_draft import (
    LEVELS,
    ROOT,
    Draft,
    Kept,
    Line,
    Nest,
    draft_of,
    parts_of,
    read,
)
from queries.conditions import OPERATORS, Condition, Group, Operator, kind_of
from queries.conditions_url import group_text
from tests.builders import utc
from tests.queries.strategies import ZONES

C = Condition
FIELDS = ("log_type", "app_id", "created_at", "updated_at", "data.n", 'data."odd.key"[].x')
CLOCKS_CHANGE = utc("2026-10-25")
"""London shows an hour of this day twice, New York one of the next Sunday."""


def values_of(field: str, operator: Operator) -> st.SearchStrategy[str]:
    """Values that a condition on that field takes."""
    if kind_of(field) == "time" or operator in {"before", "after"}:
        seconds = st.integers(0, 8 * 24 * 3600).map(lambda n: timedelta(seconds=n / 2))
        return seconds.map(lambda later: (CLOCKS_CHANGE + later).isoformat())
    if kind_of(field) == "integer" or operator in {"at_least", "at_most"}:
        return st.integers(-(2**53), 2**53).map(str)
    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from(FIELDS))
    operator = draw(st.sampled_from(OPERATORS[kind_of(field)]))
    most = {"is_empty": 0, "is_not_empty": 0, "one_of": 3}.get(operator, 1)
    values = st.lists(values_of(field, operator), min_size=min(most, 1), max_size=most)
    return Condition(field, operator, tuple(draw(values)))


def groups() -> st.SearchStrategy[Group]:
    kinds = st.sampled_from(["all", "any", "none"])

    def of(inner: st.SearchStrategy[Condition | Group]) -> st.SearchStrategy[Group]:
        return st.builds(Group, kinds, st.lists(inner, min_size=1, max_size=3).map(tuple))

    return st.recursive(of(conditions()), lambda inner: of(conditions() | inner), max_leaves=8)


@given(groups(), ZONES)
def test_a_draft_means_the_conditions_it_began_with(where: Group, zone: str) -> None:
    draft = draft_of(where, zone)
    reading = read(draft)
    assert (reading.group, reading.wrong, draft.edited) == (where, {}, False)
    numbers = [part.number for part in parts_of(draft.root)]
    assert numbers == sorted(set(numbers)) == list(range(draft.free))


def test_what_is_nested_deeper_than_the_builder_goes_is_kept() -> None:
    deepest = Group("none", (C("app_id", "is", ("1",)),))
    where = deepest
    for _ in range(LEVELS):
        where = Group("any", (C("os", "is_empty"), where))
    draft = draft_of(where, "UTC")
    assert [part.group for part in parts_of(draft.root) if isinstance(part, Kept)] == [deepest]
    assert read(draft.changed(1, field="ip")).group == Group(
        "any", (C("ip", "is_empty"), *where.parts[1:])
    )


def made(zone: str = "UTC") -> Draft:
    """all(log_type is user.login, any(app_id at least 3)) put together by hand."""
    draft = draft_of(None, zone)
    assert draft.root == Nest(ROOT, "all", (Line(1),))
    draft = draft.changed(1, field="log_type", values=("user.login",)).with_group(ROOT)
    return draft.changed(3, field="app_id", operator="at_least", values=("3",))


def test_parts_are_added_changed_and_removed() -> None:
    login = C("log_type", "is", ("user.login",))
    inner = Group("any", (C("app_id", "at_least", ("3",)),))
    draft = made()
    assert draft.edited
    assert read(draft).group == Group("all", (login, inner))
    assert read(draft.changed(ROOT, kind="none")).group == Group("none", (login, inner))
    assert read(draft.without(1)).group == Group("all", (inner,))
    more = draft.with_line(2).changed(4, field="os", operator="is_empty")
    assert read(more).group == Group(
        "all", (login, Group("any", (*inner.parts, C("os", "is_empty"))))
    )
    assert more.without(2).part(4) is None
    assert read(draft.without(1).without(2)).group is None
    assert read(draft.without(1).without(2)).wrong == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (Line(3), "no field is chosen"),
        (Line(3, "Status", "is", ("x",)), "unknown column 'Status'; keys inside data are written"),
        (Line(3, "data.a..b", "is", ("x",)), "not a path of keys"),
        (Line(3, "nope"), "unknown column 'nope'"),
        (Line(3, "app_id"), "app_id is: needs a value"),
        (Line(3, "app_id", "one_of"), "app_id one of: needs a value"),
        (Line(3, "app_id", "is", ("x",)), "app_id: a whole number is expected, not 'x'"),
        (Line(3, "app_id", "one_of", ("1", "x")), "a whole number is expected, not 'x'"),
        (Line(3, "data.n", "at_least", ("1,5",)), "data.n: a number is expected, not '1,5'"),
        (Line(3, "created_at", "after", ("noon",)), "a time is expected, not 'noon'"),
        (Line(3, "created_at", "after", ("0001-01-01",)), "no time from 1900 to 2200"),
        (Line(3, "data.at", "before", ("2200-01-01",)), "no time from 1900 to 2200"),
        (Line(3, "os", "is", ("é" * 2700,)), "too long for an address: 16,2"),
    ],
)
def test_what_is_wrong_is_told_of_that_part_and_the_others_still_mean_something(
    line: Line, reason: str
) -> None:
    draft = made("America/New_York").changed(
        3, field=line.field, operator=line.operator, values=line.values
    )
    reading = read(draft)
    assert list(reading.wrong) == [3]
    assert reason in reading.wrong[3]
    assert reading.group == Group("all", (C("log_type", "is", ("user.login",)),))
    assert draft.part(3) == line


def test_an_empty_group_and_too_many_conditions_are_wrong_as_groups() -> None:
    draft = made().without(3)
    assert read(draft).wrong == {2: "a group needs a condition"}
    values = tuple(f"{n:04}" + "x" * 3990 for n in range(5))
    for value in values:
        number = draft.free
        draft = draft.with_line(ROOT).changed(number, field="os", values=(value,))
    reading = read(draft.with_line(2))
    assert reading.wrong[ROOT].startswith("too long for an address: 20,")
    assert reading.group is None


@pytest.mark.parametrize(
    ("zone", "typed", "moment"),
    [
        ("Europe/London", "2026-10-01 10:00", "2026-10-01T09:00:00Z"),
        ("Europe/London", " 2026-10-01T10:00:30 ", "2026-10-01T09:00:30Z"),
        ("Asia/Kolkata", "2026-10-01", "2026-09-30T18:30:00Z"),
        ("Asia/Kolkata", "2026-10-01T10:00Z", "2026-10-01T10:00:00Z"),
        ("UTC", "2026-10-01T10:00+02:00", "2026-10-01T08:00:00Z"),
    ],
)
@pytest.mark.parametrize("field", ["created_at", "data.at"])
def test_times_are_typed_as_the_zone_shows_them_or_as_iso(
    zone: str, typed: str, moment: str, field: str
) -> None:
    draft = draft_of(None, zone).changed(1, field=field, operator="before", values=(typed,))
    assert read(draft).group == Group("all", (C(field, "before", (moment,)),))


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-10-01T09:00:00Z", "2026-10-01 10:00"),
        ("2026-10-01T09:00:30.250000Z", "2026-10-01 10:00:30.250000"),
        ("2026-10-25T00:30:00Z", "2026-10-25 01:30"),
        ("2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z"),
    ],
)
def test_times_are_shown_as_the_zones_clock_where_it_shows_them_once(
    moment: str, shown: str
) -> None:
    draft = draft_of(Group("all", (C("created_at", "after", (moment,)),)), "Europe/London")
    assert draft.part(1) == Line(1, "created_at", "after", (shown,))


def test_values_outlive_an_operator_that_takes_fewer() -> None:
    where = Group("all", (C("data.n", "one_of", ("1", "2")),))
    draft = draft_of(where, "UTC")
    for operator, text in (("is", "data.n is 1"), ("is_empty", "data.n is_empty")):
        group = read(draft.changed(1, operator=operator)).group
        assert group is not None
        assert group_text(group) == f"all({text})"
    assert read(draft.changed(1, operator="is").changed(1, operator="one_of")).group == where


def test_every_operator_of_a_key_is_offered_for_what_is_no_field() -> None:
    assert Line(1, "nope").takes == get_args(Operator)
    assert Line(1, "created_at").takes == OPERATORS["time"]


def test_only_what_was_there_at_an_attempt_is_told_to_be_unfinished() -> None:
    draft = draft_of(None, "UTC").attempted().with_line(ROOT)
    assert draft.tried == {ROOT, 1}
    lines = [part for part in parts_of(draft.root) if isinstance(part, Line)]
    assert [line.unfinished for line in lines] == [True, True]
