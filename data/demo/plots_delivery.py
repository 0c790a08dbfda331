"""The planted stories about what does not arrive: pushes, emails, builds."""

from __future__ import annotations

from data.demo.apps import APPS, CHECKLISTS, FIELD
from data.demo.mail import Email
from data.demo.people import keeper
from data.demo.plots import PlantedStory, Plot, identifiers, moment, until_after
from data.demo.publishing import BUILD_STORY_APP, BUILD_STORY_NUMBER, Build
from data.demo.push import Push, push_log
from data.demo.rhythm import DAY, HOUR, MINUTE, SECOND
from data.demo.rows import APP
from data.demo.world import World

_DOMAIN_LOST = ("Permanent", "550 5.4.4 The recipient's domain was not found")
_PUSH_ERROR = "InvalidProviderToken"


def push_settings_wrong(world: World) -> Plot:
    """From one day on all devices that an app reaches through `apn` fail with one error."""
    dice, app, since = world.dice("story: push"), world.cast.push_app, world.cast.push_broken
    news = APPS[app].news
    logs = []
    for number in range(-8, 16):
        broken = _PUSH_ERROR if number >= 0 else None
        at = since + number * 30 * HOUR + int(dice.between(10 * MINUTE, 5 * HOUR, 1)[0])
        devices = int(dice.between(34, 60, 1)[0])
        push = Push(app, news[number % len(news)], "Tap to open.", devices, broken)
        logs.append(push_log(world, dice, push, at, keeper(app), 9_000 + number))
    story = PlantedStory(
        "push_settings_wrong",
        moment(since),
        until_after(logs),
        app_ids=(APPS[app].app_id,),
        error=_PUSH_ERROR,
    )
    return Plot(story, tuple(logs))


def domain_bounces(world: World) -> Plot:
    """From one day on every email to a partner's domain bounces."""
    dice, who = world.dice("story: domain"), world.people
    domain, since = world.cast.domain, world.cast.domain_broken
    readers = who.at_domain(domain)[who.steady()[who.at_domain(domain)]]
    names = identifiers(dice, 46)
    logs, bounced = [], []
    for number, name in enumerate(names, start=-12):
        app = FIELD if number % 2 else CHECKLISTS
        at = since + number * 16 * HOUR + int(dice.between(MINUTE, 6 * HOUR, 1)[0])
        to = who.emails[int(dice.one(readers))]
        subject = APPS[app].news[number % len(APPS[app].news)]
        email = Email(at, "email.communicate", APP, app, keeper(app), subject, (to,), name)
        logs.append(email.sent())
        if number >= 0:
            bounced.append(name)
            logs.append(email.bounced(to, 2 * SECOND, _DOMAIN_LOST))
        else:
            logs.append(email.status("delivered", to, 3 * SECOND))
    story = PlantedStory(
        "domain_bounces",
        moment(since),
        until_after(logs),
        users=tuple(sorted({who.emails[user] for user in readers.tolist()})),
        app_ids=(APPS[FIELD].app_id, APPS[CHECKLISTS].app_id),
        message_ids=tuple(bounced),
        domain=domain,
        error=_DOMAIN_LOST[1],
    )
    return Plot(story, tuple(logs))


def third_build(world: World) -> Plot:
    """A build fails, fails again, and succeeds on the third try the day after."""
    app, user = BUILD_STORY_APP, keeper(BUILD_STORY_APP)
    start = world.calendar.days_before_end(13) + 9 * HOUR + 12 * MINUTE
    why = "The signing key does not match the one of the published app"
    tries = ((0, 31, "failed"), (148 * MINUTE, 28, "failed"), (DAY - 17 * MINUTE, 36, "completed"))
    logs = []
    for number, (later, minutes, status) in enumerate(tries):
        build = Build(BUILD_STORY_NUMBER + number, app, user, "android")
        logs.append(build.requested(world, start + later))
        logs.append(build.reported(start + later + minutes * MINUTE, status, why))
    story = PlantedStory(
        "third_build",
        moment(start),
        until_after(logs),
        users=(world.people.emails[user],),
        app_ids=(APPS[app].app_id,),
        submission_ids=tuple(BUILD_STORY_NUMBER + number for number in range(len(tries))),
        error=why,
    )
    return Plot(story, tuple(logs))
