"""Credentials do not enter the store: their values are replaced at the door and counted."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

REPLACEMENT = "[credential removed]"

_NAMES = (
    r"passw(?:or)?d(?:[_-]?(?:hash|confirm(?:ation)?))?|passphrase|passcode|pwd|secret|token|jwt"
    r"|otp(?:[_-]?code)?|cookie|authori[sz]ation|bearer|credential|certificate|pfx|p12"
    r"|(?:private|auth|server|api|access|signing|encryption)[_-]?key"
    r"|(?:apn|gcm|fcm|wns)[_-]?(?:key|cert|p12|pem)|\bpin(?:[_-]?code)?"
)
_ENDING = r"(?:s|[_-]?value)?"
_NAMING = ("name", "key", "field", "label", "id")
"""Keys of an object that names what its `value` is, as fields of a form do."""
_PLURAL_COUNTS = re.compile(r"tokens$", re.IGNORECASE)
_KEY = re.compile(rf"(?:{_NAMES}){_ENDING}\s*$", re.IGNORECASE)
_IN_URL = re.compile(rf"([?&][\w-]*?(?:{_NAMES})=)([^&#\s\"']+)", re.IGNORECASE)
_BY_ITSELF = re.compile(
    r"(\bbearer\s+|://[^/\s:@\"']+:)([\w.~+/=-]{6,})(?=$|[\s\"',;@])"
    r"|(-----BEGIN [A-Z ]*PRIVATE KEY-----)(.+?)(?=-----END|$)",
    re.IGNORECASE | re.DOTALL,
)
_IN_TEXT = re.compile(
    rf"""((?P<q>\\*"{{1,2}})[\w.\- ]*?(?:{_NAMES}){_ENDING}(?P=q)\s*:\s*)  # the key
    (?:(?P<v>\\*"{{1,2}})(?P<text>.*?)(?:(?P=v)|$)|(?P<number>-?\d[\d.]*)|(?P<open>[\[{{]))""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

_BRACKET_OR_TEXT = re.compile(r"""(?P<q>\\*"{1,2}).*?(?P=q)|[\[\]{}]""", re.DOTALL)

SUSPECT = (
    rf'(?i)(?:{_NAMES}){_ENDING}\s*\\*"+\s*[:,}}]|[?&][\w-]*(?:{_NAMES})=|bearer\s|PRIVATE KEY-'
    r'|://[^/"\s]+@'
)
"""RE2 pattern of texts that may hold a credential; `scrubbed_json` and `scrubbed_text` decide."""


@dataclass(frozen=True)
class Scrubbed:
    """A value or text without credentials, and how many values were replaced."""

    value: Any
    replaced: int


def scrubbed_json(value: Any) -> Scrubbed:
    """A decoded JSON value with every value under a key that holds credentials replaced.

    Everything below such a key is replaced, except booleans, nulls, empty texts and the numbers
    under `…tokens` (counts of an AI service). Strings that hold JSON are looked into.
    """
    if isinstance(value, dict):
        return _scrubbed_object(value)
    if isinstance(value, list):
        parts = [scrubbed_json(item) for item in value]
        return Scrubbed([p.value for p in parts], sum(p.replaced for p in parts))
    if isinstance(value, str):
        return _scrubbed_string(value)
    return Scrubbed(value, 0)


def scrubbed_text(text: str) -> Scrubbed:
    """A text that is not valid JSON (cut JSON, a line of CSV), scrubbed by pattern.

    An object or list under a key that holds credentials goes as a whole, to the end of the text
    where it is cut.
    """
    kept: list[str] = []
    replaced = at = 0
    while found := _IN_TEXT.search(text, at):
        kept.append(text[at : found.start()])
        at = found.end() if found["open"] is None else _end_of(text, found.start("open"))
        if found["text"] in {"", REPLACEMENT}:
            kept.append(found[0])
            continue
        replaced += 1
        quote = found["v"] or found["q"]
        kept.append(f"{found[1]}{quote}{REPLACEMENT}{quote}")
    words = _scrubbed_words("".join((*kept, text[at:])))
    return Scrubbed(words.value, replaced + words.replaced)


def _end_of(text: str, start: int) -> int:
    """The end of the object or list that begins at `start`, or of the text where it is cut."""
    depth = 0
    for found in _BRACKET_OR_TEXT.finditer(text, start):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(text)


def _scrubbed_object(value: dict[str, Any]) -> Scrubbed:
    result: dict[str, Any] = {}
    replaced = 0
    named = any(_holds(value.get(key)) for key in _NAMING)
    for key, item in value.items():
        counts_only = _PLURAL_COUNTS.search(key) is not None
        secret = _holds(key) or (named and key == "value")
        part = _blanked(item, counts_only) if secret else scrubbed_json(item)
        result[key] = part.value
        replaced += part.replaced
    return Scrubbed(result, replaced)


def _holds(name: Any) -> bool:
    """True for the name of something that is a credential."""
    return isinstance(name, str) and _KEY.search(name) is not None


def _blanked(value: Any, keep_numbers: bool) -> Scrubbed:
    if isinstance(value, dict):
        parts = {key: _blanked(item, keep_numbers) for key, item in value.items()}
        counted = sum(p.replaced for p in parts.values())
        return Scrubbed({key: p.value for key, p in parts.items()}, counted)
    if isinstance(value, list):
        items = [_blanked(item, keep_numbers) for item in value]
        return Scrubbed([p.value for p in items], sum(p.replaced for p in items))
    kept = value is None or isinstance(value, bool) or value in ("", REPLACEMENT)
    if kept or (keep_numbers and isinstance(value, int | float)):
        return Scrubbed(value, 0)
    return Scrubbed(REPLACEMENT, 1)


def _scrubbed_string(value: str) -> Scrubbed:
    if value[:1] in ("{", "[", '"'):
        try:
            inner = scrubbed_json(json.loads(value))
        except (ValueError, RecursionError):
            return scrubbed_text(value)
        if inner.replaced:
            return Scrubbed(json.dumps(inner.value, ensure_ascii=False), inner.replaced)
        return Scrubbed(value, 0)
    return _scrubbed_words(value)


def _scrubbed_words(text: str) -> Scrubbed:
    """Credentials within a text: in a URL, behind Bearer, or as a private key's block."""
    replaced = 0

    def replacement(found: re.Match[str]) -> str:
        nonlocal replaced
        before, secret = (group for group in found.groups() if group is not None)
        if secret.startswith(REPLACEMENT) or REPLACEMENT.startswith(secret):
            return found[0]
        replaced += 1
        return before + REPLACEMENT

    if "=" in text:
        text = _IN_URL.sub(replacement, text)
    if _BY_ITSELF.search(text):
        text = _BY_ITSELF.sub(replacement, text)
    return Scrubbed(text, replaced)
