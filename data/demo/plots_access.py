"""The planted stories about getting in: attacks, and rights changed at the wrong moment."""

from __future__ import annotations

from typing import Any

from data.demo.apps import APPS, CONNECT, SOURCES
from data.demo.content import FOLDERS, LIBRARY, LIBRARY_FILES, file
from data.demo.people import FACTORS
from data.demo.plots import PlantedStory, Plot, attempt, identifiers, moment, until_after
from data.demo.rhythm import HOUR, MINUTE, SECOND
from data.demo.rows import APP, NONE, STUDIO, Log
from data.demo.screens import all_screens
from data.demo.world import World

_SPRAYER, _GUESSER, _INTRUDER = "203.0.113.57", "203.0.113.140", "198.51.100.23"


def _device(uuid: str) -> dict[str, Any]:
    """A device that nobody in the organisation uses."""
    return {
        "uuid": uuid,
        "model": "Firefox",
        "width": 1366,
        "height": 768,
        "version": "5.15",
        "platform": "Linux x86_64",
        "manufacturer": "",
    }


def password_spray(world: World) -> Plot:
    """One address tries many accounts in one night, once or twice each, and never gets in."""
    dice, accounts = world.dice("story: spray"), world.cast.sprayed
    start = world.calendar.days_before_end(9) + HOUR + 12 * MINUTE
    order = accounts[dice.order(len(accounts))].tolist()
    tried = [*order, *order[: len(order) // 4]]
    gaps = dice.between(2 * MINUTE, 4 * MINUTE, len(tried)).cumsum().tolist()
    come_from = {"ip": _SPRAYER, "userAgent": "python-requests/2.32.3"}
    logs = tuple(
        log
        for gap, user in zip(gaps, tried, strict=True)
        for log in attempt(
            start + gap, user, CONNECT, come_from, outcome="failed", reason="Invalid password"
        )
    )
    story = PlantedStory(
        "password_spray",
        moment(start),
        until_after(logs),
        users=tuple(world.people.emails[user] for user in accounts.tolist()),
        ips=(_SPRAYER,),
        app_ids=(APPS[CONNECT].app_id,),
    )
    return Plot(story, logs)


def brute_force(world: World) -> Plot:
    """Many wrong passwords on one account within minutes, then the right one, then a look round."""
    dice, user = world.dice("story: brute force"), world.cast.guessed
    app = world.home_of(user)
    start = world.calendar.days_before_end(5) + 2 * HOUR + 41 * MINUTE
    device, session = identifiers(dice, 2)
    come_from = {"ip": _GUESSER, "device": _device(device)}
    gaps = dice.between(14 * SECOND, 31 * SECOND, 24).cumsum().tolist()
    logs = [
        log
        for gap in gaps[:-1]
        for log in attempt(
            start + gap, user, app, come_from, outcome="failed", reason="Invalid password"
        )
    ]
    inside = start + gaps[-1]
    logs += attempt(inside, user, app, come_from, session=_SESSION)
    logs += _look_round(world, user, app, inside, device, session)
    story = PlantedStory(
        "brute_force",
        moment(start),
        until_after(logs),
        users=(world.people.emails[user],),
        ips=(_GUESSER,),
        devices=(device,),
        app_ids=(APPS[app].app_id,),
    )
    return Plot(story, tuple(logs))


_SESSION = 7_900_001
"""Sessions of those who do not belong here."""


def _look_round(world: World, user: int, app: int, at: int, device: str, session: str) -> list[Log]:
    first = int(all_screens().first[app])
    logs = []
    for step, screen in enumerate(all_screens().screens[first : first + 5]):
        at += 20 * SECOND
        data = {
            "_os": "Linux x86_64",
            "_pageId": screen.page_id,
            "_platform": "web",
            "_pageTitle": screen.title,
            "_userEmail": world.people.emails[user],
            "_deviceTrackingId": device,
            "_analyticsSessionId": session,
        }
        logs.append(Log(at, "app.analytics.pageView", APP, data, app, user, _SESSION))
        source = [number for number, of, _ in SOURCES if of == app][step % 2]
        rows = {"rows": 400 + step}
        logs.append(Log(at + 900, "dataSource.event", APP, rows, app, user, _SESSION, source))
    return logs


def second_factor_removed(world: World) -> Plot:
    """A Studio user's second factor is removed; half an hour later the account signs in from a
    device and address never seen before."""
    user = world.cast.unprotected
    added = world.calendar.days_before_end(200) + 10 * HOUR
    start = world.calendar.days_before_end(3) + 21 * HOUR + 37 * MINUTE
    (device,) = identifiers(world.dice("story: second factor"), 1)
    kind = {"type": FACTORS[1]}
    come_from = {"ip": _INTRUDER, "device": _device(device)}
    entered = start + 34 * MINUTE
    logs = [
        Log(added, "user.twofactor.add", STUDIO, kind, user=user),
        Log(start, "user.twofactor.remove", STUDIO, kind, user=user),
        *attempt(entered, user, NONE, come_from, session=_SESSION + 1),
        *_busy_in_studio(world, user, entered, _SESSION + 1),
    ]
    story = PlantedStory(
        "second_factor_removed",
        moment(start),
        until_after(logs),
        users=(world.people.emails[user],),
        ips=(_INTRUDER,),
        devices=(device,),
    )
    return Plot(story, tuple(logs))


def _busy_in_studio(world: World, user: int, at: int, session: int) -> list[Log]:
    data = {"_userEmail": world.people.emails[user]}
    source = SOURCES[0][0]
    return [
        *(
            Log(at + n * 5 * MINUTE, "studio.analytics.presence", STUDIO, data, 0, user, session)
            for n in range(1, 4)
        ),
        Log(at + 9 * MINUTE, "dataSource.export", STUDIO, data, 0, user, session, source),
    ]


def helpdesk(world: World) -> Plot:
    """An admin removes someone's second factor; the person comes back as usual and adds another."""
    helper, helped = world.cast.helper, world.cast.helped
    start = world.calendar.days_before_end(17) + 14 * HOUR + 5 * MINUTE
    sms, other = {"type": FACTORS[2]}, {"type": FACTORS[1]}
    removed = sms | {"user": world.people.card(helped)}
    logs = (
        Log(
            world.calendar.days_before_end(160) + 9 * HOUR,
            "user.twofactor.add",
            APP,
            sms,
            user=helped,
        ),
        Log(start, "organization.user.twofactor.remove", STUDIO, removed, user=helper),
        Log(start + 44 * HOUR, "user.twofactor.add", APP, other, user=helped),
    )
    people = (world.people.emails[helper], world.people.emails[helped])
    story = PlantedStory("helpdesk", moment(start), until_after(logs), users=people)
    return Plot(story, logs)


def granted_and_used(world: World) -> Plot:
    """In the evening an admin makes someone from outside an admin, who is at work minutes later."""
    granter, guest, ways = world.cast.granter, world.cast.guest, world.people.ways
    start = world.calendar.days_before_end(11) + 18 * HOUR + 52 * MINUTE
    entered = start + 14 * MINUTE
    way = int(ways.first[guest])
    session = int(ways.session[way])
    come_from = {"ip": ways.ip_of(way), "device": _device(ways.device_of(way))}
    given = {"user": world.people.card(guest), "role": "admin"}
    logs = (
        Log(start, "organization.user.create", STUDIO, given, user=granter),
        *attempt(entered, guest, NONE, come_from, outcome="first", session=session),
        *_busy_in_studio(world, guest, entered, session),
    )
    story = PlantedStory(
        "granted_and_used",
        moment(start),
        until_after(logs),
        users=(world.people.emails[granter], world.people.emails[guest]),
        ips=(ways.ip_of(way),),
        devices=(ways.device_of(way),),
    )
    return Plot(story, logs)


def many_removals(world: World) -> Plot:
    """A Studio user deletes a dozen files and their folders within minutes."""
    user = world.cast.remover
    dice = world.dice("story: removals")
    start = world.calendar.days_before_end(7) + 16 * HOUR + 20 * MINUTE
    session = int(world.people.ways.session[world.people.ways.first[user]])
    gaps = dice.between(15 * SECOND, 40 * SECOND, 14).cumsum().tolist()
    files = tuple(LIBRARY + LIBRARY_FILES + n for n in range(12))
    by = {"_userEmail": world.people.emails[user]}
    gone = [("mediaFile.remove", by | file(number, number)) for number in files]
    gone += [("mediaFolder.remove", by | {"mediaFolderId": FOLDERS + 50 + n}) for n in range(2)]
    logs = tuple(
        Log(start + gap, kind, STUDIO, data, CONNECT, user, session)
        for gap, (kind, data) in zip(gaps, gone, strict=True)
    )
    story = PlantedStory(
        "many_removals",
        moment(start),
        until_after(logs),
        users=(world.people.emails[user],),
        app_ids=(APPS[CONNECT].app_id,),
        media_file_ids=files,
    )
    return Plot(story, logs)
