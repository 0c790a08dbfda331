"""Ways from screen to screen: no view is lost or counted twice, and few places have names."""

from __future__ import annotations

import json
from collections import Counter

import pandas as pd
import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from data.engine import Store
from pages.behavior_tabs.paths import taken
from pages.shared.palette import PARTS, UNKNOWN
from pages.shared.sankey import END, MOST, OTHERS, START, Way, ways_through
from tests.builders import Log, load, log
from tests.pages.at_page import answered
from tests.pages.conftest import Open
from tests.pages.test_behavior_analysis import behavior
from tests.pages.test_words import NASTY

WAYS = [
    Way(START, "Home", 5),
    Way("Home", "News", 3),
    Way("News", "Home", 1),
    Way("Home", "Home", 1),
    Way("Home", END, 3),
    Way("News", END, 2),
]


def bands(figure: go.Figure) -> dict[tuple[str, str], int]:
    """How broad each band is, by the labels of its two ends."""
    (sankey,) = figure.to_dict()["data"]
    link, labels = sankey["link"], sankey["node"]["label"]
    found: Counter[tuple[str, str]] = Counter()
    for source, target, value in zip(link["source"], link["target"], link["value"], strict=True):
        found[labels[source], labels[target]] += value
    return dict(found)


def test_each_way_is_a_band() -> None:
    assert bands(ways_through(WAYS)) == {(way.source, way.target): way.views for way in WAYS}


def test_a_screen_is_shown_between_what_leads_there_and_away() -> None:
    (sankey,) = ways_through(WAYS, "Home").data
    labels, link = sankey.node.label, sankey.link
    middle = {labels[n] for n in {*link.source} & {*link.target}}
    assert middle == {"Home"}
    assert bands(ways_through(WAYS, "News")) == {
        ("Home", "News"): 3,
        ("News", "Home"): 1,
        ("News", END): 2,
    }


@given(
    st.lists(
        st.builds(
            Way,
            st.sampled_from([START, *(f"s{n}" for n in range(12))]),
            st.sampled_from([END, *(f"s{n}" for n in range(12))]),
            st.integers(1, 50),
        ),
        min_size=1,
        max_size=60,
    )
)
def test_no_view_is_lost_however_many_screens(ways: list[Way]) -> None:
    figure = ways_through(ways)
    assert sum(bands(figure).values()) == sum(way.views for way in ways)
    # On each of the two sides: the named ones, the others, and the end of a session.
    assert len(figure.data[0].node.label) <= 2 * (MOST + 2)


def test_a_screen_has_one_colour_and_the_rest_is_grey() -> None:
    many = [Way(f"s{n}", f"s{n + 1}", 100 - n) for n in range(20)]
    node = ways_through(many).data[0].node
    colours = dict.fromkeys(zip(node.label, node.color, strict=True))
    assert len(colours) == len(set(node.label))
    assert dict(colours)[("s1", PARTS[0])] is None
    assert (OTHERS, UNKNOWN) in colours


def test_a_title_is_never_read_as_html() -> None:
    assert "<img" not in ways_through([Way(NASTY, END, 1)]).to_json()


def test_a_title_that_two_apps_have_comes_with_the_app() -> None:
    rows = [
        (1, "A", 1, "Home", 2, "News"),
        (2, "B", None, None, 3, "Home"),
        (1, "A", 9, None, None, None),
    ]
    columns = ["app_id", "app", "from_id", "from_screen", "to_id", "to_screen"]
    found = pd.DataFrame(rows, columns=columns).assign(views=[4, 2, 1])
    assert taken(found) == [
        Way("Home · A", "News", 4),
        Way(START, "Home · B", 2),
        Way("Screen 9", END, 1),
    ]


def view(minute: int, title: str) -> Log:
    data = {"_analyticsSessionId": "s", "_pageTitle": title, "_platform": "web"}
    at = f"2026-11-21 09:{minute:02}"
    return log(at, "app.analytics.pageView", user="ann@a.example", app_id=1, app="A", data=data)


def shown(app: AppTest) -> dict[tuple[str, str], int]:
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return bands(go.Figure(next(s for s in specs if s["data"][0]["type"] == "sankey")))


def test_the_form_of_the_ways_is_chosen_in_the_url(store: Store, opened: Open) -> None:
    titles = ("Home", "News", "Home", "Help", "Home")
    load(store, *(view(n, title) for n, title in enumerate(titles)))
    app = behavior(opened, "Screens")
    assert app.selectbox(key="through").value == "Home"
    assert shown(app)[START, "Home"] == 1
    app.selectbox(key="through").set_value("All screens").run()
    assert shown(app)["Home", "News"] == 1
    app = behavior(opened, "Screens", paths="Table")
    assert not app.get("plotly_chart")
    assert sum(answered(app, "screen_paths")["views"]) == len(titles) + 1
