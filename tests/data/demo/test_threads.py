"""Logs that belong together: messages, builds, attempts, sessions, updates, memberships."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.data.demo.conftest import END, Recount, naive

STATUSES = (
    "('email.delivered', 'email.bounced', 'email.complaint', 'email.delayed', 'email.rejected')"
)
TRIGGERS = "('email.communicate', 'email.dataSourceHook', 'email.validate')"


def test_email_statuses_follow_their_trigger(usual: Recount) -> None:
    """Only mail that was sent before the window may lack its trigger: within its first days."""
    assert usual.number(f"SELECT count(*) FROM logs WHERE type IN {STATUSES}") > 700
    orphans = usual.column(
        f"SELECT max(moment) FROM logs WHERE type IN {STATUSES} AND message NOT IN "
        f"(SELECT message FROM logs WHERE type IN {TRIGGERS})"
    )
    assert orphans[0] is None or str(orphans[0]) < str(naive(END - timedelta(days=390)))
    early = f"""
        SELECT count(*) FROM logs status JOIN logs sent USING (message)
        WHERE status.type IN {STATUSES} AND sent.type IN {TRIGGERS}
            AND (status.moment <= sent.moment OR status.app_id IS DISTINCT FROM sent.app_id)
    """
    assert usual.number(early) == 0
    assert usual.rows(
        f"SELECT count(*), count(DISTINCT message) FROM logs WHERE type IN {TRIGGERS}"
    ) == [(usual.number(f"SELECT count(*) FROM logs WHERE type IN {TRIGGERS}"),) * 2]


def test_statuses_name_a_recipient_of_their_message(usual: Recount) -> None:
    sent = {
        json.loads(str(data))["messageId"]: json.loads(str(data))["to"]
        for data in usual.column(f"SELECT data FROM logs WHERE type IN {TRIGGERS}")
    }
    assert any(isinstance(to, list) and len(to) > 2 for to in sent.values())
    for data in usual.column(f"SELECT data FROM logs WHERE type IN {STATUSES}"):
        status = json.loads(str(data))
        to = sent.get(status["messageId"], status["to"])
        assert status["to"] == to or status["to"] in to


def test_most_emails_arrive_within_seconds_and_some_late(usual: Recount) -> None:
    waits = (
        """
        SELECT date_diff('millisecond', sent.moment, arrived.moment) / 1000.0 AS seconds
        FROM logs sent JOIN logs arrived USING (message)
        WHERE arrived.type = 'email.delivered' AND sent.type IN
    """
        + TRIGGERS
    )
    ((median, late, count),) = usual.rows(
        f"SELECT median(seconds), count(*) FILTER (seconds > 300), count(*) FROM ({waits})"
    )
    assert isinstance(median, float)
    assert isinstance(late, int)
    assert isinstance(count, int)
    assert median < 10
    assert 0 < late < 0.08 * count


def test_delayed_emails_are_delivered_or_bounce_later(usual: Recount) -> None:
    ends = """
        SELECT ended.type, count(*) FROM logs delayed JOIN logs ended USING (message)
        WHERE delayed.type = 'email.delayed' AND ended.moment > delayed.moment
            AND ended.type IN ('email.delivered', 'email.bounced') GROUP BY ALL
    """
    assert {str(name) for name, _ in usual.rows(ends)} == {"email.delivered", "email.bounced"}
    without_end = usual.number(
        "SELECT count(*) FROM logs WHERE type = 'email.delayed' AND message NOT IN (SELECT message "
        "FROM logs WHERE type IN ('email.delivered', 'email.bounced') AND message IS NOT NULL)"
    )
    assert without_end <= 2


def test_some_emails_have_no_status_and_bounces_a_reason(usual: Recount) -> None:
    silent = usual.number(
        f"SELECT count(*) FROM logs WHERE type IN {TRIGGERS} AND message NOT IN "
        f"(SELECT message FROM logs WHERE type IN {STATUSES})"
    )
    assert 5 < silent < 0.06 * usual.number(f"SELECT count(*) FROM logs WHERE type IN {TRIGGERS}")
    for data in usual.column("SELECT data FROM logs WHERE type = 'email.bounced'"):
        assert json.loads(str(data)).keys() == {"messageId", "to", "bounceType", "reason"}


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


def test_pushes_have_the_nested_form_of_the_source(usual: Recount) -> None:
    rows = usual.rows("SELECT type, data FROM logs WHERE type IN ('job', 'pushNotification.send')")
    assert len(rows) > 80
    for name, text in rows:
        data = json.loads(str(text))
        assert list(data["payload"]) == ["body", "title"]
        assert data["settings"]["configured"] is True
        devices = 0
        for job in data["result"]:
            assert list(job) == ["job", "result"]
            for result in job["result"]:
                failed = [m for m in result["message"] if m["error"] is not None]
                assert result["method"] in {"apn", "gcm", "wns"}
                assert len(failed) == result["failure"]
                assert len(result["message"]) == result["success"] + result["failure"]
                devices += len(result["message"])
        assert data.get("subscriptionsCount") == (devices if name != "job" else None)


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


def test_text_messages_say_what_became_of_them_only_at_times(usual: Recount) -> None:
    found = usual.rows("SELECT status, count(*) FROM logs WHERE type LIKE 'sms.%' GROUP BY ALL")
    assert {status for status, _ in found} == {None, "sent", "delivered", "failed"}


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
