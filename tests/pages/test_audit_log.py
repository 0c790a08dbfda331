"""The audit log page: order, pages, the record beside its row, and standing still."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from data.load import load_batches
from tests.builders import Log, load, log
from tests.pages.at_page import at_page, choose, headers, said, table, url
from tests.pages.conftest import Open
from tests.raw_records import batch_of

FIRST = {"window": ["30d"], "zone": ["UTC"]}


def minutes(count: int) -> list[Log]:
    """Logs 1, 2, 3 … of 22 November, a minute apart from 08:00 on."""
    return [
        log(
            f"2026-11-22 {8 + n // 60:02}:{n % 60:02}",
            "user.login" if n % 2 else "app.view",
            user=f"u{n % 7}@a.example",
            app_id=1,
            app="Alpha",
            session=1000 - n,
            data={"n": n},
        )
        for n in range(1, count + 1)
    ]


def ids(app: AppTest) -> list[int]:
    """The ids of the rows shown: the session of log n is 1000 - n."""
    return [1000 - int(session) for session in table(app, "log_grid").value["session_id"]]


def open_record(app: AppTest) -> str | None:
    """The number of the record that is open."""
    found = [b.label for b in app.button if b.key == "record_only_id"]
    return found[0].strip("`") if found else None


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_fifty_rows_newest_first_in_fliplets_columns(store: Store, opened: Open) -> None:
    load(store, *minutes(120))
    app = at_page(opened, "audit-log")
    shown = table(app, "log_grid")
    assert ids(app) == list(range(120, 70, -1))
    assert list(shown.value.iloc[0]) == [
        "22 Nov 2026 10:00:00",
        "Apps/Integrations",
        "Screen viewed in a web app · app.view",
        "Alpha",
        "u1@a.example",
        880,
        '{"n": 120}',
    ]
    fliplets = ["Category", "Log type", "App", "User", "Session ID", "Data"]
    assert headers(shown) == ["Date (UTC) ↓", *fliplets]
    assert "1-50 of 120 logs" in said(app)
    assert url(app) == FIRST


def test_the_date_is_the_zones(store: Store, opened: Open) -> None:
    load(store, log("2026-11-22 09:00"), log("2026-07-01 09:00"))
    app = at_page(opened, "audit-log", zone="Europe/London", window="12m")
    shown = table(app, "log_grid")
    assert list(shown.value["created_at"]) == ["22 Nov 2026 09:00:00", "1 Jul 2026 10:00:00"]
    assert headers(shown)[0] == "Date (Europe/London) ↓"


def test_empty_cells_stay_empty_and_strangers_text_stays_text(store: Store, opened: Open) -> None:
    load(
        store,
        log("2026-11-22 09:00", category=None),
        log("2026-11-22 08:00", user="<i>x</i>", app="*a* `b` :material/add:", data="{\n  cut"),
    )
    rows = table(at_page(opened, "audit-log"), "log_grid").value
    assert list(rows["category"]) == ["No category", "Apps/Integrations"]
    assert list(rows["user"]) == ["", "<i>x</i>"]
    assert list(rows["app_name"]) == ["", "*a* `b` :material/add:"]
    assert list(rows["data"]) == ["", "{ cut"]
    assert rows["session_id"].isna().all()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-created_at", [4, 3, 2, 1]),
        ("created_at", [1, 2, 3, 4]),
        ("category", [2, 3, 1, 4]),
        ("log_type", [2, 4, 1, 3]),
        ("-log_type", [3, 1, 4, 2]),
        ("app_name", [3, 1, 2, 4]),
        ("user", [4, 2, 3, 1]),
        ("session_id", [2, 1, 4, 3]),
        ("-session_id", [4, 1, 2, 3]),
        ("data", [1, 3, 2, 4]),
        ("-data", [4, 2, 3, 1]),
    ],
)
def test_every_order(store: Store, opened: Open, sort: str, expected: list[int]) -> None:
    load(
        store,
        log("2026-11-22 08:01", "b.c", app="beta", session=20, data='"1"', category="studio"),
        log("2026-11-22 08:02", "a.x", app="Ceta", session=3, user="b@x", data='"3"'),
        log("2026-11-22 08:03", "C.a", app="Alpha", user="c@x", data='"2"'),
        log("2026-11-22 08:04", "a.Y", session=100, user="z@x", acting="a@x", category=None),
    )
    app = at_page(opened, "audit-log")
    app.selectbox(key="log_sort").set_value(sort).run()
    times = list(table(app, "log_grid").value["created_at"])
    assert [int(re.findall(r":(\d\d):", time)[0]) for time in times] == expected
    assert url(app) == FIRST | ({} if sort == "-created_at" else {"sort": [sort]})


def test_a_header_turns_the_order(store: Store, opened: Open) -> None:
    load(store, *minutes(60))
    app = at_page(opened, "audit-log", page="2", record="3")
    app = choose(app, "log_grid", columns=["session_id"])
    assert url(app) == FIRST | {"sort": ["session_id"]}
    assert ids(app)[0] == 60
    app = choose(app, "log_grid", columns=["session_id"])
    assert url(app) == FIRST | {"sort": ["-session_id"]}
    assert ids(app)[0] == 1
    assert headers(table(app, "log_grid"))[5] == "Session ID ↓"


def test_pages_sizes_and_jumping(store: Store, opened: Open) -> None:
    load(store, *minutes(130))
    app = at_page(opened, "audit-log")
    app.pagination[0].set_value(3).run()
    assert url(app)["page"] == ["3"]
    assert ids(app) == list(range(30, 0, -1))
    assert "101-130 of 130 logs" in said(app)
    app.selectbox(key="log_size").set_value(25).run()
    assert (url(app)["page"], url(app)["size"]) == (["5"], ["25"])
    assert ids(app) == list(range(30, 5, -1))
    app.number_input(key="log_jump").set_value(2).run()
    assert ids(app) == list(range(105, 80, -1))
    assert app.number_input(key="log_jump").value is None
    app.selectbox(key="log_size").set_value(500).run()
    assert not app.pagination
    assert len(ids(app)) == 130


def test_a_link_opens_page_size_order_and_record(store: Store, opened: Open) -> None:
    load(store, *minutes(130))
    app = at_page(opened, "audit-log", page="2", size="25", sort="created_at", record="30")
    assert ids(app) == list(range(26, 51))
    assert open_record(app) == "30"
    app = at_page(opened, "audit-log", page="77", size="7", sort="x", record="y")
    assert "101-130 of 130 logs" in said(app)
    assert open_record(app) is None
    assert url(app) == FIRST | {"page": ["3"]}


def test_another_filter_begins_at_the_first_page(store: Store, opened: Open) -> None:
    load(store, *minutes(130))
    app = at_page(opened, "audit-log", page="3", record="2")
    app.text_input(key="bar_user").set_value("u1@").run()
    assert "page" not in url(app)
    assert open_record(app) is None
    assert ids(app)[0] == 127


def test_a_cell_opens_its_record_and_close_closes_it(store: Store, opened: Open) -> None:
    load(store, *minutes(60))
    app = choose(at_page(opened, "audit-log"), "log_grid", cells=[[2, "app_name"]])
    assert open_record(app) == "58"
    assert url(app) == FIRST | {"record": ["58"]}
    assert "Screen viewed in a web app" in said(app)
    assert headers(table(app, "log_grid")) == ["Date (UTC) ↓", "Log type", "App", "User"]
    assert json_shown(app) == '{\n  "n": 58\n}'
    app = pressed(app, "record_close")
    assert open_record(app) is None
    assert url(app) == FIRST
    assert len(table(app, "log_grid").proto.column_order) == 7


def json_shown(app: AppTest) -> str:
    return str(app.code[-1].value)


def test_previous_and_next_go_across_pages(store: Store, opened: Open) -> None:
    load(store, *minutes(60))
    app = at_page(opened, "audit-log", size="25", record="60")
    assert app.button(key="record_previous").disabled
    app = choose(app, "log_grid", cells=[[24, "user"]])
    assert open_record(app) == "36"
    app = pressed(app, "record_next")
    assert (open_record(app), url(app)["page"]) == ("35", ["2"])
    app = pressed(app, "record_previous")
    assert open_record(app) == "36"
    assert "page" not in url(app)
    app = at_page(opened, "audit-log", size="25", page="3", record="1")
    assert app.button(key="record_next").disabled
    assert not app.button(key="record_previous").disabled


def test_a_link_to_a_record_turns_to_the_page_that_holds_it(store: Store, opened: Open) -> None:
    load(store, *minutes(130))
    app = at_page(opened, "audit-log", record="20")
    assert url(app) == FIRST | {"page": ["3"], "record": ["20"]}
    assert 20 in ids(app)
    app = at_page(opened, "audit-log", sort="created_at", size="25", record="20")
    assert "page" not in url(app)
    assert 20 in ids(app)


def test_logs_of_one_moment_are_counted_for_the_page_of_a_record(
    store: Store, opened: Open
) -> None:
    load(store, *[log("2026-11-22 09:00", session=1000 - n) for n in range(1, 61)])
    for record, page in ((60, None), (36, None), (35, ["2"]), (10, ["3"])):
        app = at_page(opened, "audit-log", size="25", record=str(record))
        assert url(app).get("page") == page, record
        assert record in ids(app)


def test_a_value_of_the_record_becomes_a_filter_and_the_record_stays(
    store: Store, opened: Open
) -> None:
    load(store, *minutes(130))
    app = at_page(opened, "audit-log", page="3", record="20")
    app = pressed(app, "record_only_user_email")
    assert url(app)["user"] == ['"u6@a.example"']
    assert open_record(app) == "20"
    assert 20 in ids(app)
    app = pressed(app, "record_only_session_id")
    assert url(app)["session"] == ["980"]
    assert ids(app) == [20]


def test_a_record_that_the_filter_leaves_out_is_shown_and_said(store: Store, opened: Open) -> None:
    load(store, *minutes(3))
    app = at_page(opened, "audit-log", user="u1@", record="2")
    assert "Not among the logs of the table" in said(app)
    assert open_record(app) == "2"
    assert app.button(key="record_next").disabled
    app = at_page(opened, "audit-log", record="404")
    assert "There is no such log here" in said(app)


def test_data_that_is_no_json_is_shown_as_it_came(store: Store, opened: Open) -> None:
    load(store, log("2026-11-22 09:00", data='{"cut": "**of'), log("2026-11-22 08:00"))
    app = at_page(opened, "audit-log", record="1")
    assert "not valid JSON" in said(app)
    assert json_shown(app) == '{"cut": "**of'
    assert "This log has no data." in said(at_page(opened, "audit-log", record="2"))


def test_an_unknown_type_is_said_to_be_one(store: Store, opened: Open) -> None:
    load(store, log("2026-11-22 09:00", "my.own<b>.type"))
    app = at_page(opened, "audit-log", record="1")
    assert list(table(app, "log_grid").value["log_type"]) == ["My: own<b> type · my.own<b>.type"]
    assert "Not in the dictionary yet" in said(app)
    assert "own&lt;b&gt;" in said(app)
    app = pressed(app, "record_only_log_type")
    assert url(app)["log_types"] == ["my.own<b>.type"]
    assert "1-1 of 1 log" in said(app)


def arrive(store: Store, count: int) -> None:
    """Another batch: logs of 11:00, ids from 5000."""
    rows = [log("2026-11-22 11:00", session=900 - n) for n in range(count)]
    numbered = [{"id": 5000 + n, **row} for n, row in enumerate(rows)]
    load_batches(store, [batch_of(*numbered)], source="later")


def test_the_table_stands_still_while_logs_arrive(store: Store, opened: Open) -> None:
    load(store, *minutes(60))
    app = at_page(opened, "audit-log")
    assert not [b for b in app.button if b.key == "log_arrived"]
    arrive(store, 3)
    app.run()
    assert ids(app)[0] == 60
    assert "1-50 of 60 logs" in said(app)
    assert app.button(key="log_arrived").label == "3 new logs have arrived · show"
    app.pagination[0].set_value(2).run()
    assert ids(app) == list(range(10, 0, -1))
    app = pressed(app, "log_arrived").run()
    assert "1-50 of 63 logs" in said(app)
    assert not [b for b in app.button if b.key == "log_arrived"]


def test_another_filter_shows_what_is_there_now(store: Store, opened: Open) -> None:
    load(store, *minutes(60))
    app = at_page(opened, "audit-log")
    arrive(store, 1)
    app.selectbox(key="bar_window").set_value("24h").run()
    assert "1-50 of 61 logs" in said(app)


def test_an_empty_table_fills_by_itself(store: Store, opened: Open) -> None:
    load(store, log("2026-01-01"))
    app = at_page(opened, "audit-log")
    assert "No logs" in said(app)
    arrive(store, 2)
    assert "1-2 of 2 logs" in said(app.run())


def test_downloads_are_of_the_filter_and_tell_their_number(store: Store, opened: Open) -> None:
    load(store, *minutes(9))
    app = at_page(opened, "audit-log", user="u1")
    links = re.findall(r'<a href="([^"]*)" download>', said(app))
    kinds = ["spreadsheet", "exact", "ndjson", "parquet", ""]
    assert [link.partition("kind=")[2].partition("&")[0] for link in links] == kinds
    assert all(re.search("&amp;transfer=[0-9a-f]{32}&amp;logs=2$", link) for link in links)
    for link, name in zip(links, ["logs"] * 4 + ["evidence"], strict=True):
        assert link.startswith(f"download/{name}?since=2026-10-24T00%3A00%3A00Z&amp;until=")
        assert re.search("user=u1&amp;", link)
    assert "2 logs, all of them" in said(app)
    app = at_page(opened, "audit-log", user='"><b>')
    assert not re.findall(r"""[^&]<b>|user=[^&"]*[<>]""", said(app))


def test_a_custom_window_of_one_record(store: Store, opened: Open) -> None:
    load(store, *minutes(60))
    app = pressed(at_page(opened, "audit-log", record="30"), "record_only_created_at")
    assert url(app)["since"] == ["2026-11-22T08:25:00Z"]
    assert ids(app) == list(range(34, 24, -1))


def elsewhere() -> None:
    """A page with a table of its own filter."""
    from data.access import OWNER
    from data.engine import open_store
    from pages.shared import visit
    from pages.shared.choice import Choice
    from pages.shared.log_table import log_table
    from queries.filters import LogFilter
    from tests.builders import NOW

    visit.begin(Choice("all"), OWNER, NOW, open_store())
    log_table(LogFilter(log_types=("user.login",)))


def test_another_page_shows_its_own_logs_without_filters_over_columns(store: Store) -> None:
    load(store, *minutes(60))
    app = AppTest.from_function(elsewhere, default_timeout=30).run()
    assert not app.exception
    assert ids(app) == list(range(59, 0, -2))
    assert not app.text_input
    app = choose(app, "log_grid", cells=[[1, "user"]])
    assert open_record(app) == "57"
    app = pressed(app, "record_next")
    assert open_record(app) == "55"


def test_every_log_type_of_the_page_carries_its_sentence(store: Store, opened: Open) -> None:
    load(store, log("2026-11-21", "email.bounced"), log("2026-11-21", '"><img src=x>'))
    text = said(at_page(opened, "audit-log"))
    assert (
        '<abbr title="Email bounced. An email came back and could not be delivered to its '
        'recipient.">email.bounced</abbr>'
    ) in text
    assert "<img" not in text
