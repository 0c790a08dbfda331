"""Feature Utilization: is what was built being used, and does it arrive?"""

from __future__ import annotations

from pages.feature_tabs import email
from pages.shared.figures import Figures
from pages.shared.tabbed import Tabbed, tabbed
from pages.shared.tiles import Tile

FIGURES = Figures(
    "email_figures",
    "email_outcomes_over_time",
    "email_outcomes_by_hour",
    (Tile("sent", "Emails", "Emails sent, each counted once for every recipient."),),
)

PAGE = Tabbed(
    FIGURES,
    {"Email": email.tab},
    ("email.*", "sms.*"),
    "The logs of these features",
    "The log types that are filtered for are none of these features'.",
)


def page() -> None:
    """Draw the page."""
    tabbed(PAGE)
