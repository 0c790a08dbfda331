"""Answers: every question that can be asked here, with its figure and the way to its answer."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.guides import GUIDES, guide_named
from pages.shared import drill, guide, states, visit, words
from pages.shared.answer_list import Group, answers_html, grouped
from pages.shared.heading import heading
from pages.shared.headlines import headline_words, place_filter
from queries.answer_search import corrected, search
from queries.answers import ROLES, Answer, answers, of_role

STYLE = Path(__file__).parent / "shared" / "answer_list.css"
EVERYBODY = "Everybody"
_GUIDE = "guide"


def page() -> None:
    """Draw the page."""
    st.html(STYLE)
    missing = states.absence()
    chosen = guide_named(st.query_params.get(_GUIDE, ""))
    if missing is not None:
        states.show(missing)
    else:
        heading(int(visit.answer("record_count")["records"].iloc[0]))
    if chosen is not None and missing is None:
        st.button(
            "All answers",
            key="all_answers",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=drill.hold,
            kwargs={_GUIDE: None},
        )
        guide.draw(chosen)
        return
    text, role, every = _choices()
    if not text and missing is None:
        _guides()
    _list(text, role, every, live=missing is None)


def _choices() -> tuple[str, str, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = st.text_input(
            "Search the questions",
            key="ask",
            placeholder="bounce, who deleted, 2fa …",
            icon=":material/search:",
            live=True,
            width=340,
            bind="query-params",
        )
        role = st.segmented_control(
            "For", [EVERYBODY, *ROLES], key="role", default=EVERYBODY, bind="query-params"
        )
        every = st.toggle(
            "Details too",
            key="details",
            bind="query-params",
            help="Also the questions that pages ask for their charts and tables. A search finds "
            "them in any case.",
        )
    return (text or "").strip(), role or EVERYBODY, every


def _guides() -> None:
    st.subheader("Worked examples", anchor=False)
    with st.grid(3, min_column_width=300, gap="small", key="guides") as grid:
        for one in GUIDES:
            with grid.cell():
                st.button(
                    f"**{one.title}**  \n{one.about}",
                    key=f"guide_{one.name}",
                    width="stretch",
                    on_click=drill.hold,
                    kwargs={_GUIDE: one.name},
                )


def _list(text: str, role: str, every: bool, *, live: bool) -> None:
    """The questions found: at once without figures where those must be asked first."""
    known = answers()
    mine = list(known) if role == EVERYBODY else of_role(known, next(r for r in ROLES if r == role))
    mine = [one for one in mine if text or every or one.first]
    found = search(text, mine)
    meant = None if found else corrected(text)
    if meant is not None:
        st.text(f"No question has the words “{words.shortened(text)}”. Those for “{meant}”:")
        found = search(meant, mine)
    said = words.counted(len(found), "question")
    st.caption(said if len(found) == len(known) else f"{said} of {words.number(len(known))}")
    if not found:
        st.text(
            "No question has all of these words. The audit log finds any text in the data of logs."
        )
        return
    groups: list[Group] = (
        [("", "", found)] if text else grouped(found, "" if role == EVERYBODY else role)
    )
    place = st.empty()
    place.html(answers_html(groups, address, lambda answer: "…" if answer.headline else ""))
    place.html(answers_html(groups, address, headline_words if live else lambda _answer: ""))


def address(answer: Answer) -> str:
    """Where the answer to a question is seen, with the visit's filter and what it sets."""
    extra = {"tab": answer.place.tab} if answer.place.tab else {}
    return visit.page_url(
        answer.place.page, place_filter(answer), **extra, **answer.place.parameters
    )
