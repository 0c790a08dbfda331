"""The steps of a funnel as text: read, told in words, and written so that they are read back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidFilter
from queries.filters import escaped
from queries.funnel_steps import Step, StepKind, step_text, steps_from


@pytest.mark.parametrize(
    ("text", "kind", "values", "label"),
    [
        ("screen:Home", "screen", ("Home",), "Screen Home"),
        (" Screen : My page: 2/3 ", "screen", ("My page: 2/3",), "Screen My page: 2/3"),
        ("type:user.login.*", "type", ("user.login.*",), "user.login.*"),
        ("event:list", "event", ("list", "", ""), "Event list"),
        ("event:list/like", "event", ("list", "like", ""), "Event list / like"),
        ("event:list//Item 1", "event", ("list", "", "Item 1"), "Event list / any / Item 1"),
        (r"event:a\/b/ c* ", "event", ("a/b", "c*", ""), "Event a/b / c*"),
        (r"screen:5 \* 6", "screen", (r"5 \* 6",), "Screen 5 * 6"),
        (r"event:a\\/b", "event", (r"a\\", "b", ""), "Event a\\ / b"),
    ],
)
def test_steps(text: str, kind: StepKind, values: tuple[str, ...], label: str) -> None:
    step = Step.read(text)
    assert step == Step(kind, values)
    assert step.label == label


@pytest.mark.parametrize(
    "text", ["", "Home", ":", "screen", "screen:", "screen: ", "event://", "page:Home", 7, None]
)
def test_what_is_no_step(text: Any) -> None:
    with pytest.raises(InvalidFilter, match="use screen:TITLE, event:"):
        Step.read(text)


def test_an_event_has_three_parts() -> None:
    with pytest.raises(InvalidFilter, match="no more: 'a/b/c/d'"):
        Step.read("event:a/b/c/d")


@pytest.mark.parametrize("texts", [(), ["type:a"], ["type:a"] * 6, "type:a", {"type:a", "type:b"}])
def test_two_to_five_steps(texts: Any) -> None:
    with pytest.raises(InvalidFilter, match="list of 2 to 5 steps"):
        steps_from(texts)
    assert steps_from(["type:a", "type:b"]) == (Step("type", ("a",)), Step("type", ("b",)))


VALUES = st.text(st.sampled_from("ab/\\*: é") | st.characters(codec="utf-8"), max_size=8).map(
    str.strip
)


@given(kind=st.sampled_from(["screen", "type"]), value=VALUES.filter(bool))
def test_exact_values_are_read_back(kind: StepKind, value: str) -> None:
    step = Step.read(step_text(kind, value))
    assert step == Step(kind, (escaped(value),))
    assert step.label.endswith(value)


@given(st.lists(VALUES, min_size=1, max_size=3).filter(any))
def test_exact_events_are_read_back(values: list[str]) -> None:
    whole = [*values, "", ""][:3]
    assert Step.read(step_text("event", *values)) == Step("event", tuple(map(escaped, whole)))


@given(
    st.text(max_size=30)
    | st.sampled_from(["screen", "event", "type"]).flatmap(
        lambda kind: st.text(st.sampled_from("a/\\* "), max_size=10).map(lambda v: f"{kind}:{v}")
    )
)
def test_any_text_is_a_step_or_refused(text: str) -> None:
    try:
        step = Step.read(text)
    except InvalidFilter:
        return
    assert step.label
    assert any(step.values)
