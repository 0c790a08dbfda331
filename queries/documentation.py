"""The questions as a page of documentation, made from the registry."""

from __future__ import annotations

from pathlib import Path

from queries.answers import ROLES, Answer, answers

DOCUMENT = Path(__file__).parent.parent / "docs" / "questions.md"

_INTRODUCTION = """\
# Questions

Made by `make docs` from the questions and from `queries/answers.py`; a test holds this page to
them. Each question stands under the first role that it is for; the page Answers finds it for the
others too. `python -m queries ask NAME` gives its answer, `python -m queries list WORDS` finds it
by words.
"""


def questions_text() -> str:
    """The page's Markdown text: every question by role and subject."""
    known = answers()
    lines = [_INTRODUCTION]
    for role in ROLES:
        mine = [answer for answer in known if answer.roles[0] == role]
        lines += [f"## {role}", ""]
        for subject in sorted({answer.asked.subject for answer in mine}):
            lines += [f"### {subject}", "", "| question | name | headline | opens |"]
            lines += ["| --- | --- | --- | --- |"]
            lines += [_row(answer) for answer in mine if answer.asked.subject == subject]
            lines.append("")
    return "\n".join(lines)


def _row(answer: Answer) -> str:
    asked = answer.asked
    codes = "".join(f", {code}" for code in asked.codes)
    return f"| {asked.title} | `{asked.name}`{codes} | {_headline(answer)} | {_opens(answer)} |"


def _headline(answer: Answer) -> str:
    headline = answer.headline
    if headline is None:
        return ""
    return f"share {headline.one}" if headline.share else headline.many or f"{headline.one}s"


def _opens(answer: Answer) -> str:
    """Page and tab, and what is set of the filter: /security, Logins, categories: app."""
    place = answer.place
    parts = [f"/{place.page}", *([place.tab] if place.tab else [])]
    parts += [f"{name}: {', '.join(values)}" for name, values in place.changes.items()]
    return ", ".join(parts)
