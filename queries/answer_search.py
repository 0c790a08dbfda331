"""Finding questions by what somebody types, a word or its beginning at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from math import log

from queries.answers import Answer, answer_of, answers
from queries.question import find

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ies", "ing", "ed", "es", "s", "e", "y")
_SHORTEST = 3
"""An ending is taken off where at least so much is left."""

_ONE_THING = (
    (re.compile(r"\b(?:log|sign)(?:s|ged|ging|ed|ing)?[ -]in(?:s|to)?\b"), "login"),
    (re.compile(r"\b(?:two|2)[ -]factor\b"), "2fa"),
    (re.compile(r"\b(?:can['\u2019]?t|can not|could ?n['\u2019]?t)\b"), "cannot"),
)
"""What people write in several ways or words, and the word that stands for it."""

_FILLERS = frozenset(
    _WORD.findall(
        "a an and any are at by did do does for from get got has have how i in is it last many me "
        "much my of on or our show since that the their them there these they this to today was "
        "we were what when where which who whom with yesterday you your week month"
    )
)
"""Words that say little of what is asked for: they count only where nothing else was typed."""

_ALIKE = 0.75
"""How alike (see `difflib`) a word must be to be taken for one that was mistyped."""


def search(text: str, among: Iterable[Answer]) -> list[Answer]:
    """The answers that each word of the text occurs in, those that it names best first.

    A word finds words that begin with it, and other forms of it: "deleted" finds delete, "boun"
    finds bounces. A name, code or title counts most, then the other words for it, its subject and
    roles, then its explanation, then its columns; a word that few questions have counts more than
    one that many have. An empty text finds all, in their order.
    """
    wanted = _wanted(text)
    if not wanted:
        return [] if text.strip(_BLANK) else list(among)
    rarity = [_rarity(word) for word in wanted]
    ranked = [
        (_rank(_fields(one.asked.name), wanted, rarity) + _named(one, text), one) for one in among
    ]
    found = [one for one in ranked if one[0]]
    return [answer for _, answer in sorted(found, key=_order)]


_BLANK = " \t\r\n?!.,"


def corrected(text: str) -> str | None:
    """The text with words that no question has replaced by the words most like them; None where
    there is none to replace, or nothing like it."""
    wanted = _wanted(text)
    unknown = [word for word in wanted if not _rarity(word)]
    alike = {word: get_close_matches(word, _vocabulary(), 1, _ALIKE) for word in unknown}
    if not unknown or not all(alike.values()):
        return None
    return " ".join(alike[word][0] if word in alike else word for word in wanted)


def _wanted(text: str) -> list[str]:
    typed = _words(text)
    return [word for word in typed if word not in _FILLERS] or typed


def _words(text: str) -> list[str]:
    text = text.lower()
    for several, one in _ONE_THING:
        text = several.sub(one, text)
    return _WORD.findall(text)


def _named(answer: Answer, text: str) -> int:
    """More than any rank where the text is the question's own name or code."""
    asked = answer.asked
    return 1000 if text.strip().lower() in {n.lower() for n in (asked.name, *asked.codes)} else 0


def _order(one: tuple[float, Answer]) -> tuple[float, bool]:
    return -one[0], not one[1].first


def stem(word: str) -> str:
    """A word in lower case without its ending, so that its forms are the same."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


Weighed = tuple[tuple[int, frozenset[str]], ...]


def _rank(fields: Weighed, wanted: Sequence[str], rarity: Sequence[float]) -> float:
    """How well something fits: the best weight of each word, 0 where one of them is nowhere."""
    best = [
        max((weight for weight, held in fields if _holds(held, word)), default=0) for word in wanted
    ]
    return sum(b * r for b, r in zip(best, rarity, strict=True)) if all(best) else 0.0


def _holds(held: frozenset[str], word: str) -> bool:
    forms = stem(word)
    return word in held or any(
        one.startswith(word) or stem(one) == forms for one in held - _FILLERS
    )


@lru_cache(maxsize=4096)
def _rarity(word: str) -> float:
    """How much a word tells: the fewer questions have it, the more; 0 for one that none has."""
    every = [_fields(one.asked.name) for one in answers()]
    having = sum(1 for fields in every if any(_holds(held, word) for _, held in fields))
    return log(1 + len(every) / having) if having else 0.0


@lru_cache(maxsize=1)
def _vocabulary() -> list[str]:
    every = (_fields(one.asked.name) for one in answers())
    return sorted({word for fields in every for _, held in fields for word in held})


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
    return tuple((weight, frozenset(_words(" ".join(texts)))) for weight, texts in groups)
