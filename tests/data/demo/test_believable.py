"""The demo behaves as a real organisation does: rhythm, growth, launches, people who differ."""

from __future__ import annotations

import pytest

from tests.data.demo.conftest import Recount, recount


@pytest.fixture
def logs() -> Recount:
    return recount(40_000)


def counts(rows: list[tuple[object, ...]]) -> dict[object, float]:
    """Rows of something and its count."""
    return {name: float(str(count)) for name, count in rows}


def shares(logs: Recount, sql: str) -> dict[str, float]:
    found = counts(logs.rows(sql))
    return {str(name): count / sum(found.values()) for name, count in found.items()}


def test_weekends_are_quiet(logs: Recount) -> None:
    found = shares(logs, "SELECT isodow(moment), count(*) FROM logs GROUP BY ALL")
    assert max(found["6"], found["7"]) < 0.5 * min(found[day] for day in "12345")


def test_studio_is_used_in_office_hours(logs: Recount) -> None:
    """Nobody in the demo's zones is at work at 00:00 UTC; most are between 04:00 and 20:00."""
    found = shares(
        logs,
        "SELECT hour(moment) BETWEEN 4 AND 20, count(*) FROM logs "
        "WHERE type = 'studio.analytics.presence' GROUP BY ALL",
    )
    assert found["True"] > 0.85


def test_the_organisation_grows(logs: Recount) -> None:
    quarters = logs.rows(
        "SELECT date_diff('day', moment, (SELECT max(moment) FROM logs)) // 90 AS quarter, "
        "count(*), count(DISTINCT email) FROM logs GROUP BY quarter ORDER BY quarter"
    )
    (_, logs_now, people_now), (_, logs_then, people_then) = quarters[0], quarters[3]
    assert float(str(logs_now)) > 1.2 * float(str(logs_then))
    assert float(str(people_now)) > 1.1 * float(str(people_then))


def test_screens_are_viewed_more_after_a_release(logs: Recount) -> None:
    """The week after each release against the week before."""
    found = counts(
        logs.rows(
            """
            SELECT seen.moment > made.moment AS after, count(*) FROM logs made JOIN logs seen
            ON seen.app_id = made.app_id AND seen.type = 'app.analytics.pageView'
                AND seen.moment BETWEEN made.moment - INTERVAL 7 DAYS
                AND made.moment + INTERVAL 7 DAYS
            WHERE made.type = 'app.publish' GROUP BY ALL
            """
        )
    )
    assert found[True] > 1.3 * found[False]


def test_studio_work_gathers_before_releases(logs: Recount) -> None:
    found = counts(
        logs.rows(
            """
            SELECT work.moment < made.moment AS before, count(*) FROM logs made JOIN logs work
            ON work.app_id = made.app_id AND starts_with(work.type, 'app.page.')
                AND work.moment BETWEEN made.moment - INTERVAL 7 DAYS
                AND made.moment + INTERVAL 7 DAYS
            WHERE made.type = 'app.publish' GROUP BY ALL
            """
        )
    )
    assert found[True] > 1.4 * found[False]


def test_christmas_is_quieter_than_the_weeks_before(logs: Recount) -> None:
    week = "SELECT count(*) FROM logs WHERE moment >= ? AND moment < ?"
    before = logs.number(week, "2025-12-08", "2025-12-15")
    assert logs.number(week, "2025-12-22", "2025-12-29") < 0.5 * before


def test_a_few_people_do_most_and_most_do_little(logs: Recount) -> None:
    people = counts(
        logs.rows("SELECT email, count(*) FROM logs WHERE email IS NOT NULL GROUP BY email")
    )
    busiest = sorted(people.values(), reverse=True)
    assert 0.3 < sum(busiest[: len(busiest) // 10]) / sum(busiest) < 0.7
    assert busiest[len(busiest) // 2] > 10


def test_people_come_and_go(logs: Recount) -> None:
    lives = logs.rows(
        "SELECT date_diff('day', (SELECT min(moment) FROM logs), min(moment)) > 60, "
        "date_diff('day', max(moment), (SELECT max(moment) FROM logs)) > 60 "
        "FROM logs WHERE type LIKE 'app.analytics.%' GROUP BY email"
    )
    assert sum(bool(new) for new, _ in lives) > 80
    assert sum(bool(gone) for _, gone in lives) > 30


def test_new_people_use_an_app_less_as_time_passes(logs: Recount) -> None:
    """Of the people new within the window, views in the first month against the third."""
    months = counts(
        logs.rows(
            """
            SELECT date_diff('day', first, moment) // 30 AS month, count(*) FROM logs JOIN
                (SELECT email, min(moment) AS first FROM logs WHERE type = 'user.login.first'
                 GROUP BY email HAVING first < (SELECT max(moment) - INTERVAL 90 DAYS FROM logs))
                USING (email)
            WHERE type = 'app.analytics.pageView' GROUP BY month
            """
        )
    )
    assert months[0] > 1.15 * months[2]


def test_everybody_has_few_devices_and_addresses(logs: Recount) -> None:
    found = logs.rows(
        "SELECT email, count(DISTINCT device), count(DISTINCT ip) FROM logs "
        "WHERE type = 'user.login' AND email IS NOT NULL GROUP BY email"
    )
    assert max(int(str(devices)) for _, devices, _ in found) <= 4
    assert max(int(str(ips)) for _, _, ips in found) <= 4


def test_some_tablets_are_shared(logs: Recount) -> None:
    shared = logs.rows(
        "SELECT device, count(DISTINCT person) AS people FROM logs WHERE person IS NOT NULL "
        "AND studio IS NULL GROUP BY device HAVING people >= 3"
    )
    assert 3 <= len(shared) <= 12


def test_events_are_of_known_screens_and_forms_are_submitted(logs: Recount) -> None:
    events = logs.rows(
        "SELECT json_extract_string(data, '$.category'), json_extract_string(data, '$.action'), "
        "count(*) FROM logs WHERE type = 'app.analytics.event' GROUP BY ALL"
    )
    assert ("form", "submit") in {(category, action) for category, action, _ in events}
    assert len(events) >= 7


def test_paths_begin_at_home_and_lead_on(logs: Recount) -> None:
    entries = logs.rows(
        """
        SELECT title, count(*) AS visits FROM (
            SELECT arg_min(json_extract_string(data, '$._pageTitle'), moment) AS title
            FROM logs WHERE type = 'app.analytics.pageView' AND app = 'Meridian Connect'
            GROUP BY visit)
        GROUP BY title ORDER BY visits DESC
        """
    )
    assert entries[0][0] == "Home"
    assert float(str(entries[0][1])) > 0.6 * sum(float(str(count)) for _, count in entries)
    lengths = logs.rows(
        "SELECT count(*) AS screens FROM logs WHERE type = 'app.analytics.pageView' GROUP BY visit"
    )
    assert max(int(str(length)) for (length,) in lengths) > 10


def test_new_types_appear_only_lately(logs: Recount) -> None:
    for name, days in (("dataSource.export", 25), ("mediaFile.download", 71)):
        age = logs.number(
            "SELECT date_diff('day', min(moment), (SELECT max(moment) FROM logs)) FROM logs "
            "WHERE type = ?",
            name,
        )
        assert 2 < age <= days
