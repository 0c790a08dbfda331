"""Rules for why a person may not get in. Each reads the story and gives reasons with their logs.

A rule speaks only while nothing later in the story contradicts it: whoever got in after the event
was not kept out by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from queries.getting_in_story import Event, Story, ids_of

SHORTLY = timedelta(hours=24)
"""A change counts as a reason for failures that begin within this time after it."""

MANY, AT_ONCE = 5, timedelta(minutes=15)
"""So many failures in so short a time look like more than a slip."""


@dataclass(frozen=True)
class Reason:
    """Why somebody may not get in: a sentence, and the numbers of the logs behind it.

    `weight` orders reasons, 100 is certain: the log itself says that they are shut out. From 60 on
    it would explain everything, below it is a hint. `at` is the moment of what it speaks of.
    """

    rule: str
    sentence: str
    weight: int
    at: datetime
    ids: tuple[int, ...]


def clock(at: datetime) -> str:
    """A moment as sentences name it, in the zone it comes in."""
    return f"{at.day} {at:%b %Y, %H:%M}"


def by_whom(event: Event) -> str:
    """Who did it, if it was not the user."""
    return "" if event.in_person else f" by {event.by}"


def reasons(story: Story) -> tuple[Reason, ...]:
    """All reasons that hold at the story's end, the likeliest first, then the latest."""
    found = [reason for rule in _RULES for reason in rule(story)]
    return tuple(sorted(found, key=lambda r: (r.weight, r.at), reverse=True))


def _blocked(story: Story) -> Iterator[Reason]:
    event = story.last("organisation_blocked", "organisation_unblocked")
    if event and event.what == "organisation_blocked" and not story.entered_since(event):
        sentence = f"The account was blocked{by_whom(event)} on {clock(event.at)}."
        yield Reason("blocked", sentence, 100, event.at, (event.id,))


def _removed(story: Story) -> Iterator[Reason]:
    kinds = ("added", "invited", "changed", "unblocked", "removed")
    event = story.last(*(f"organisation_{kind}" for kind in kinds))
    if event and event.what == "organisation_removed" and not story.entered_since(event):
        sentence = (
            f"They were removed from the organisation{by_whom(event)} on {clock(event.at)} and not "
            "added again."
        )
        yield Reason("removed", sentence, 95, event.at, (event.id,))


def _app_removed(story: Story) -> Iterator[Reason]:
    tried = {failure.app_key for failure in story.failures}
    for event in story.apps_lost():
        elsewhere = tried and (None, None) not in tried and event.app_key not in tried
        sentence = (
            f"Their access to {event.app_words} was removed{by_whom(event)} on {clock(event.at)} "
            "and not given again."
        )
        weight = 40 if elsewhere else 90
        yield Reason("app_removed", sentence, weight, event.at, (event.id,))


def _not_arrived(story: Story) -> Iterator[Reason]:
    for what, name, weight in (
        ("verification_email", "email", 85),
        ("verification_sms", "SMS", 84),
    ):
        sent = [event for event in story.codes if event.what == what]
        if not sent or sent[-1].arrived != "no":
            continue
        lost = [event for event in sent if event.arrived == "no"]
        why = f" ({lost[-1].detail})" if lost[-1].detail else ""
        others = "" if len(lost) == 1 else f", nor did {len(lost) - 1} before it"
        sentence = f"The {name} for a sign-in sent on {clock(lost[-1].at)} did not arrive{why}"
        yield Reason("not_arrived", f"{sentence}{others}.", weight, lost[-1].at, ids_of(lost))


def _mail_returned(story: Story) -> Iterator[Reason]:
    event = story.last("email_returned")
    if event is None or story.entered_since(event):
        return
    sent = [code for code in story.codes if code.what == "verification_email"]
    if any(code.arrived == "yes" and code.at >= event.at for code in sent):
        return
    why = f" ({event.detail})" if event.detail else ""
    sentence = (
        f"Other email to the address came back on {clock(event.at)}{why}: an email for a sign-in "
        "would not arrive either."
    )
    yield Reason("mail_returned", sentence, 62 if sent else 45, event.at, (event.id,))


def _invited_only(story: Story) -> Iterator[Reason]:
    event = story.last("organisation_added", "organisation_invited", "organisation_removed")
    if event and event.what == "organisation_invited" and not story.entered:
        sentence = (
            f"They were invited{by_whom(event)} on {clock(event.at)}, and no log says that they "
            "were added or ever signed in: the invitation may not have been accepted in time."
        )
        yield Reason("invited_only", sentence, 80, event.at, (event.id,))


def _new_second_factor(story: Story) -> Iterator[Reason]:
    event = story.last("two_factor_added", "two_factor_removed")
    if event and event.what == "two_factor_added" and _fails_shortly_after(story, event):
        kind = f" ({event.detail})" if event.detail else ""
        sentence = (
            f"Two-factor authentication{kind} was added on {clock(event.at)}, and they have failed "
            "since: the second step may not work for them."
        )
        yield Reason("new_second_factor", sentence, 75, event.at, (event.id,))


def _new_password(story: Story) -> Iterator[Reason]:
    event = story.last("password_changed")
    if event and _fails_shortly_after(story, event):
        sentence = (
            f"The password was changed{by_whom(event)} on {clock(event.at)}, and they have failed "
            "since: a device or the person may still use the old one."
        )
        yield Reason("new_password", sentence, 70, event.at, (event.id,))


def _fails_shortly_after(story: Story, event: Event) -> bool:
    """They failed soon after the event, and have not got in since."""
    later = [failure for failure in story.failures if failure.at >= event.at]
    soon = bool(later) and later[0].at - event.at <= SHORTLY
    return soon and not story.entered_since(event)


def _no_account(story: Story) -> Iterator[Reason]:
    memberships = (event for event in story.events if event.what.startswith(("organis", "app_")))
    if story.failures and not story.entered and not any(memberships):
        sentence = (
            "No log of this time shows that they got in, were invited or added: there may be no "
            "account under this address."
        )
        yield Reason("no_account", sentence, 45, story.failures[-1].at, ids_of(story.failures))


def _failures(story: Story) -> Iterator[Reason]:
    failed = story.failures
    if not failed:
        return
    burst = any(
        late.at - early.at <= AT_ONCE
        for early, late in zip(failed, failed[MANY - 1 :], strict=False)
    )
    if burst:
        sentence = (
            f"{MANY} or more sign-ins failed within {AT_ONCE.seconds // 60} minutes: a password "
            "that is forgotten, or somebody else who guesses it."
        )
        yield Reason("many_failures", sentence, 60, failed[-1].at, ids_of(failed))
    else:
        sentence = "A wrong password, or a code typed wrongly or too late, is all that it takes."
        yield Reason("failures", sentence, 50, failed[-1].at, ids_of(failed))


def _code_unused(story: Story) -> Iterator[Reason]:
    if not story.codes:
        return
    code = story.codes[-1]
    name = "email" if code.what == "verification_email" else "SMS"
    if code.arrived == "yes" and not story.tried_since(code):
        sentence = (
            f"The {name} for a sign-in sent on {clock(code.at)} arrived, and no attempt to sign in "
            "follows: it may be among unwanted mail, or the code ran out."
        )
        yield Reason("code_unused", sentence, 55, code.at, (code.id,))
    elif code.arrived == "not reported":
        why = f" ({code.detail})" if code.detail else ""
        sentence = (
            f"Whether the {name} for a sign-in sent on {clock(code.at)} arrived is not "
            f"reported{why}."
        )
        yield Reason("code_not_reported", sentence, 35, code.at, (code.id,))


def _sessions_revoked(story: Story) -> Iterator[Reason]:
    event = story.last("sessions_revoked")
    if event and not story.entered_since(event):
        sentence = (
            f"A session of theirs was revoked{by_whom(event)} on {clock(event.at)}: they have to "
            "sign in again."
        )
        yield Reason("sessions_revoked", sentence, 30, event.at, (event.id,))


_RULES: tuple[Callable[[Story], Iterator[Reason]], ...] = (
    _blocked,
    _removed,
    _app_removed,
    _not_arrived,
    _mail_returned,
    _invited_only,
    _new_second_factor,
    _new_password,
    _no_account,
    _failures,
    _code_unused,
    _sessions_revoked,
)
