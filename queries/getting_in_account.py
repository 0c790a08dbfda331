"""A short reasoned account of why somebody cannot get in, from `access_events`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from queries.getting_in_reasons import Reason, by_whom, clock, reasons
from queries.getting_in_story import Story, ids_of

__all__ = ["LIKELY", "Account", "Fact", "Reason", "account"]

LIKELY = 60
"""Reasons of at least this weight would explain everything."""


@dataclass(frozen=True)
class Fact:
    """Something that the logs say, and the numbers of these logs."""

    sentence: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Account:
    """What the logs know of a person's ways in.

    `state` is unknown (no log speaks of them), silent (none of a sign-in), failing (the last ones
    failed) or in (the last one succeeded). `verdict` says that in a sentence or two, with the
    likeliest reason. `reasons` begin with the likeliest. `unknown` are sentences on what the logs
    cannot know.
    """

    email: str
    state: str
    verdict: str
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    unknown: tuple[str, ...]


def account(
    events: pd.DataFrame,
    *,
    email: str,
    since: datetime | None = None,
    until: datetime | None = None,
    all_apps: bool = True,
    alike: Sequence[str] = (),
) -> Account:
    """The account that all rows of `access_events` for an address give, whatever their order.

    `since` and `until` are the time that the rows cover, in the zone to be shown: the window or,
    where that is open, the first and last log there is. `all_apps` False says that the viewer sees
    some apps only. `alike` are similar addresses that the logs know, the likeliest first.
    """
    story = Story.of(events)
    found = reasons(story)
    state = _state(story)
    return Account(
        email,
        state,
        " ".join(_verdict(story, state, email, found, alike)),
        found,
        tuple(_facts(story)),
        tuple(_unknown(story, since, until, all_apps)),
    )


def _state(story: Story) -> str:
    if not story.events:
        return "unknown"
    if story.failures:
        return "failing"
    return "in" if story.entered else "silent"


def _verdict(
    story: Story, state: str, email: str, found: Sequence[Reason], alike: Sequence[str]
) -> Iterator[str]:
    entry = story.last_entry
    if state == "unknown":
        yield f"The logs of this time say nothing of {email}."
        if alike:
            yield f"They know {' and '.join(alike[:3])}: was one of these meant?"
        return
    if state == "silent":
        yield f"No log of this time shows that {email} tried to sign in."
    elif state == "failing":
        yield _failing(story, email)
    elif entry is not None:
        yield f"{email} did get in on {clock(entry.at)}, and no sign-in failed since."
    likely = [reason for reason in found if reason.weight >= LIKELY]
    if likely:
        yield f"Most likely: {likely[0].sentence}"
    elif state == "in" and not found:
        yield "Nothing since then speaks against getting in again."


def _failing(story: Story, email: str) -> str:
    failed = story.failures
    many = "A sign-in" if len(failed) == 1 else f"{len(failed)} sign-ins"
    when = f"on {clock(failed[-1].at)}"
    if len(failed) > 1:
        when = f"between {clock(failed[0].at)} and {clock(failed[-1].at)}"
    entry = story.last_entry
    before = (
        "and none succeeded" if entry is None else f"after the last success on {clock(entry.at)}"
    )
    return f"{many} of {email} failed {when}, {before}."


def _facts(story: Story) -> Iterator[Fact]:
    if story.last_entry is not None:
        entry = story.last_entry
        place = f" from {entry.detail}" if entry.detail else ""
        yield Fact(f"Last got in on {clock(entry.at)}{place}.", (entry.id,))
    if story.failures:
        yield _failure_fact(story)
    factor = story.last("two_factor_added", "two_factor_removed")
    if factor:
        change = "added" if factor.what.endswith("added") else "removed"
        kind = f" ({factor.detail})" if factor.detail else ""
        sentence = f"Two-factor authentication{kind} was last {change}{by_whom(factor)}"
        yield Fact(f"{sentence} on {clock(factor.at)}.", (factor.id,))
    for name, words in _LAST_OF.items():
        event = story.last(*(f"{name}_{word}" for word in words))
        if event:
            change = event.what.removeprefix(f"{name}_")
            where = "the organisation" if name == "organisation" else event.app_words
            sentence = f"Last change for {where}: {change}{by_whom(event)} on {clock(event.at)}."
            yield Fact(sentence, (event.id,))
    for name, done in _DONE.items():
        event = story.last(name)
        if event:
            yield Fact(f"{done}{by_whom(event)} on {clock(event.at)}.", (event.id,))
    for name, by in (("verification_email", "email"), ("verification_sms", "SMS")):
        code = story.last(name)
        if code:
            answer = {"yes": "it arrived", "no": "it did not arrive"}
            arrived = answer.get(code.arrived or "", "whether it arrived is not reported")
            sentence = f"The last {by} for a sign-in was sent on {clock(code.at)}; {arrived}."
            yield Fact(sentence, (code.id,))


_DONE = {
    "password_changed": "The password was last changed",
    "sessions_revoked": "Sessions were last revoked",
    "token_removed": "An API token was last removed",
}
_LAST_OF = {
    "organisation": ("added", "invited", "changed", "removed", "blocked", "unblocked"),
    "app": ("added", "changed", "removed"),
}


def _failure_fact(story: Story) -> Fact:
    failed = story.failures
    count = "1 sign-in" if len(failed) == 1 else f"{len(failed)} sign-ins"
    then = "" if story.last_entry is None else " since then"
    places = sorted({event.detail for event in failed if event.detail})
    named = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    place = f", from {named}" if places else ""
    return Fact(f"{count} failed{then}{place}.", ids_of(failed))


def _unknown(
    story: Story, since: datetime | None, until: datetime | None, all_apps: bool
) -> Iterator[str]:
    if since is not None:
        yield f"What happened before {clock(since)}: only later logs were read."
    if until is not None:
        yield f"What happened from {clock(until)} on."
    if not all_apps:
        yield "What happened in apps, or in the organisation, that you may not see."
    yield "Attempts under another or a mistyped address: they are logged under that one, or none."
    if story.failures:
        yield "Why a sign-in failed, and what the screen said: the log of it does not tell."
    if any(code.what == "verification_email" for code in story.codes):
        if any(code.arrived == "not reported" for code in story.codes):
            yield "Whether an email arrived of which no status was reported."
        yield "Whether an email that arrived was found and read."
    if any(code.what == "verification_sms" and code.arrived != "no" for code in story.codes):
        yield "Whether an SMS reached the phone: Fliplet documents no log of that."
    if story.last("organisation_blocked") is None:
        yield "Whether the account is blocked: Fliplet documents a log of the end of a block only."
    yield "What admins did to users whom their logs do not name."
