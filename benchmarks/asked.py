"""What the pages ask: `python -m benchmarks.asked` draws them and prints it as JSON.

The pages are drawn by Streamlit's own test harness on the store of `AUDIT_STORE`, as somebody sees
them who opens the link, with nothing in the cache.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.generate import END
from data.engine import open_store
from pages import behavior_analysis, feature_utilization, security
from pages.shared import visit, ways
from queries.run import run

FRAME = Path(__file__).parents[1] / "pages" / "frame.py"

SCENARIOS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Overview, 90 days": ("", {"window": "90d"}),
    **{
        f"Security, 90 days, {tab}": ("security", {"window": "90d", "tab": tab})
        for tab in security.PAGE.tabs
    },
    **{
        f"Feature Utilization, 90 days, {tab}": (
            "feature-utilization",
            {"window": "90d", "tab": tab, "person": "{user}"},
        )
        for tab in feature_utilization.PAGE.tabs
    },
    **{
        f"Behavior Analysis, 90 days, {tab}": ("behavior-analysis", {"window": "90d", "tab": tab})
        for tab in behavior_analysis.PAGE.tabs
        if tab != ways.FOLLOWED
    },
    "Behavior Analysis, 90 days, one user followed": (
        "behavior-analysis",
        {"window": "90d", "tab": ways.FOLLOWED, "user": '"{user}"'},
    ),
    "A user's passport, 90 days": ("user", {"window": "90d", "user": '"{user}"'}),
    "Audit log, 90 days": ("audit-log", {"window": "90d"}),
    "Audit log, 90 days, text in data": ("audit-log", {"window": "90d", "text": "Inspected"}),
    "Audit log, all time, one user": ("audit-log", {"window": "all", "user": "user777@site17"}),
    "Audit log, all time, one email": (
        "audit-log",
        {"window": "all", "key": "message_id={message_id}"},
    ),
}
"""Pages with the URL parameters they are opened with."""


def asked(page: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions that a page asks, each once: name, filter as in a URL, options."""
    found: list[dict[str, Any]] = []

    def noting(name: str, filter: Any, viewer: Any, *, store: Any, **options: Any) -> Any:
        question = {"name": name, "filter": filter.to_query(), "options": options}
        if question not in found:
            found.append(question)
        return run(name, filter, viewer, store=store, **options)

    st.cache_data.clear()
    app = AppTest.from_file(FRAME, default_timeout=600)
    for name, value in query.items():
        app.query_params[name] = value.format_map(_some())
    if "tab" in query:
        app.session_state["tab"] = query["tab"]
    # The harness opens pages that are files by name; ours are functions, known by their address.
    app._page_hash = calc_hash(page) if page else ""
    with patch.object(visit, "run", noting), patch.object(visit, "clock", lambda: END):
        app.run()
    assert not list(app.exception), list(app.exception)
    return found


def _some() -> dict[str, str]:
    """A message and a user who occur in the logs."""
    with open_store().duckdb() as connection:
        row = connection.execute(
            "SELECT max(message_id), max(user_email) FILTER (log_type = 'user.login.failed') "
            "FROM logs"
        ).fetchone()
    assert row is not None
    return {"message_id": str(row[0]), "user": str(row[1])}


if __name__ == "__main__":
    print(json.dumps({name: asked(page, query) for name, (page, query) in SCENARIOS.items()}))
