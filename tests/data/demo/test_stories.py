"""Every planted story is where its facts say, counted again from the logs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from data.demo import STORIES, PlantedStory, stories
from tests.data.demo.conftest import END, Recount, naive, recount, texts

FACTS = {story.name: story for story in stories(seed=7, end=END)}

SPAN = "moment >= ? AND moment < ?"


@pytest.fixture(params=[5_000, 40_000], ids=["small", "usual"])
def logs(request: pytest.FixtureRequest) -> Recount:
    """The stories are the same in a demo of any size."""
    return recount(request.param)


def span(story: PlantedStory) -> tuple[datetime, datetime]:
    return naive(story.since), naive(story.until)


def test_there_is_a_sentence_and_a_set_of_facts_for_each_story() -> None:
    assert [story.name for story in STORIES] == list(FACTS)
    assert {
        "password_spray",
        "brute_force",
        "push_settings_wrong",
        "domain_bounces",
        "third_build",
        "second_factor_removed",
    } <= set(FACTS)
    for story in STORIES:
        assert story.sentence.endswith(".")
        assert ": look at " in story.sentence


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_all_stories_lie_in_the_last_month_before_any_end(seed: int) -> None:
    for end in (END, datetime(2026, 3, 1, 0, 0, 5, tzinfo=UTC)):
        for story in stories(seed=seed, end=end):
            assert end - timedelta(days=31) < story.since < story.until < end


def test_facts_change_with_the_seed_and_not_with_the_call() -> None:
    assert stories(seed=7, end=END) == tuple(FACTS.values())
    other = {story.name: story for story in stories(seed=8, end=END)}
    assert other["password_spray"].users != FACTS["password_spray"].users


def test_spray_one_address_fails_on_three_dozen_accounts(logs: Recount) -> None:
    story = FACTS["password_spray"]
    found = logs.rows(
        f"SELECT email, count(*) FROM logs WHERE type = 'user.login.failed' AND ip = ? AND {SPAN} "
        "GROUP BY email",
        story.ips[0],
        *span(story),
    )
    assert {str(email) for email, _ in found} == set(story.users)
    assert len(found) == 36
    assert {count for _, count in found} == {1, 2}
    assert story.until - story.since < timedelta(hours=4)
    assert logs.number("SELECT count(*) FROM logs WHERE ip = ?", story.ips[0]) == 2 * sum(
        int(str(count)) for _, count in found
    )


def test_brute_force_gets_in_after_many_failures(logs: Recount) -> None:
    story = FACTS["brute_force"]
    failed = logs.rows(
        f"SELECT email, ip, device, count(*), max(moment) FROM logs WHERE {SPAN} "
        "AND type = 'user.login.failed' AND ip = ? GROUP BY ALL",
        *span(story),
        story.ips[0],
    )
    assert [row[:4] for row in failed] == [(story.users[0], story.ips[0], story.devices[0], 23)]
    success = logs.rows(
        "SELECT email, moment FROM logs tried WHERE type = 'user.login' AND ip = ? AND NOT EXISTS "
        "(SELECT 1 FROM logs f WHERE f.type = 'user.login.failed' AND f.request = tried.request)",
        story.ips[0],
    )
    assert [row[0] for row in success] == [story.users[0]]
    last, entered = failed[0][4], success[0][1]
    assert isinstance(last, datetime)
    assert isinstance(entered, datetime)
    assert timedelta(0) < entered - last < timedelta(minutes=1)
    assert (
        logs.number(
            "SELECT count(*) FROM logs WHERE device = ? AND type = 'app.analytics.pageView'",
            story.devices[0],
        )
        >= 5
    )


@pytest.mark.parametrize("name", ["brute_force", "second_factor_removed"])
def test_intruders_are_new_to_a_user_with_a_history(logs: Recount, name: str) -> None:
    story = FACTS[name]
    before = logs.rows(
        "SELECT ip, device FROM logs WHERE email = ? AND type = 'user.login' AND moment < ?",
        story.users[0],
        naive(story.since),
    )
    assert len(before) >= 8
    assert sum(ip is not None for ip, _ in before) >= 5
    assert story.ips[0] not in {ip for ip, _ in before}
    assert story.devices[0] not in {device for _, device in before}


def test_pushes_of_one_app_fail_on_all_apple_devices(logs: Recount) -> None:
    story = FACTS["push_settings_wrong"]
    rows = logs.rows(
        "SELECT moment, app_id, data FROM logs WHERE type IN ('job', 'pushNotification.send')"
    )
    broken = []
    for at, app, text in rows:
        assert isinstance(at, datetime)
        for job in json.loads(str(text))["result"]:
            for result in job["result"]:
                errors = {message["error"] for message in result["message"]}
                later = app == story.app_ids[0] and at >= naive(story.since)
                if result["method"] == "apn" and later:
                    broken.append(at)
                    assert (result["success"], errors) == (0, {story.error})
                else:
                    assert result["success"] > 0
                    assert story.error not in errors
    assert len(set(broken)) == 16
    assert naive(story.until) - max(broken) < timedelta(seconds=1)
    earlier = [at for at, app, _ in rows if app == story.app_ids[0] and at not in set(broken)]
    assert len(earlier) >= 8


def test_a_domain_bounces_from_a_day_on(logs: Recount) -> None:
    story = FACTS["domain_bounces"]
    mail = (
        "SELECT type, message, reason FROM logs WHERE type LIKE 'email.%' AND type NOT IN "
        "('email.communicate', 'email.dataSourceHook', 'email.validate') "
        "AND recipient LIKE '%@' || ?"
    )
    after = logs.rows(f"{mail} AND {SPAN}", story.domain, *span(story))
    bounced = {str(message) for name, message, why in after if why == story.error}
    assert bounced == set(story.message_ids)
    assert len(bounced) == 34
    others = [row for row in after if str(row[1]) not in bounced]
    assert len(others) <= 2  # on their way when it began
    before = logs.rows(f"{mail} AND moment < ?", story.domain, naive(story.since))
    assert len(before) >= 12
    assert sum(name == "email.delivered" for name, _, _ in before) > 0.85 * len(before)
    recipients = texts(
        logs.column(
            "SELECT recipient FROM logs WHERE type = 'email.bounced' AND reason = ?",
            story.error,
        )
    )
    assert recipients <= set(story.users)
    assert len(recipients) > 5


def test_a_build_succeeds_on_the_third_try(logs: Recount) -> None:
    story = FACTS["third_build"]
    found = logs.rows(
        "SELECT build.app_id, build.email, build.submission, report.status "
        "FROM logs build JOIN logs report "
        "ON build.submission = report.submission "
        "WHERE build.type = 'app.submission.build' AND report.type = 'app.submission.report' "
        "AND build.moment >= ? AND build.moment < ? ORDER BY build.moment",
        *span(story),
    )
    own = [row for row in found if row[0] == story.app_ids[0]]
    assert [row[2] for row in own] == [str(number) for number in story.submission_ids]
    assert [row[3] for row in own] == ["failed", "failed", "completed"]
    assert {row[1] for row in own} == {story.users[0]}


def test_a_second_factor_goes_and_a_new_device_comes(logs: Recount) -> None:
    story = FACTS["second_factor_removed"]
    steps = logs.rows(
        f"SELECT type, ip, device, moment FROM logs WHERE email = ? AND {SPAN} ORDER BY moment",
        story.users[0],
        *span(story),
    )
    names = [row[0] for row in steps]
    assert names[0] == "user.twofactor.remove"
    login = steps[names.index("user.login")]
    assert login[1:3] == (story.ips[0], story.devices[0])
    removed, entered = steps[0][3], login[3]
    assert isinstance(removed, datetime)
    assert isinstance(entered, datetime)
    assert entered - removed < timedelta(hours=1)
    added = "SELECT count(*) FROM logs WHERE email = ? AND type = 'user.twofactor.add'"
    assert logs.number(f"{added} AND moment < ?", story.users[0], naive(story.since)) == 1


def test_an_admin_removes_the_second_factor_of_another(logs: Recount) -> None:
    story = FACTS["helpdesk"]
    found = logs.rows(
        "SELECT email, subject FROM logs WHERE type = 'organization.user.twofactor.remove'"
    )
    assert found == [story.users]
    assert (
        logs.number(
            f"SELECT count(*) FROM logs WHERE type = 'user.twofactor.add' AND email = ? AND {SPAN}",
            story.users[1],
            *span(story),
        )
        == 1
    )


def test_a_right_is_granted_and_used_within_the_hour(logs: Recount) -> None:
    story = FACTS["granted_and_used"]
    granted = logs.rows(
        "SELECT email, subject, role, moment FROM logs "
        f"WHERE type = 'organization.user.create' AND {SPAN}",
        *span(story),
    )
    assert [row[:3] for row in granted] == [(*story.users, "admin")]
    used = logs.column(
        "SELECT min(moment) FROM logs WHERE email = ? AND type = 'user.login'", story.users[1]
    )[0]
    at = granted[0][3]
    assert isinstance(at, datetime)
    assert isinstance(used, datetime)
    assert timedelta(0) < used - at < timedelta(hours=1)


def test_many_files_are_removed_within_minutes(logs: Recount) -> None:
    story = FACTS["many_removals"]
    found = logs.column(
        f"SELECT file FROM logs WHERE type = 'mediaFile.remove' AND email = ? AND {SPAN}",
        story.users[0],
        *span(story),
    )
    assert {str(number) for number in story.media_file_ids} <= texts(found)
    assert len(story.media_file_ids) == 12
    assert story.until - story.since < timedelta(minutes=11)
