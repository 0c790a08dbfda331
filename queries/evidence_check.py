"""`python -m data verify`: whether an evidence pack is still what was made.

Besides digests and counts (`data/evidence.py`) the words and the link of a pack are held to each
other: they tell the same logs in two ways.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from data.errors import AuditLogError, InvalidFilter
from data.evidence import FACTS, Verified, verify
from queries.command import DONE, FAILED
from queries.evidence_pack import PAGE, iso, link
from queries.filters import LogFilter
from queries.sentence import sentence

WRONG = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: 0 all is well, 1 with what is wrong with the pack,
    2 where there is none to be read."""
    args = _parser().parse_args(arguments)
    try:
        found = verified(args.pack, args.seal)
    except AuditLogError as error:
        print(_plain(str(error)), file=sys.stderr)
        return FAILED
    for problem in found.problems:
        print(_plain(f"WRONG {problem}"))
    if found.problems:
        return WRONG
    facts = found.facts
    made = f"{facts['logs']:,} logs, made {facts['made_at']}"
    print(_plain(f"ok    {facts['sentence']}: {made}"))
    for note in facts["notes"]:
        print(_plain(f"note  {note}"))
    noted = "as noted" if args.seal else "compare it with the one noted then, or give it as --seal"
    print(f"seal  {found.seal} ({noted})")
    return DONE


def verified(path: Path, seal: str | None = None) -> Verified:
    """`data.evidence.verify`, and sentence and link held to the other facts.

    Not where the pack has the seal that was noted: nothing was changed, then, and a later version
    may use other words. Raises PackUnreadable.
    """
    found = verify(path, seal)
    if not found.facts or (seal is not None and not found.problems):
        return found
    return replace(found, problems=(*found.problems, *_untold(found.facts)))


def _untold(facts: Mapping[str, Any]) -> Iterator[str]:
    """What sentence, link, window and zone tell of the logs differently."""
    try:
        url = urlsplit(facts["link"])
        filter = LogFilter.from_query(parse_qs(url.query))
        told, words = link(filter, facts["link"].partition(f"{PAGE}?")[0]), sentence(filter)
    except (InvalidFilter, ValueError, OverflowError) as error:
        yield f"{FACTS} has a link that no dashboard understands: {error}"
        return
    if facts["link"] != told:
        yield f"{FACTS} has a link that was not made for a pack"
    window = {"since": iso(filter.since), "until": iso(filter.until), "zone": filter.zone}
    for name, value in window.items():
        if facts[name] != value:
            yield f"{FACTS} says {name}: {facts[name]}, and its link says {value}"
    if facts["sentence"] != words:
        yield f"{FACTS} says «{facts['sentence']}», and its link «{words}»"


def _plain(text: str) -> str:
    """The text with what no terminal should be sent written out: it may be a forger's."""
    letters = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return "".join(letters)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data verify", description=__doc__)
    parser.add_argument("pack", type=Path, metavar="PACK", help="the zip file")
    parser.add_argument(
        "--seal",
        type=_digest,
        metavar="HEX",
        help="the seal noted when the pack was made: without it a pack that was changed and sealed "
        "anew cannot be told from another",
    )
    return parser


def _digest(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text.strip()):
        raise argparse.ArgumentTypeError("a seal is 64 hexadecimal digits")
    return text.strip().lower()
