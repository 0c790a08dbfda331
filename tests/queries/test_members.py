"""Who is a member as far as the logs know: one small story a membership, on every engine."""

from __future__ import annotations

from dataclasses import replace

from queries.filters import LogFilter
from tests.builders import Log, log
from tests.queries.asking import ask, window
from tests.queries.conftest import MakeStore
from tests.queries.test_membership import ADMIN, change, of_app, organisation

DAYS = [f"2026-10-0{day} 09:00" for day in range(1, 7)]

STORIES: dict[str, tuple[list[str], str, int, int]] = {
    "added": (["create"], "member", 0, 0),
    "invited": (["invite"], "invited", 0, 0),
    "invited, then added": (["invite", "create"], "member", 1, 0),
    "invited, and the invitation changed": (["invite", "update"], "invited", 0, 0),
    "invited again": (["invite", "invite"], "invited", 1, 0),
    "added, then changed": (["create", "update", "update"], "member", 0, 0),
    "removed": (["delete"], "removed", 0, 0),
    "added, then removed": (["create", "update", "delete"], "removed", 2, 0),
    "removed and added again": (["create", "delete", "create"], "member", 2, 0),
    "removed, yet changed later": (["create", "delete", "update", "update"], "member", 2, 0),
    "known by changes alone": (["update", "unblock"], "member", 0, 0),
}
"""What happens to a user day by day: the state, and on which of those days it and the membership
are known from."""


def test_states(stocked: MakeStore) -> None:
    users = {name: f"u{number}@x.com" for number, name in enumerate(STORIES)}
    store = stocked(
        *(
            organisation(day, action, users[name])
            for name, (actions, *_) in STORIES.items()
            for day, action in zip(DAYS, actions, strict=False)
        )
    )
    found = {row[0]: row[5:] for row in ask(store, "members_known")}
    assert found == {
        users[name]: (state, f"{DAYS[since]}:00", f"{DAYS[known]}:00")
        for name, (_, state, since, known) in STORIES.items()
    }


def test_logs_of_one_moment_count_in_the_order_of_their_numbers(stocked: MakeStore) -> None:
    at = DAYS[0]
    swapped = [
        organisation(at, "delete", "ann@x.com", id=2),
        organisation(at, "create", "ann@x.com", id=1),
        organisation(at, "delete", "bob@x.com", id=3),
        organisation(at, "create", "bob@x.com", id=4),
    ]
    found = {row[0]: row[5] for row in ask(stocked(*swapped), "members_known")}
    assert found == {"ann@x.com": "removed", "bob@x.com": "member"}


def shop_and_others() -> list[Log]:
    return [
        organisation("2026-10-01 09:00", "create", "ann@x.com", role="editor"),
        of_app("2026-10-02 09:00", "create", "ann@x.com", role="member"),
        of_app("2026-10-03 09:00", "update", "ann@x.com", role="manager", app="Big Shop"),
        of_app("2026-10-04 09:00", "remove", "ann@x.com", app="Big Shop"),
        change("2026-10-05 09:00", "organization.user.app.create", "ann@x.com", app_id=2),
        change("2026-10-05 09:00", "app.user.create", "bob@x.com", app="Nameless"),
        change("2026-10-06 09:00", "app.user.create", "bob@x.com", app="Numberless"),
        organisation("2026-10-06 09:00", "create", None, role="nobody known"),
        log("2026-10-06 10:00", "user.login", user="cal@x.com"),
    ]


def test_memberships_are_told_apart(stocked: MakeStore) -> None:
    store = stocked(*shop_and_others())
    rows = [
        ("ann@x.com", "organisation", None, None, "editor", "member", 1, 1),
        ("ann@x.com", "app", 1, "Big Shop", "manager", "removed", 4, 2),
        ("ann@x.com", "app", 2, None, None, "member", 5, 5),
        ("bob@x.com", "app", None, "Nameless", None, "member", 5, 5),
        ("bob@x.com", "app", None, "Numberless", None, "member", 6, 6),
    ]
    found = ask(store, "members_known")
    assert [(*row[:6], *(int(at[8:10]) for at in row[6:])) for row in found] == rows


def test_the_state_is_that_at_the_windows_end(stocked: MakeStore) -> None:
    store = stocked(*shop_and_others())
    later = window("2026-10-03 12:00", "2026-10-04 09:00")
    assert [row[:1] + row[2:7] for row in ask(store, "members_known", later)] == [
        ("ann@x.com", None, None, "editor", "member", "2026-10-01 09:00:00"),
        ("ann@x.com", 1, "Big Shop", "manager", "member", "2026-10-02 09:00:00"),
    ]
    assert ask(store, "members_known", replace(later, log_types=("app.*",))) == [
        row for row in ask(store, "members_known", later) if row[1] == "app"
    ]


def test_a_user_filter_means_the_member(stocked: MakeStore) -> None:
    store = stocked(*shop_and_others())

    def users(text: str) -> set[str]:
        return {row[0] for row in ask(store, "members_known", LogFilter(user=text))}

    assert users('"bob@x.com"') == {"bob@x.com"}
    assert users("AN") == users("zed as ann") == {"ann@x.com"}
    assert users(ADMIN) == users('"ann"') == set()
    assert users("as") == {"ann@x.com", "bob@x.com"}
