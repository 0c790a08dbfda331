"""Feature Utilization: is what was built being used, and does it arrive?"""

from __future__ import annotations

from pages.feature_tabs import adoption, data_sources, email, events, files, person, sms
from pages.shared.figures import Figures
from pages.shared.tabbed import Tabbed, tabbed
from pages.shared.tiles import Tile
from queries.feature_types import AI, DATA_SOURCES, EMAIL, EVENTS, FILES, SMS

FIGURES = Figures(
    "feature_figures",
    "feature_figures_over_time",
    "feature_figures_by_hour",
    (
        Tile(
            "emails",
            "Emails",
            "Emails sent, each counted once for every recipient.",
            log_types=EMAIL,
        ),
        Tile(
            "delivered",
            "Delivered",
            "Emails that were delivered, those with a complaint too, of all sent.",
            share=("arrived", ("emails",)),
            log_types=("email.delivered",),
        ),
        Tile(
            "bounced",
            "Bounced",
            "Emails whose last known outcome is that they bounced, of all sent.",
            more_is_worse=True,
            share=("bounced", ("emails",)),
            log_types=("email.bounced",),
        ),
        Tile("sms", "SMS", "SMS sent.", log_types=SMS),
        Tile(
            "data_source_reads",
            "Data reads",
            "Logs of data sources whose type ends in a word that reads.",
            log_types=DATA_SOURCES,
        ),
        Tile(
            "data_source_writes",
            "Data writes",
            "Logs of data sources whose type ends in a word that writes.",
            log_types=DATA_SOURCES,
        ),
        Tile("files", "Files", "Logs of files and folders.", log_types=FILES),
        Tile("ai", "AI requests", "Requests to AI services.", log_types=AI),
        Tile("events", "App events", "Analytics events of the apps' own.", log_types=EVENTS),
    ),
)

PAGE = Tabbed(
    FIGURES,
    {
        "Email": email.tab,
        "SMS": sms.tab,
        "Data sources": data_sources.tab,
        "Files": files.tab,
        "AI and app events": events.tab,
        person.TITLE: person.tab,
        "Adoption": adoption.tab,
    },
    (*EMAIL, *SMS, *DATA_SOURCES, *FILES, *AI, *EVENTS),
    "The logs of these features",
    "The log types that are filtered for are none of these features'.",
)


def page() -> None:
    """Draw the page."""
    tabbed(PAGE)
