"""What is planted in the demo organisation for people, and rules, to find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.demo import plots_access, plots_delivery
from data.demo.plots import PlantedStory, Plot
from data.demo.world import LEAST_LOGS, World, world


@dataclass(frozen=True)
class Story:
    """A planted story: `sentence` tells a person what to look for and where."""

    name: str
    sentence: str


_PLOTS = {
    "password_spray": plots_access.password_spray,
    "brute_force": plots_access.brute_force,
    "push_settings_wrong": plots_delivery.push_settings_wrong,
    "domain_bounces": plots_delivery.domain_bounces,
    "third_build": plots_delivery.third_build,
    "second_factor_removed": plots_access.second_factor_removed,
    "helpdesk": plots_access.helpdesk,
    "granted_and_used": plots_access.granted_and_used,
    "many_removals": plots_access.many_removals,
}

STORIES = (
    Story(
        "password_spray",
        "One night about nine days ago, a single IP address fails to sign in to three dozen "
        "accounts: look at failed logins (user.login.failed) by IP address.",
    ),
    Story(
        "brute_force",
        "Five days ago, before dawn, one account gets 23 wrong passwords within ten minutes and "
        "then a right one from the same address: look at failed logins by user, and at what that "
        "user's new device did next.",
    ),
    Story(
        "push_settings_wrong",
        "For three weeks no Apple device has had a push from Store Checklists: look at push "
        "errors by app and method (pushNotification.send, apn, InvalidProviderToken).",
    ),
    Story(
        "domain_bounces",
        "Some 25 days ago all email to alder-logistics.example.net began to bounce: look at "
        "bounced emails (email.bounced) by domain of the recipient.",
    ),
    Story(
        "third_build",
        "Two weeks ago an Android build of Field Service failed twice and succeeded on the third "
        "try: look at builds and their reports (app.submission.build, app.submission.report).",
    ),
    Story(
        "second_factor_removed",
        "Three evenings ago a Studio user's two-factor authentication was removed; half an hour "
        "later the account signed in from a device and address never seen before: look at "
        "user.twofactor.remove and the logins that follow.",
    ),
    Story(
        "helpdesk",
        "Some 17 days ago an admin removed someone else's two-factor authentication, and that "
        "person added another two days later: look at organization.user.twofactor.remove.",
    ),
    Story(
        "granted_and_used",
        "Eleven evenings ago someone from outside was made an admin and signed in for the first "
        "time a quarter of an hour later: look at organization.user.create and user.login.first.",
    ),
    Story(
        "many_removals",
        "A week ago a Studio user deleted a dozen files and two folders within minutes: look at "
        "mediaFile.remove by user.",
    ),
)
"""The planted stories, in the order in which to show them."""


def plots(stage: World) -> tuple[Plot, ...]:
    """The stories with their logs, in the order of `STORIES`."""
    return tuple(_PLOTS[story.name](stage) for story in STORIES)


def stories(*, seed: int = 7, end: datetime) -> tuple[PlantedStory, ...]:
    """The facts of every story of `STORIES`, in the same order; they hold for any number of logs.

    Raises ValueError for an `end` without time zone.
    """
    return tuple(plot.story for plot in plots(world(seed=seed, end=end, logs=LEAST_LOGS)))
