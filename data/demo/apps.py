"""The twelve apps of the demo organisation: their screens, data sources and what people say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

FOREVER = 10_000
"""Days before the end of the demo that lie before its start."""

CONNECT, FIELD, CLINIC, EVENTS, ONBOARDING, SAFETY, SALES, LEARNING = range(8)
CHECKLISTS, RETREAT, TRAVEL, WELLBEING = range(8, 12)

MERIDIAN, HARBOUR, FIELDWORK, ALDER = (
    "meridian.example.com",
    "harbour-clinic.example.org",
    "fieldwork.example.net",
    "alder-logistics.example.net",
)
"""Domains of the people: the organisation's own, and three of its partners."""


class Screen(NamedTuple):
    """A screen of an app. `role` (home, list, detail, form, done, info) is what it is there for."""

    page_id: int
    title: str
    role: str


@dataclass(frozen=True)
class App:
    """An app. `launched` and `retired` are days before the end of the demo, `release_days` the
    usual days between two releases; people of the domains `home_of` use it most."""

    app_id: int
    name: str
    size: float
    release_days: int
    screens: tuple[Screen, ...]
    sources: tuple[str, ...]
    news: tuple[str, ...]
    home_of: tuple[str, ...] = ()
    launched: int = FOREVER
    retired: int = -1


def _screens(app: int, text: str) -> tuple[Screen, ...]:
    pairs = (part.strip().split(":") for part in text.split(","))
    return tuple(
        Screen(910_000 + 100 * app + number, title, role)
        for number, (title, role) in enumerate(pairs)
    )


APPS = (
    App(
        900_101,
        "Meridian Connect",
        10,
        21,
        _screens(
            CONNECT,
            "Home:home, News:list, Article:detail, People:list, Colleague:detail, Policies:list, "
            "Policy:detail, New request:form, Request sent:done, Office map:info, My profile:info",
        ),
        ("News", "People directory", "Requests"),
        ("This week at Meridian", "New policy: working from home", "Canteen menu", "All hands"),
        (MERIDIAN,),
    ),
    App(
        900_102,
        "Field Service",
        8,
        28,
        _screens(
            FIELD,
            "Today:home, Jobs:list, Job:detail, Checklist:form, Report sent:done, Parts:list, "
            "Part:detail, Photo report:form, Route map:info",
        ),
        ("Jobs", "Parts", "Job reports"),
        ("Your jobs for tomorrow", "A job was moved", "Part is in stock", "Route changed"),
        (FIELDWORK, ALDER),
    ),
    App(
        900_103,
        "Harbour Clinic Staff",
        7,
        35,
        _screens(
            CLINIC,
            "Home:home, Rota:list, Shift:detail, Swap request:form, Request sent:done, "
            "Protocols:list, Protocol:detail, Contacts:info",
        ),
        ("Rota", "Protocols", "Swap requests"),
        ("Your rota is ready", "Shift to swap", "Protocol updated", "Training reminder"),
        (HARBOUR,),
    ),
    App(
        900_104,
        "Summit Events",
        4,
        45,
        _screens(
            EVENTS,
            "Welcome:home, Agenda:list, Talk:detail, Speakers:list, Speaker:detail, "
            "Feedback:form, Thank you:done, Venue map:info",
        ),
        ("Agenda", "Speakers", "Feedback"),
        ("Doors open at nine", "A talk has moved", "Tell us how it was", "Your ticket"),
    ),
    App(
        900_105,
        "Onboarding Guide",
        2.5,
        60,
        _screens(
            ONBOARDING,
            "Start:home, My first week:list, Step:detail, Tell us about you:form, All set:done, "
            "Meet the team:info",
        ),
        ("Steps", "New starters"),
        ("Welcome aboard", "Your first day", "Three steps to go"),
        (MERIDIAN,),
    ),
    App(
        900_106,
        "Safety Reports",
        4.5,
        40,
        _screens(
            SAFETY,
            "Home:home, New report:form, Report received:done, My reports:list, Report:detail, "
            "Safety library:info",
        ),
        ("Incidents", "Hazards"),
        ("Report received", "Report closed", "Safety bulletin"),
        (FIELDWORK, ALDER, HARBOUR),
    ),
    App(
        900_107,
        "Sales Toolkit",
        5,
        25,
        _screens(
            SALES,
            "Dashboard:home, Accounts:list, Account:detail, Visit note:form, Note saved:done, "
            "Price list:list, Product:detail, Targets:info",
        ),
        ("Accounts", "Price list", "Visit notes"),
        ("Price list updated", "Quarterly targets", "New lead for you", "Visit reminder"),
        (MERIDIAN,),
    ),
    App(
        900_108,
        "Learning Hub",
        4,
        33,
        _screens(
            LEARNING,
            "Home:home, Courses:list, Course:detail, Quiz:form, Result:done, Certificates:info",
        ),
        ("Courses", "Quiz results"),
        ("New course for you", "Your certificate", "Quiz closes on Friday"),
    ),
    App(
        900_109,
        "Store Checklists",
        5,
        30,
        _screens(
            CHECKLISTS,
            "Home:home, Checklists:list, Checklist:detail, Fill in:form, Submitted:done, "
            "Store guide:info",
        ),
        ("Checklists", "Answers", "Stores"),
        ("Checklist due today", "Checklist overdue", "Store visit on Monday"),
        (FIELDWORK, ALDER),
    ),
    App(
        900_110,
        "Company Retreat",
        2,
        40,
        _screens(
            RETREAT, "Hello:home, Programme:list, Activity:detail, Sign up:form, See you:done"
        ),
        ("Programme", "Sign-ups"),
        ("Pack your bag", "Buses leave at eight", "Photos are online"),
        (MERIDIAN,),
        retired=205,
    ),
    App(
        900_111,
        "Travel & Expenses",
        4,
        22,
        _screens(
            TRAVEL,
            "Overview:home, My trips:list, Trip:detail, New claim:form, Claim sent:done, "
            "Rules and rates:info",
        ),
        ("Trips", "Claims"),
        ("Claim approved", "Claim needs a receipt", "New rates"),
        launched=152,
    ),
    App(
        900_112,
        "Wellbeing Corner",
        3,
        6,
        _screens(
            WELLBEING,
            "Home:home, Ideas:list, Idea:detail, How are you:form, Thank you:done, Help lines:info",
        ),
        ("Ideas", "Check-ins"),
        ("Take a break", "Walk at noon", "New ideas this week"),
        launched=18,
    ),
)

SOURCES = tuple(
    (920_000 + 10 * number + place, number, name)
    for number, app in enumerate(APPS)
    for place, name in enumerate(app.sources)
)
"""Data sources: (dataSourceId, position of the app in `APPS`, name)."""


def source_of(app: int, draw: int) -> int:
    """One of an app's data sources for a random number, the first more often."""
    own = [number for number, of, _ in SOURCES if of == app]
    return own[draw % (len(own) + 1) % len(own)]
