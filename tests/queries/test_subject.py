"""Subjects, as filters and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidFilter
from queries.filters import LogFilter
from queries.subject import Subject, SubjectKind


@pytest.mark.parametrize(
    ("filter", "subject"),
    [
        (LogFilter(user='"Ann@x.com"'), Subject("user", "ann@x.com")),
        (LogFilter(device=r"d\*1", apps=("1",)), Subject("device", "d*1")),
        (LogFilter(ip="10.0.0.1"), Subject("ip", "10.0.0.1")),
        (LogFilter(), None),
        (LogFilter(user="ann"), None),
        (LogFilter(user="ann as bob"), None),
        (LogFilter(ip="10.0.*"), None),
        (LogFilter(ip="10.0.0.1", device="d"), None),
    ],
)
def test_the_subject_of_a_filter(filter: LogFilter, subject: Subject | None) -> None:
    assert Subject.of(filter) == subject


def test_other_parts_stay() -> None:
    asked = LogFilter(user="bob", ip="10.0.0.1", apps=("1",))
    ann = Subject("user", "ann@x.com")
    assert ann.narrowing(asked) == LogFilter(user='"ann@x.com"', ip="10.0.0.1", apps=("1",))
    assert ann.alone(asked) == LogFilter(user='"ann@x.com"', apps=("1",))


@given(kind=st.sampled_from(["device", "ip"]), value=st.text().map(str.strip).filter(bool))
def test_any_value_is_found_again(kind: SubjectKind, value: str) -> None:
    followed = Subject(kind, value)
    assert Subject.of(followed.alone(LogFilter())) == followed
    query: dict[str, Any] = followed.alone(LogFilter()).to_query()
    assert set(query) == {kind}
    assert Subject.of(LogFilter.from_query(query)) == followed


@pytest.mark.parametrize("value", ["", "  "])
def test_nothing_is_no_subject(value: str) -> None:
    with pytest.raises(InvalidFilter, match="user must not be empty"):
        Subject("user", value)
