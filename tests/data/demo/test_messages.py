"""Emails and their statuses, text messages, pushes: each thread whole, in the source's form."""

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


def test_text_messages_say_what_became_of_them_only_at_times(usual: Recount) -> None:
    found = usual.rows("SELECT status, count(*) FROM logs WHERE type LIKE 'sms.%' GROUP BY ALL")
    assert {status for status, _ in found} == {None, "sent", "delivered", "failed"}
