"""Behavior Analysis: what people, devices and addresses do, and what is shipped to them."""

from __future__ import annotations

from pages.behavior_tabs import devices, follow, funnel, publishing, push, screens, use
from pages.shared import ways
from pages.shared.figures import Figures
from pages.shared.tabbed import Tabbed, tabbed
from pages.shared.tiles import Tile
from queries.behavior_figures import BUILDS, ERRORS, PUBLISHED
from queries.logs import SCREEN_VIEWS

FIGURES = Figures(
    "behavior_figures",
    "behavior_figures_over_time",
    "behavior_figures_by_hour",
    (
        Tile("active_users", "Active users", "Different users, by address, in the logs."),
        Tile("views", "Screen views", "Logs of viewed screens.", log_types=SCREEN_VIEWS),
        Tile(
            "errors",
            "App errors",
            "Logs of errors in apps.",
            more_is_worse=True,
            log_types=ERRORS,
        ),
        Tile(
            "push_success",
            "Push accepted",
            "Devices that push services accepted a notification for.",
            log_types=push.TYPES,
        ),
        Tile(
            "push_failed",
            "Push failed",
            "Devices that a push notification failed for, of all devices.",
            more_is_worse=True,
            share=("push_failure", ("push_success", "push_failure")),
            log_types=push.TYPES,
        ),
        Tile(
            "published",
            "Published",
            "Logs of apps that were published, in part or on the web.",
            log_types=PUBLISHED,
        ),
        Tile("builds", "Builds", "Builds that were requested.", log_types=BUILDS),
    ),
)

PAGE = Tabbed(
    FIGURES,
    {
        "Push": push.tab,
        "Publishing": publishing.tab,
        "Use": use.tab,
        "Screens": screens.tab,
        "Funnel": funnel.tab,
        "Devices": devices.tab,
        ways.FOLLOWED: follow.tab,
    },
    (*push.TYPES, "app.*"),
    "The logs of apps and push notifications",
    "The log types that are filtered for are none of apps' or of push notifications.",
)


def page() -> None:
    """Draw the page."""
    tabbed(PAGE)
