"""Every visit: who is it, what do they look at, the filter bar and the navigation, then the page.

Streamlit runs this file for every address of the site. It hands the pages to `st.navigation`
before anything else, so that no page is ever run outside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from data.access import OWNER, Viewer
from data.engine import Store
from data.errors import AuditLogError, InvalidFilter
from pages import (
    answers,
    audit_log,
    behavior_analysis,
    data_health,
    dictionary,
    feature_utilization,
    import_logs,
    overview,
    security,
    thread,
    user,
)
from pages.shared import filter_bar, links, states, views_menu, visit, ways
from pages.shared.choice import PARAMETERS, Choice, read_choice
from pages.shared.demo import demo_label
from pages.shared.holding import HOLDING
from queries.zones import zone_info

HERE = Path(__file__).parent
TITLE = "Audit logs"
KEYBOARD = '<script src="keyboard.js"></script>'
"""A file of this site: the browser runs no other scripts (see `headers.py`)."""


def main() -> None:
    """Draw one visit."""
    pages = _pages()
    page = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(f"{page.title} · {TITLE}", HERE / "icon.png", layout="wide")
    st.html(HERE / "style.css")
    st.html(KEYBOARD, unsafe_allow_javascript=True)
    links.register(pages)
    try:
        store, viewer = _store(), _viewer()
        if page == pages["overview"]:
            views_menu.open_first_view(store, viewer)
        choice = _choice()
        visit.begin(choice, viewer, visit.clock(), store)
        links.follow()
        _draw(pages, choice, page)
    except AuditLogError as error:
        states.problem(error)


def _pages() -> Mapping[str, st.Page]:
    return {
        "overview": st.Page(overview.page, title="Overview", url_path="overview", default=True),
        "answers": st.Page(answers.page, title="Answers", url_path="answers"),
        "security": st.Page(security.page, title="Security", url_path="security"),
        "feature-utilization": st.Page(
            feature_utilization.page, title="Feature Utilization", url_path="feature-utilization"
        ),
        "behavior-analysis": st.Page(
            behavior_analysis.page, title="Behavior Analysis", url_path="behavior-analysis"
        ),
        "audit-log": st.Page(audit_log.page, title="Audit log", url_path="audit-log"),
        "dictionary": st.Page(dictionary.page, title="Dictionary", url_path="dictionary"),
        "data-health": st.Page(data_health.page, title="Data health", url_path="data-health"),
        "import": st.Page(import_logs.page, title="Import", url_path="import"),
        ways.PASSPORT: st.Page(user.page, title="User", url_path=ways.PASSPORT),
        ways.THREAD: st.Page(thread.page, title="Thread", url_path=ways.THREAD),
    }


_REACHED = frozenset({ways.PASSPORT, ways.THREAD})
"""Pages that are reached from what they show, anywhere, and are not in the navigation."""


def _viewer() -> Viewer:
    return OWNER


def _store() -> Store:
    """The store, with the demo organisation in it where it would be empty."""
    store = HOLDING.store()
    if HOLDING.loading_demo():
        with st.spinner("Setting up a demo organisation to look around in …"):
            HOLDING.wait_for_demo()
    return store


def _choice() -> Choice:
    """What the bar holds: what the URL says where it was changed from outside, else what it held.

    A link, the Back button and a reload change the URL; moving to another page empties it, and it
    is then written again.
    """
    url = {name: st.query_params.get_all(name) for name in PARAMETERS if name in st.query_params}
    held = visit.chosen()
    if held is not None and (not url or url == visit.written()):
        choice = held
    else:
        choice, problems = read_choice(url, _browser_zone())
        if problems:
            visit.refuse(f"Left out of the address, not understood: {'; '.join(problems)}.")
    _write(choice, url)
    return choice


def _write(choice: Choice, url: Mapping[str, list[str]]) -> None:
    query = choice.to_query()
    if query != url:
        for name in set(url) - set(query):
            del st.query_params[name]
        st.query_params.update(query)
    visit.wrote(query)


def _browser_zone() -> str:
    """The zone the browser is in; UTC where it does not say or names one that is not known."""
    named = st.context.timezone or "UTC"
    try:
        zone_info(named)
    except InvalidFilter:
        return "UTC"
    return named


def _draw(pages: Mapping[str, st.Page], choice: Choice, page: st.Page) -> None:
    with st.container(horizontal=True, key="top", vertical_alignment="center", gap="small"):
        st.html(f'<span class="brand">{TITLE}</span>', width="content")
        for name, entry in pages.items():
            if name in _REACHED and page != entry:
                continue
            st.page_link(entry, query_params=choice.to_query())
        views_menu.views_menu(next(name for name, entry in pages.items() if entry == page))
        demo_label(importing=page == pages["import"])
    if page != pages[ways.THREAD]:  # a thread has all its logs, whatever is asked for elsewhere
        filter_bar.filter_bar(choice)
    page.run()


if __name__ == "__main__":
    main()
