"""Finding questions by what somebody types, a word or its beginning at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from queries.answers import Answer, answer_of
from queries.question import find

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ies", "ing", "ed", "es", "s", "e", "y")
_SHORTEST = 3
"""An ending is taken off where at least so much is left."""

_FILLERS = frozenset(
    _WORD.findall(
        "a an and any are by did do does for get has have how i in is it many me much my of on or "
        "show that the their there they this to was were what when which with"
    )
)
"""Words that nearly every question has: they count only where nothing else was typed."""


def search(text: str, among: Iterable[Answer]) -> list[Answer]:
    """The answers that each word of the text occurs in, those that it names best first.

    A word finds words that begin with it, endings aside: "deleted" finds delete, "boun" finds
    bounces. A name, code or title counts most, then the other words for it, its subject and roles,
    then its explanation, then its columns. An empty text finds all, in their order.
    """
    typed = _WORD.findall(text.lower())
    wanted = [word for word in typed if word not in _FILLERS] or typed
    if not wanted:
        return list(among)
    stems = [stem(word) for word in wanted]
    ranked = [(_rank(_fields(one.asked.name), stems) + _named(one, text), one) for one in among]
    found = [one for one in ranked if one[0]]
    return [answer for _, answer in sorted(found, key=_order)]


def _named(answer: Answer, text: str) -> int:
    """More than any rank where the text is the question's own name or code."""
    asked = answer.asked
    return 1000 if text.strip().lower() in {n.lower() for n in (asked.name, *asked.codes)} else 0


def _order(one: tuple[int, Answer]) -> tuple[int, bool]:
    return -one[0], not one[1].first


def stem(word: str) -> str:
    """A word in lower case without its ending, so that its forms begin alike."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


Weighed = tuple[tuple[int, frozenset[str]], ...]


def _rank(fields: Weighed, stems: Sequence[str]) -> int:
    """How well something fits: the best weight of each stem, 0 where one of them is nowhere."""
    best = [
        max((weight for weight, held in fields if any(w.startswith(s) for w in held)), default=0)
        for s in stems
    ]
    return sum(best) if all(best) else 0


@lru_cache(maxsize=1024)
def _fields(name: str) -> Weighed:
    """The words of a question, with the weight that each group of them has."""
    answer = answer_of(find(name))
    asked = answer.asked
    columns = (part for column in asked.columns for part in (column.name, column.meaning))
    groups = (
        (8, (asked.name, asked.title, *asked.codes)),
        (4, (answer.words, asked.subject, *answer.roles)),
        (2, (asked.explanation,)),
        (1, columns),
    )
    return tuple(
        (weight, frozenset(_WORD.findall(" ".join(texts).lower()))) for weight, texts in groups
    )
