"""The frame: bar, URL, chips, demo label, and what is said when something is missing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from data.errors import StoreBusy
from data.load import load_batches
from pages.shared import holding
from pages.shared.holding import HOLDING
from tests.builders import Log, load, log, utc
from tests.pages.conftest import Open
from tests.raw_records import batch_of

LOGS: tuple[Log, ...] = (
    log("2026-11-22 09:10", "user.login", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-22 09:20", "app.view", user="ann@a.example", app_id=1, app="Alpha"),
    log("2026-11-20 15:00", "app.view", user="bob@b.example", app_id=2, app="Beta"),
    log("2026-11-10 08:00", "app.publish", user="bob@b.example", app_id=2, category="studio"),
    log("2026-06-01 08:00", "app.view", user="old@o.example", app_id=3, app="Gamma"),
)


def figure(app: AppTest, label: str) -> str:
    """The figure that the tile of that label shows."""
    return next(str(tile.value) for tile in app.metric if tile.label == label)


def url(app: AppTest) -> dict[str, list[str]]:
    query = app.query_params.items()
    return {name: [values] if isinstance(values, str) else values for name, values in query}


def said(app: AppTest) -> str:
    """Every text on the page that was drawn as HTML, Markdown or plain text."""
    parts = [block.proto.body for block in app.get("html")]
    parts += [block.value for block in (*app.markdown, *app.caption, *app.text, *app.subheader)]
    return "\n".join(parts)


def test_thirty_days_are_shown_at_first_and_named_in_the_url(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened()
    assert not app.exception
    assert figure(app, "Logs") == "4"
    assert url(app) == {"window": ["30d"], "zone": ["UTC"]}


@pytest.mark.parametrize(
    ("window", "logs"),
    [
        ("24h", "2"),
        ("7d", "3"),
        ("30d", "4"),
        ("90d", "4"),
        ("6m", "5"),
        ("12m", "5"),
        ("all", "5"),
    ],
)
def test_presets(store: Store, opened: Open, window: str, logs: str) -> None:
    load(store, *LOGS)
    app = opened()
    app.selectbox(key="bar_window").set_value(window).run()
    assert figure(app, "Logs") == logs
    assert url(app)["window"] == [window]


def test_a_filter_in_the_url_is_in_the_bar_and_in_the_figures(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(window="12m", zone="Asia/Kolkata", user="bob", categories=["app"], apps=["2"])
    assert figure(app, "Logs") == "1"
    assert app.selectbox(key="bar_window").value == "12m"
    assert app.text_input(key="bar_user").value == "bob"
    assert app.multiselect(key="bar_categories").value == ["app"]
    assert app.multiselect(key="bar_apps").value == ["2"]
    assert "(Asia/Kolkata)" in said(app)


def test_what_is_chosen_in_the_bar_is_in_the_url(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened()
    app.text_input(key="bar_user").set_value("  bob ").run()
    app.multiselect(key="bar_log_types").set_value(["app.view"]).run()
    assert figure(app, "Logs") == "1"
    assert url(app) == {
        "window": ["30d"],
        "zone": ["UTC"],
        "user": ["bob"],
        "log_types": ["app.view"],
    }
    assert "Matched 1 user, 1 log." in said(app)


def test_a_text_that_matches_nothing_says_so(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(user="nobody")
    assert "Matched nothing." in said(app)
    assert "No log matches these filters" in said(app)
    app.button(key="absence_clear").click().run()
    assert figure(app, "Logs") == "4"


def test_each_chip_takes_off_its_filter_and_clear_all_the_rest(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(user="bob", apps=["2", "1"], key=["session_id=7"], ip="10.0.0.1")
    chips = [b.label for b in app.button if str(b.key).startswith("chip_") and b.key != "chip_all"]
    assert chips == [
        "App `Beta`",
        "App `Alpha`",
        "User `bob`",
        "IP address `10.0.0.1`",
        "Session ID `7`",
    ]
    app.button(key="chip_0").click().run()
    assert url(app)["apps"] == ["1"]
    app.button(key="chip_all").click().run()
    assert url(app) == {"window": ["30d"], "zone": ["UTC"]}
    assert figure(app, "Logs") == "4"


def test_conditions_of_a_link_hold_and_their_chip_takes_them_off(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = opened(where="any(user_email starts_with bob,app_id is 9)", zone="UTC")
    assert figure(app, "Logs") == "2"
    chips = [b.label for b in app.button if str(b.key).startswith("chip_") and b.key != "chip_all"]
    assert chips == ["Where `user_email starts with «bob» or app_id is 9`"]
    assert "where user_email starts with «bob»" in said(app)
    app.button(key="chip_0").click().run()
    assert "where" not in url(app)
    assert figure(app, "Logs") == "4"


def test_what_the_url_says_and_nobody_understands_is_left_out_and_said(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = opened(
        window="9q", zone="Mars/Base", since="yesterday", key=["nope=1"], user="ann", where="all("
    )
    assert url(app) == {"window": ["30d"], "zone": ["UTC"], "user": ["ann"]}
    assert figure(app, "Logs") == "2"
    for part in ("9q", "Mars/Base", "yesterday", "nope", "conditions cannot be read"):
        assert part in said(app)
    assert "not understood" not in said(app.run())


def test_a_custom_range_begins_as_what_was_shown_and_follows_the_clock(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = opened(window="7d", zone="Europe/Berlin")
    app.selectbox(key="bar_window").set_value("custom").run()
    assert url(app)["since"] == ["2026-11-15T23:00:00Z"]
    assert url(app)["until"] == ["2026-11-22T13:00:00Z"]
    app.datetime_input(key="bar_since").set_value(utc("2026-11-22 10:15").replace(tzinfo=None))
    app.run()
    assert url(app)["since"] == ["2026-11-22T09:15:00Z"]
    assert figure(app, "Logs") == "1"


def test_a_range_that_ends_before_it_begins_changes_nothing(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(window="custom", since="2026-11-01T00:00:00Z", until="2026-11-23T00:00:00Z")
    app.datetime_input(key="bar_until").set_value(utc("2026-10-01").replace(tzinfo=None)).run()
    assert url(app)["until"] == ["2026-11-23T00:00:00Z"]
    assert "ends before it begins" in said(app)


def test_a_change_of_the_url_is_followed(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(user="bob")
    app.query_params["user"] = "ann"
    app.run()
    assert app.text_input(key="bar_user").value == "ann"
    assert figure(app, "Logs") == "2"


def test_another_page_keeps_the_filter(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(user="bob")
    for name in list(app.query_params):
        del app.query_params[name]
    app.run()
    assert url(app)["user"] == ["bob"]


def test_the_demo_is_labelled_until_it_is_removed(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered = [{"id": i, **row} for i, row in enumerate(LOGS)]
    monkeypatch.setattr(
        holding,
        "load_demo",
        lambda s: load_batches(s, [batch_of(*numbered)], source="demo", kind="demo"),
    )
    app = opened()
    assert figure(app, "Logs") == "4"
    assert any("Demo data" in m.value for m in app.markdown)
    app.button(key="demo_removed").click().run()
    assert not any("Demo data" in m.value for m in app.markdown)
    assert "No logs yet" in said(app)
    assert app.button(key="absence_demo").label == "Load the demo organisation"
    HOLDING.release()
    assert "No logs yet" in said(opened())


def test_real_logs_carry_no_demo_label(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    assert not any("Demo data" in m.value for m in opened().markdown)


def test_a_store_that_another_process_holds_is_named_not_a_stack_trace(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> Store:
        raise StoreBusy("x.duckdb is held by «python -m data import» (PID 42).")

    monkeypatch.setattr(holding, "open_store", busy)
    app = opened()
    assert not app.exception
    assert "held by «python -m data import» (PID 42)" in said(app)


def test_a_window_from_before_the_first_import_says_what_there_is(
    store: Store, opened: Open
) -> None:
    load(store, *LOGS)
    app = opened(window="custom", since="2020-01-01T00:00:00Z", until="2020-02-01T00:00:00Z")
    assert "No logs were imported for this time" in said(app)
    assert "1 Jun 2026 08:00 to 22 Nov 2026 09:20" in said(app)


def test_a_quiet_window_within_what_was_imported_is_truly_quiet(store: Store, opened: Open) -> None:
    load(store, *LOGS)
    app = opened(window="custom", since="2026-08-01T00:00:00Z", until="2026-08-02T00:00:00Z")
    assert "Nothing was logged in this time" in said(app)
