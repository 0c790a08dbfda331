"""The funnel that somebody builds: its steps are in the URL, its numbers are the answers'."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages.behavior_tabs.funnel_choice import LIMITS
from queries.funnel_steps import step_text
from tests.builders import Log, load, log
from tests.pages.at_page import answered, said, url
from tests.pages.conftest import Open
from tests.pages.test_behavior_analysis import behavior
from tests.pages.test_words import NASTY

ANN, BOB, EVE = "ann@a.example", "bob@a.example", "eve@a.example"


def view(at: str, user: str, title: str) -> Log:
    return log(at, "app.analytics.pageView", user=user, app_id=1, data={"_pageTitle": title})


LOGS: tuple[Log, ...] = (
    log("2026-11-21 09:00", "user.login", user=ANN),
    log("2026-11-21 09:00", "user.login", user=BOB),
    log("2026-11-20 09:00", "user.login", user=EVE),
    view("2026-11-21 09:01", ANN, NASTY),
    view("2026-11-21 09:31", BOB, NASTY),
    view("2026-11-20 08:59", EVE, NASTY),  # before her login: no second step
    log(
        "2026-11-21 09:02", "app.analytics.event", user=ANN, data={"category": "l", "action": "a/b"}
    ),
)
STEPS = ["type:user.login", f"screen:{NASTY}"]


def funnel(opened: Open, **query: str | list[str]) -> AppTest:
    return behavior(opened, "Funnel", **query)


def typed(app: AppTest, key: str, text: str) -> AppTest:
    """The page after a text was typed that is none of the options, which the harness cannot do."""
    states = app._tree.get_widget_states()
    states.widgets.add(id=app.selectbox(key=key).id, string_value=text)
    return app._run(states)


def refused(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html") if "notice" in block.proto.body)


def test_the_steps_of_the_url_are_counted(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = funnel(opened, step=[*STEPS, "event:l/a\\/b"])
    rows = answered(app, "funnel")
    assert list(rows["users"]) == [3, 2, 1]
    assert list(rows["stopped"]) == ["1 stopped", "1 stopped", "1 did it all"]
    assert list(rows["median_seconds"]) == ["", "16 min", "2 min"]
    (chart,) = app.get("plotly_chart")
    assert json.loads(chart.proto.spec)["data"][0]["x"] == [3, 2, 1]
    assert list(answered(app, "funnel_stopped")["user"]) == [EVE]


def test_the_time_limit_counts_from_the_first_step(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = funnel(opened, step=STEPS, within="1800")
    assert list(answered(app, "funnel")["users"]) == [3, 1]
    app.selectbox(key="funnel_within").set_value(3600).run()
    assert list(answered(app, "funnel")["users"]) == [3, 2]
    assert url(app)["within"] == ["3600"]


def test_those_who_did_it_all_are_rows_too(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = funnel(opened, step=STEPS, stopped="2")
    assert list(answered(app, "funnel_stopped")["user"]) == [BOB, ANN]
    assert "Who did it all, to step 2" in said(app)


def test_steps_are_chosen_one_after_the_other(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = funnel(opened)
    assert "Choose two to five steps" in said(app)
    options = app.selectbox(key="funnel_step_0").options
    assert f"Screen · {NASTY}" in options
    assert "Event · l / a/b" in options
    chosen = ["type:user.login", step_text("screen", NASTY)]
    for number, step in enumerate(chosen):
        app.selectbox(key=f"funnel_step_{number}").set_value(step).run()
    assert url(app)["step"] == chosen
    assert app.selectbox(key="funnel_step_2").value is None
    assert list(answered(app, "funnel")["users"]) == [3, 2]
    app.selectbox(key="funnel_step_0").set_value(None).run()
    assert url(app)["step"] == chosen[1:]


def test_no_more_than_five_steps_are_asked_for(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = funnel(opened, step=["type:user.*"] * 7)
    assert len(answered(app, "funnel")) == 5
    assert [box.key for box in app.selectbox if str(box.key).startswith("funnel_step")] == [
        f"funnel_step_{number}" for number in range(5)
    ]


def test_what_is_no_step_is_refused_in_words(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = funnel(opened, step=["Home", *STEPS], within="soon", stopped="9")
    assert list(answered(app, "funnel")["users"]) == [3, 2]
    app = typed(app, "funnel_step_1", NASTY)
    assert "not a step" in refused(app)
    assert "<img" not in refused(app)
    assert list(answered(app, "funnel")["users"]) == [3, 2]


def test_nobody_at_the_first_step_is_said(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = funnel(opened, step=["type:app.publish", *STEPS])
    assert "Nobody took the first step" in said(app)


def test_a_pattern_may_be_typed(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = typed(funnel(opened, step=STEPS), "funnel_step_0", " type:app.* ")
    assert url(app)["step"] == ["type:app.*", STEPS[1]]
    assert answered(app, "funnel")["label"].iloc[0] == "app.*"


def test_steps_that_read_alike_can_be_told_apart(store: Store, opened: Open) -> None:
    one, other = {"category": "a", "action": "b"}, {"category": "a / b"}
    load(store, *(log("2026-11-21", "app.analytics.event", data=data) for data in (one, other)))
    options = funnel(opened).selectbox(key="funnel_step_0").options
    assert len(options) == len(set(options)) == 3


def test_limits_are_seconds_in_words() -> None:
    assert (LIMITS[600], LIMITS[86_400]) == ("10 minutes", "1 day")
