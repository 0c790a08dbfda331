"""The demo organisation as tables, as a source would hand them to the loader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
import pyarrow as pa

from data.demo.accounts import account_rows
from data.demo.apps import APPS
from data.demo.assets import asset_rows
from data.demo.attempts import sign_in_rows
from data.demo.content import content_rows
from data.demo.dice import Dice, Ints, as_ints
from data.demo.emails import email_rows
from data.demo.kinds import descriptions, number_of, types
from data.demo.membership import membership_rows
from data.demo.people import GUEST
from data.demo.publishing import publishing_rows
from data.demo.push import push_rows
from data.demo.quiet import few_removals
from data.demo.rhythm import SECOND
from data.demo.rows import APP, CATEGORIES, NONE, Rows, joined, written
from data.demo.running import error_rows, update_rows
from data.demo.signins import sign_ins
from data.demo.sms import sms_rows
from data.demo.stories import plots
from data.demo.studio import edit_rows, presence_rows, studio_work
from data.demo.text import taken, uuids
from data.demo.visits import activity_rows, visits, walk
from data.demo.world import ORGANISATION, World, world
from data.sources.raw import RAW_SCHEMA, RawBatch

FIRST_ID = 9_000_000_001_000
"""Log ids of the demo begin here, far above those of the source."""

_BATCH = 50_000

_TWO_SPELLINGS = 37
"""One user in so many has an address that apps write in two ways."""

_AFTER_VISITS = 0.11
"""Share of all logs that are made after the visits: what these lead to, and memberships."""

_ALWAYS = 510
"""About as many more there are for any number of logs: stories, people who come and go."""


def demo_batches(*, seed: int = 7, end: datetime, logs: int = 250_000) -> Iterator[RawBatch]:
    """About `logs` (within 3 %) logs of an invented organisation over the 13 months up to `end`.

    12 apps, 400 people, every known log type, and the planted `STORIES`. Sorted by time, ids
    rising with it, nothing at or after `end`. The same for the same arguments, on any platform.
    Raises ValueError for an `end` without time zone, and for fewer than 4,000 logs.
    """
    return _batches(world(seed=seed, end=end, logs=logs))


def _batches(stage: World) -> Iterator[RawBatch]:
    planted = [written(plot.logs) for plot in plots(stage)]
    table = as_table(stage, joined([background(stage), *planted]))
    for start in range(0, table.num_rows, _BATCH):
        part = table.slice(start, _BATCH)
        yield RawBatch("demo", part, bytes_done=start + part.num_rows)


def background(stage: World) -> Rows:
    """All logs but those of the planted stories, with nothing in them that looks like one."""
    made = sign_ins(stage)
    work = studio_work(stage, made)
    parts = [
        sign_in_rows(stage, made),
        presence_rows(stage, work),
        edit_rows(stage, work),
        asset_rows(stage, work),
        publishing_rows(stage),
        email_rows(stage, made),
        sms_rows(stage, made),
        push_rows(stage),
        account_rows(stage, made),
    ]
    wanted = round(stage.logs * (1 - _AFTER_VISITS)) - _ALWAYS - sum(len(part) for part in parts)
    seen = walk(stage, visits(stage, made, wanted), wanted)
    parts += [
        activity_rows(stage, seen),
        content_rows(stage, seen),
        update_rows(stage, seen),
        error_rows(stage, seen),
    ]
    used = joined(parts)
    parts.append(membership_rows(stage, used.at, used.user))
    everything = joined(parts)
    everything = everything.kept(stage.calendar.inside(everything.at))
    return _with_gaps(stage.dice("gaps"), everything.kept(few_removals(everything)))


def _with_gaps(dice: Dice, made: Rows) -> Rows:
    """The same with what the source leaves out at times: the category, the user of app logs. Rare
    types keep their category."""
    common = np.bincount(made.kind)[made.kind] > 20
    seen = np.isin(
        made.kind, [n for n, name in enumerate(types()) if name.startswith("app.analytics.")]
    )
    return replace(
        made,
        category=np.where(common & dice.chance(0.008, len(made)), NONE, made.category),
        user=np.where(seen & dice.chance(0.04, len(made)), NONE, made.user),
    )


def as_table(stage: World, made: Rows) -> pa.Table:
    """Rows as one table of `RAW_SCHEMA`, sorted by time, with ids rising from `FIRST_ID`."""
    made = made.kept(np.argsort(made.at, kind="stable"))
    dice, count = stage.dice("table"), len(made)
    who = stage.people
    numbers = np.arange(count)
    columns = {
        "line": pa.array(numbers + 1),
        "id": taken(FIRST_ID + np.cumsum(dice.between(1, 4, count)), numbers),
        "createdAt": _times(made.at),
        "updatedAt": _times(_updated(stage, dice, made)),
        "user.type": taken(CATEGORIES, made.category),
        "type": taken(types(), made.kind),
        "typeDescription": taken(descriptions(), made.kind),
        "app.name": taken([app.name for app in APPS], made.app),
        "user.email": taken((*who.emails, *_capitals(who.emails)), _spelled(dice, made)),
        "data": made.data,
        "requestId": taken(uuids(dice, int(made.request.max()) + 1), made.request),
        "sessionId": taken(made.session, _known(made.session)),
        "userId": taken([who.user_id(user) for user in range(len(who))], made.user),
        "appId": taken([app.app_id for app in APPS], made.app),
        "dataSourceEntryId": taken(made.entry, _known(made.entry)),
        "dataSourceId": taken(made.source, _known(made.source)),
        "organizationId": pa.array([str(ORGANISATION)]).take(pa.array(numbers * 0)),
        "appNotificationId": taken(made.notification, _known(made.notification)),
        "extra": pa.nulls(count, pa.string()),
    }
    return pa.table(columns, schema=RAW_SCHEMA)


def _known(values: Ints) -> Ints:
    """Positions of the values, `NONE` where there is no value."""
    return as_ints(np.where(values == NONE, NONE, np.arange(len(values))))


def _times(at: Ints) -> pa.Array:
    return pa.array(at * 1_000).cast(pa.timestamp("us"))


def _updated(stage: World, dice: Dice, made: Rows) -> Ints:
    pushed = np.isin(made.kind, (number_of("pushNotification.send"), number_of("job")))
    longest = np.where(pushed, 8 * SECOND, 40)
    return as_ints(np.minimum(made.at + dice.below(longest, len(made)), stage.calendar.end - 1))


def _capitals(emails: Sequence[str]) -> list[str]:
    return [".".join(part.capitalize() for part in email.split(".")) for email in emails]


def _spelled(dice: Dice, made: Rows) -> Ints:
    """Positions in the addresses: some people's also come in a second spelling, with capitals."""
    twofold = made.user % _TWO_SPELLINGS == 0
    other = twofold & (made.category == APP) & dice.chance(0.3, len(made))
    return as_ints(np.where(other, made.user + GUEST + 1, made.user))
