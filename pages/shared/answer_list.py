"""Questions as a list of HTML: each with its figure, what it says, and a link to where it is seen.

It is read and searched more than it is clicked, so it is one piece: sentences break into lines and
every question is a link. All text goes through `words.html`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from pages.shared import words
from queries.answers import ROLES, Answer
from queries.question import Question

PAGES: Mapping[str, str] = {
    "overview": "Overview",
    "security": "Security",
    "feature-utilization": "Feature Utilization",
    "behavior-analysis": "Behavior Analysis",
    "audit-log": "Audit log",
    "dictionary": "Dictionary",
    "user": "User",
    "thread": "Thread",
}
"""What the pages are called that questions open."""

Text = Callable[[Answer], str]
Group = tuple[str, str, Sequence[Answer]]
"""A role and a subject, either of them empty where it is not to be told, and their questions."""


def grouped(found: Iterable[Answer], role: str = "") -> list[Group]:
    """The answers by role and subject: under `role` alone, else under the first of their roles."""
    groups: dict[tuple[str, str], list[Answer]] = {}
    for answer in found:
        under = (role or answer.roles[0], answer.asked.subject)
        groups.setdefault(under, []).append(answer)
    rank: dict[str, int] = {name: place for place, name in enumerate(ROLES)}
    order = sorted(groups, key=lambda under: (rank.get(under[0], len(rank)), under[1]))
    return [(*under, groups[under]) for under in order]


def answers_html(groups: Iterable[Group], address: Text, figure: Text) -> str:
    """The groups as HTML; `address` is where an answer opens, `figure` its headline in words."""
    parts, said = [], ""
    for role, subject, found in groups:
        if role and role != said:
            said = role
            parts.append(f'<h2 class="role">{words.html(role)}</h2>')
        if subject:
            parts.append(f"<h3>{words.html(subject)}</h3>")
        items = "".join(_item(answer, address(answer), figure(answer)) for answer in found)
        parts.append(f"<ul>{items}</ul>")
    return f'<div class="answers">{"".join(parts)}</div>'


def _item(answer: Answer, address: str, figure: str) -> str:
    asked = answer.asked
    title = words.html(asked.title.replace("`", ""))
    codes = "".join(f" <code>{words.html(code)}</code>" for code in asked.codes)
    return (
        f'<li><a href="{words.html(address)}" target="_self" data-question="{asked.name}">'
        f'<span class="figure">{words.html(figure)}</span>'
        f'<span class="title"><strong>{title}</strong>{codes}</span>'
        f"<small>{words.html(in_a_sentence(asked))}</small>"
        f'<span class="place">{words.html(place_words(answer))}</span></a></li>'
    )


def in_a_sentence(asked: Question) -> str:
    """The first sentence of a question's explanation that tells what is counted.

    Not one that speaks of its options, of how many rows there are, or of other questions: those are
    for who asks it by name. Empty where there is none.
    """
    text = " ".join(asked.explanation.split())
    told = (part.rstrip(".") + "." for part in text.split(". ") if part)
    return next((said for said in told if "`" not in said and not _ROWS.match(said)), "")


_ROWS = re.compile(r"One row\b|The newest\b|\d")


def place_words(answer: Answer) -> str:
    """Where an answer is seen, in words: Security, Logins."""
    page = PAGES[answer.place.page]
    return f"{page}, {answer.place.tab}" if answer.place.tab else page
