"""One page of the dashboard, run by Streamlit's test harness."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Dataframe

from pages.frame import KEYBOARD
from queries.question import find
from tests.pages.conftest import Open


def at_page(opened: Open, page: str, /, **query: str | list[str]) -> AppTest:
    """The page of that address, e.g. "audit-log", opened with those parameters."""
    app = opened(**query)
    # The harness turns only to pages that are files; these are functions, told by their address.
    pages = app._registered_pages.items()
    app._page_hash = next(key for key, found in pages if found["url_pathname"] == page)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def url(app: AppTest) -> dict[str, list[str]]:
    """The URL parameters."""
    query = app.query_params.items()
    return {name: [values] if isinstance(values, str) else values for name, values in query}


def said(app: AppTest) -> str:
    """Every text on the page that was drawn as HTML, Markdown or plain text; the one script is
    none."""
    parts = [block.proto.body for block in app.get("html") if block.proto.body != KEYBOARD]
    parts += [block.value for block in (*app.markdown, *app.caption, *app.text, *app.subheader)]
    return "\n".join(parts)


def table(app: AppTest, key: str) -> Dataframe:
    """The table whose key begins like that."""
    return next(frame for frame in app.dataframe if str(frame.key).startswith(key))


def answered(app: AppTest, question: str) -> pd.DataFrame:
    """The rows of the table that answers this question."""
    title = find(question).title
    return next(f.value for f in app.dataframe if f.proto.alt.endswith(f". {title}"))


def headers(frame: Dataframe) -> list[str]:
    """The labels over the columns of a table that are shown, in their order."""
    columns = json.loads(frame.proto.columns)
    return [columns[name]["label"] for name in frame.proto.column_order or frame.value.columns]


def choose(app: AppTest, key: str, **chosen: list[Any]) -> AppTest:
    """The page after `cells` or `columns` of a table were clicked, which the harness cannot do."""
    states = app._tree.get_widget_states()
    clicked = states.widgets.add()
    clicked.id = table(app, key).proto.id
    clicked.string_value = json.dumps({"selection": {"rows": [], "columns": [], **chosen}})
    return app._run(states)
