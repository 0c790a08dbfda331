"""Log types with what they mean and what of them is here, as a table of HTML.

It is read more than it is clicked: sentences break into lines, the browser finds words in it, and
every number of logs is a link to these logs. All text goes through `words.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from data import vocabulary
from data.vocabulary import LogType
from pages.shared import words

UNKNOWN = "Not in the dictionary"
LEFT_OUT = "Left out by the API"
_NOTES = {
    UNKNOWN: "Its logs are kept and counted like all others; its words are made of its name.",
    LEFT_OUT: "Fliplet's API gives its logs only to who names the type.",
}


@dataclass(frozen=True)
class Entry:
    """A log type and what of it is here: the number of logs, and when the first and the last were
    written (aware); None where there is none."""

    type: LogType
    logs: int = 0
    first: datetime | None = None
    last: datetime | None = None

    @property
    def note(self) -> str:
        """What is special about it, in words; an empty text where nothing is."""
        if not self.type.known:
            return UNKNOWN
        return LEFT_OUT if self.type.left_out_by_api else ""

    @property
    def origin(self) -> str:
        """The categories it is documented under, in words."""
        return ", ".join(vocabulary.category_label(value) for value in self.type.origins)

    def mentions(self, text: str) -> bool:
        """True where each word of the text occurs in something that is said of the type."""
        kind = self.type
        said = (kind.label, kind.name, kind.section, kind.meaning, *kind.keys)
        everything = "\n".join((*said, self.note, self.origin)).casefold()
        return all(word in everything for word in text.casefold().split())


def dictionary_html(
    entries: Sequence[Entry], zone: str, address: Callable[[str], str], *, sectioned: bool
) -> str:
    """The entries in the order given; `sectioned`, under the name of each section.

    `address` gives the address of the logs of a log type.
    """
    rows, section = [], ""
    for entry in entries:
        if sectioned and entry.type.section != section:
            section = entry.type.section
            rows.append(f'<tr><th class="section" colspan="5">{words.html(section)}</th></tr>')
        rows.append(_row(entry, zone, address, "" if sectioned else entry.type.section))
    where = words.html(f" ({zone})")
    heads = ("Log type", "What it means", "Logs here", f"First here{where}", f"Last here{where}")
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "".join(rows)
    return f'<table class="dictionary"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(entry: Entry, zone: str, address: Callable[[str], str], section: str) -> str:
    name = words.html(entry.type.name)
    keys = ", ".join(f"<code>{words.html(key)}</code>" for key in entry.type.keys)
    asides = [words.html(section), words.html(entry.origin), keys and f"keys in data: {keys}"]
    aside = " · ".join(text for text in asides if text)
    return (
        f'<tr><th scope="row">{words.html(entry.type.label)}<code>{name}</code></th>'
        f"<td>{_meaning(entry)}<small>{aside}</small></td>"
        f'<td class="number">{_logs(entry, address)}</td>'
        f"<td>{_clock(entry.first, zone)}</td><td>{_clock(entry.last, zone)}</td></tr>"
    )


def _meaning(entry: Entry) -> str:
    said = words.html(entry.type.meaning)
    if entry.note:
        said += f' <mark title="{words.html(_NOTES[entry.note])}">{words.html(entry.note)}</mark>'
    return said


def _logs(entry: Entry, address: Callable[[str], str]) -> str:
    if not entry.logs:
        return '<span class="none">none</span>'
    shown = words.html(f"Show the logs of the type {entry.type.name}")
    link = words.html(address(entry.type.name))
    return f'<a href="{link}" title="{shown}">{words.number(entry.logs)}</a>'


def _clock(moment: datetime | None, zone: str) -> str:
    return words.html(words.clock(moment, zone)) if moment else ""
