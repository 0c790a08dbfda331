"""Logs that belong together: builds, attempts, sessions, updates, memberships, files."""

from __future__ import annotations

import json

from tests.data.demo.conftest import Recount


def test_every_attempt_to_sign_in_has_its_outcome_beside_it(usual: Recount) -> None:
    beside = """
        SELECT outcome.type, count(*), count(attempt.id),
            count(*) FILTER (attempt.email = outcome.email
                AND attempt.app_id IS NOT DISTINCT FROM outcome.app_id
                AND outcome.moment - attempt.moment BETWEEN INTERVAL 0 SECONDS
                AND INTERVAL 10 MILLISECONDS)
        FROM logs outcome LEFT JOIN logs attempt
            ON attempt.request = outcome.request AND attempt.type = 'user.login'
        WHERE outcome.type LIKE 'user.login.%' GROUP BY ALL
    """
    found = usual.rows(beside)
    assert {str(row[0]) for row in found} == {
        "user.login.failed",
        "user.login.first",
        "user.login.sso",
    }
    assert all(row[1] == row[2] == row[3] for row in found)


def test_sign_ins_tell_address_and_device_often_but_not_always(usual: Recount) -> None:
    told = usual.rows(
        "SELECT type, count(data) / count(*), count(data) = count(ip) FROM logs "
        "WHERE type IN ('user.login', 'user.login.failed') GROUP BY ALL"
    )
    assert all(0.5 < float(str(share)) < 0.95 and whole for _, share, whole in told)


def test_a_session_ends_after_thirty_idle_minutes(usual: Recount) -> None:
    """One user in one app on one device: a pause of more than 30 minutes, and only that, begins
    a new session."""
    pairs = """
        SELECT visit, lag(visit) OVER way AS before, moment - lag(moment) OVER way AS pause
        FROM logs WHERE visit IS NOT NULL
        WINDOW way AS (PARTITION BY person, app_id, device ORDER BY moment, id)
    """
    rows = usual.rows(
        f"SELECT visit = before, pause > INTERVAL 30 MINUTE, count(*) FROM ({pairs}) "
        "WHERE before IS NOT NULL GROUP BY ALL"
    )
    assert {(same, long) for same, long, _ in rows} == {(True, False), (False, True)}


def test_studio_users_act_as_app_users(usual: Recount) -> None:
    found = usual.rows(
        "SELECT DISTINCT email, studio FROM logs WHERE studio IS NOT NULL AND email IS NOT NULL"
    )
    assert len(found) > 5
    assert all(str(studio).endswith("@meridian.example.com") for _, studio in found)
    assert all(email != studio for email, studio in found)


def test_builds_and_reports_join(usual: Recount) -> None:
    joined = """
        SELECT report.moment > build.moment, report.status, count(*)
        FROM logs report JOIN logs build USING (submission)
        WHERE report.type = 'app.submission.report' AND build.type = 'app.submission.build'
        GROUP BY ALL
    """
    found = usual.rows(joined)
    assert {(later, status) for later, status, _ in found} == {
        (True, "completed"),
        (True, "failed"),
    }
    reports = usual.number("SELECT count(*) FROM logs WHERE type = 'app.submission.report'")
    builds = usual.number("SELECT count(*) FROM logs WHERE type = 'app.submission.build'")
    assert sum(int(str(count)) for _, _, count in found) == reports
    assert 0 < builds - reports < 0.1 * builds


def test_updates_bring_the_version_that_was_last_published(usual: Recount) -> None:
    wrong = """
        SELECT count(*) FROM logs done WHERE type = 'app.update' AND
            bundle <> (SELECT arg_max(made.version, made.moment) FROM logs made
             WHERE made.type = 'app.publish' AND made.app_id = done.app_id
                AND made.moment <= done.moment)
    """
    assert usual.number("SELECT count(*) FROM logs WHERE type = 'app.update'") > 900
    assert usual.number(wrong) == 0


def test_app_updates_have_the_form_of_the_source(small: Recount) -> None:
    data = json.loads(
        str(small.column("SELECT data FROM logs WHERE type = 'app.update' LIMIT 1")[0])
    )
    assert list(data) == [
        "ip",
        "path",
        "device",
        "method",
        "session",
        "statusCode",
        "responseBody",
    ]
    assert data["device"].keys() == {
        "uuid",
        "model",
        "width",
        "height",
        "version",
        "platform",
        "manufacturer",
    }
    assert list(data["responseBody"]["app"]) == ["release", "version"]


def test_new_people_are_added_before_they_first_come(usual: Recount) -> None:
    added = """
        SELECT subject AS email, min(moment) AS added FROM logs
        WHERE type IN ('app.user.create', 'organization.user.create') GROUP BY subject
    """
    early = usual.number(
        f"""
        SELECT count(*) FROM logs seen JOIN ({added}) USING (email)
        WHERE seen.type = 'user.login.first' AND seen.moment < added
        """
    )
    assert early == 0
    assert usual.number("SELECT count(*) FROM logs WHERE type = 'user.login.first'") > 80


def test_first_sign_ins_come_before_anything_else_a_person_does(usual: Recount) -> None:
    early = """
        SELECT count(*) FROM logs seen JOIN
            (SELECT email, moment AS first FROM logs WHERE type = 'user.login.first') USING (email)
        WHERE seen.moment < first AND NOT starts_with(seen.type, 'email.')
            AND NOT starts_with(seen.type, 'sms.') AND NOT starts_with(seen.type, 'user.login')
    """
    assert usual.number(early) == 0


def test_each_app_is_quiet_before_its_launch_and_after_its_end(usual: Recount) -> None:
    early = usual.rows(
        "SELECT app, count(*) FILTER (type LIKE 'app.analytics.%' AND moment < first) FROM logs "
        "JOIN (SELECT app, min(moment) AS first FROM logs WHERE type = 'app.publish' AND app IN "
        "('Travel & Expenses', 'Wellbeing Corner') GROUP BY app) USING (app) GROUP BY app"
    )
    assert sorted(early) == [("Travel & Expenses", 0), ("Wellbeing Corner", 0)]
    late = usual.number(
        "SELECT count(*) FROM logs WHERE app = 'Company Retreat' AND type <> 'app.delete' AND "
        "moment > (SELECT moment FROM logs WHERE type = 'app.remove')"
    )
    assert late == 0


def test_what_is_restored_was_removed_before(usual: Recount) -> None:
    restored = usual.rows("SELECT file, moment FROM logs WHERE type = 'mediaFile.restore'")
    assert len(restored) > 5
    for file, at in restored:
        earlier = "SELECT count(*) FROM logs WHERE type = 'mediaFile.remove' AND file = ?"
        assert usual.number(f"{earlier} AND moment < ?", file, at) == 1
    removed = usual.number("SELECT count(*) FROM logs WHERE type = 'mediaFile.remove'")
    assert removed > 2 * len(restored)
