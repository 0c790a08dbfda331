"""Saved views: the menu that saves and keeps them, the side bar they are pinned to, and links.

A view is a page with its URL parameters. Its window stays relative ("always the last 30 days") or
is fixed to the dates it has now, as whoever saves it or copies the link chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from data import views
from data.access import OWNER, Viewer
from data.engine import Store
from data.errors import ViewRefused
from data.views import SavedView
from pages.shared import links, visit, words
from pages.shared.choice import PARAMETERS, Choice, read_choice
from pages.shared.kept_time import window_words
from pages.shared.window import ALL_TIME, CUSTOM

_PASSING = {"page", "record"}
"""Parameters of the raw log that stand for a place in logs which will be others."""

_UNDO, _REFUSED, _RENAMED = "view_deleted", "view_refused", "view_renamed"
_NAME, _SHARED, _WINDOW = "view_name", "view_shared", "view_window"


def open_first_view(store: Store, viewer: Viewer) -> None:
    """Turn a person who comes without asking for anything to the view they begin with, if they
    have one; the frame's business, before anything is drawn."""
    if visit.chosen() is None and not st.query_params.to_dict():
        for view in views.views_of(store, viewer.name):
            if view.default:
                _switch(view)


def side_bar(found: Sequence[SavedView]) -> None:
    """Draw the pinned views."""
    pinned = [view for view in found if view.pinned]
    if not pinned:
        return
    with st.sidebar:
        st.subheader("Pinned views", anchor=False)
        for view in pinned:
            _link(view)


def views_menu(page: str) -> None:
    """Draw the menu of views, and the side bar, on the page of this address."""
    here = visit.current()
    found = views.views_of(here.store, here.viewer.name)
    side_bar(found)
    with st.popover(
        "Views", key="views_menu", on_change="rerun", icon=":material/bookmark:"
    ) as menu:
        if menu.open:
            _refusal()
            _save(page)
            _kept(found)


def _refusal() -> None:
    reason = st.session_state.pop(_REFUSED, None)
    if reason:
        st.html(f'<div class="notice" role="alert"><p>{words.html(reason)}</p></div>')


def _save(page: str) -> None:
    st.markdown("**This view**")
    choice = visit.chosen() or Choice()
    options = windows(choice)
    window = st.radio(
        "Its time",
        list(options),
        format_func=options.__getitem__,
        key=_WINDOW,
        label_visibility="collapsed",
    )
    query = shown_query(choice, fixed=window == CUSTOM)
    st.text_input("Name", key=_NAME, max_chars=views.LONGEST_NAME, placeholder="Name of the view")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle("Shared with everybody", key=_SHARED)
        st.space("stretch")
        st.button("Save view", key="view_save", type="primary", on_click=_saved, args=(page, query))
    st.caption("Or copy its link:")
    st.code(address(page, query), language=None, wrap_lines=True)


def windows(choice: Choice) -> dict[str, str]:
    """How the time of what is shown may be kept: names of windows, each in words."""
    fixed = {CUSTOM: window_words(Choice(CUSTOM, choice.at(visit.current().now)))}
    if choice.window == CUSTOM:
        return fixed
    always = {choice.window: window_words(choice)}
    return always if choice.window == ALL_TIME else always | fixed


def shown_query(choice: Choice, *, fixed: bool) -> dict[str, list[str]]:
    """The URL parameters of what is shown, its window as it is now where that is to be fixed."""
    kept = Choice(CUSTOM, choice.at(visit.current().now), choice.marks) if fixed else choice
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    own = {n: values for n, values in given.items() if n not in {*PARAMETERS, *_PASSING}}
    return kept.to_query() | own


def address(page: str, query: Mapping[str, Sequence[str]]) -> str:
    """The link to a page with these parameters."""
    base = (st.context.url or "").split("?")[0].rstrip("/")
    root = base.removesuffix(f"/{page}").removesuffix("/overview")
    return f"{root}/{page}?{urlencode(query, doseq=True)}"


def _saved(page: str, query: Mapping[str, Sequence[str]]) -> None:
    here = visit.current()
    held = st.session_state
    done = _tried(
        lambda: views.save_view(
            here.store, here.viewer.name, held[_NAME], page, query, shared=held[_SHARED]
        )
    )
    if done:
        st.toast(f"Saved {words.code(held[_NAME].strip())}.", icon=":material/bookmark_added:")
        held[_NAME], held[_SHARED] = "", False


def _kept(found: Sequence[SavedView]) -> None:
    deleted: SavedView | None = st.session_state.get(_UNDO)
    if deleted is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="view_undo"):
            st.text(f"Deleted “{deleted.name}”.", width="content")
            st.button("Undo", key="view_restore", on_click=_restore, args=(deleted,))
    if found:
        st.markdown("**Saved views**")
    for view in found:
        _row(view)


def _row(view: SavedView) -> None:
    me = visit.current().viewer.name
    with st.container(key=f"view_row_{view.id}", gap=None, border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            _link(view)
            st.space("stretch")
            _pin(view)
            _first(view)
            if view.owner == me or manages():
                _share(view)
                _icon("edit", view, "Rename", _renaming)
                _icon("delete", view, "Delete", _delete)
        st.caption(about(view, me))
        if st.session_state.get(_RENAMED) == view.id:
            st.text_input(
                "New name",
                value=view.name,
                key=f"view_name_{view.id}",
                max_chars=views.LONGEST_NAME,
                on_change=_rename,
                args=(view,),
            )


def about(view: SavedView, person: str) -> str:
    """A view's owner, page and time, as its second line."""
    choice, _ = read_choice(view.query, "UTC")
    whose = "Private" if not view.shared else "Shared"
    if view.owner != person:
        whose = f"Shared by {words.code(view.owner)}"
    return f"{whose} · {_title(view)} · {window_words(choice)}"


def _title(view: SavedView) -> str:
    page = links.pages().get(view.page)
    return page.title if page else view.page


def _link(view: SavedView) -> None:
    page = links.pages().get(view.page)
    if page is None:
        st.text(view.name, width="content")
        return
    query = {name: list(values) for name, values in view.query.items()}
    st.page_link(page, label=words.code(view.name), query_params=query)


def _switch(view: SavedView) -> None:
    page = links.pages().get(view.page)
    if page is not None:
        query = {name: list(values) for name, values in view.query.items()}
        st.switch_page(page, query_params=query)


def _icon(
    icon: str,
    view: SavedView,
    does: str,
    act: Callable[[SavedView], None],
    *,
    primary: bool = False,
) -> None:
    st.button(
        f"{does} {words.code(view.name)}",
        key=f"view_{icon}_{view.id}",
        icon=f":material/{icon}:",
        type="primary" if primary else "tertiary",
        help=does,
        on_click=act,
        args=(view,),
    )


def _pin(view: SavedView) -> None:
    def act(view: SavedView) -> None:
        here = visit.current()
        _tried(
            lambda: views.pin_view(here.store, here.viewer.name, view.id, pinned=not view.pinned)
        )

    _icon("keep_off" if view.pinned else "keep", view, "Unpin" if view.pinned else "Pin", act)


def _first(view: SavedView) -> None:
    def act(view: SavedView) -> None:
        here = visit.current()
        id = None if view.default else view.id
        _tried(lambda: views.open_first(here.store, here.viewer.name, id))

    does = "Do not begin with" if view.default else "Begin with"
    _icon("home", view, does, act, primary=view.default)


def manages() -> bool:
    """True for the owner of the store, who changes what others share as if it were their own."""
    return visit.current().viewer == OWNER


def _share(view: SavedView) -> None:
    def act(view: SavedView) -> None:
        here = visit.current()
        _tried(
            lambda: views.share_view(
                here.store, here.viewer.name, view.id, shared=not view.shared, manages=manages()
            )
        )

    does = "Make private" if view.shared else "Share"
    _icon("lock" if view.shared else "group", view, does, act)


def _renaming(view: SavedView) -> None:
    held = st.session_state
    held[_RENAMED] = None if held.get(_RENAMED) == view.id else view.id


def _rename(view: SavedView) -> None:
    here, name = visit.current(), st.session_state[f"view_name_{view.id}"]
    person = here.viewer.name
    if _tried(lambda: views.rename_view(here.store, person, view.id, name, manages=manages())):
        st.session_state[_RENAMED] = None


def _delete(view: SavedView) -> None:
    here = visit.current()
    person = here.viewer.name
    if _tried(lambda: views.delete_view(here.store, person, view.id, manages=manages())):
        st.session_state[_UNDO] = view
        st.toast(f"Deleted {words.code(view.name)}. Views has a way to undo it.")


def _restore(view: SavedView) -> None:
    here = visit.current()
    person = here.viewer.name
    if _tried(lambda: views.restore_view(here.store, person, view.id, manages=manages())):
        st.session_state[_UNDO] = None


def _tried(change: Callable[[], Any]) -> bool:
    """Whether it was done; why not is said in the menu."""
    try:
        change()
    except ViewRefused as error:
        st.session_state[_REFUSED] = f"{error}."
        return False
    return True
