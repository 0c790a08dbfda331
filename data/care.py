"""Records whose `data` needs more than the engine's JSON functions: looked at one by one.

They are few: those that may hold credentials, JSON within strings, or a push result.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from data.credentials import Scrubbed, scrubbed_json, scrubbed_text
from data.push import PushResult, push_result


@dataclass(frozen=True)
class Cared:
    """`text` goes into the store; `json` (None where it is no valid JSON) is what columns are read
    from: strings that hold JSON are opened up in it. `replaced` counts credentials."""

    text: str
    json: str | None
    replaced: int
    push: PushResult | None


def care_for(text: str, log_type: str) -> Cared:
    """A log's `data` text without credentials, opened up for reading, with its push result."""
    try:
        value = json.loads(text)
        scrubbed = scrubbed_json(value)
        opened = _opened(scrubbed.value)
    except (ValueError, RecursionError):
        plain = scrubbed_text(text)
        return Cared(plain.value, None, plain.replaced, None)
    kept = _text(scrubbed, text)
    push = None
    if log_type == "job" or log_type.startswith("pushNotification."):
        push = push_result(opened, is_push=log_type != "job")
    return Cared(kept, _dump(opened), scrubbed.replaced, push)


def scrubbed_extra(text: str) -> Scrubbed:
    """The JSON text of further fields without credentials; as it came where it has none."""
    try:
        scrubbed = scrubbed_json(json.loads(text))
    except (ValueError, RecursionError):
        return scrubbed_text(text)
    return Scrubbed(_text(scrubbed, text), scrubbed.replaced)


def _text(scrubbed: Scrubbed, original: str) -> str:
    return _dump(scrubbed.value) if scrubbed.replaced else original


def _dump(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair: only its escape can be stored
        return json.dumps(value)
    return text


def _opened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _opened(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_opened(item) for item in value]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return _opened(json.loads(value))
        except (ValueError, RecursionError):
            return value
    return value
