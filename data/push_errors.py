"""What an error code of a push notification means and what to do about it, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from data.push import NOT_GIVEN
from data.push_codes import APPLE, GOOGLE, MICROSOFT, PushError

__all__ = ["NO_CODE", "UNKNOWN", "PushError", "push_error"]

UNKNOWN = "This code is not in our list."
"""The meaning of a code that is not known here."""

NO_CODE = "The log gives no code for these failures."
"""The meaning of `NOT_GIVEN`."""

_ASK = "Look the code up with the push service, or ask Fliplet's support, with the log."
_EXPIRED_CHANNEL = "channelexpired"


def _key(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", code.lower())


def _by_key(errors: Iterable[PushError]) -> Mapping[str, PushError]:
    """Errors by code; those of HTTP by number and by name too."""
    found = {}
    for error in errors:
        number, _, name = error.code.partition(" ")
        for spelling in (error.code, number, name) if name else (error.code,):
            found[_key(spelling)] = error
    return found


_WNS = _by_key(MICROSOFT)
_SERVICES: Mapping[str, Mapping[str, PushError]] = {
    "apn": _by_key(APPLE),
    "gcm": _by_key(GOOGLE),
    "wns": {**_WNS, _EXPIRED_CHANNEL: _WNS["gone"]},
}
_OTHER_NAMES = {"apns": "apn", "fcm": "gcm"}


def push_error(method: str, code: str) -> PushError:
    """What the code means where the method (`apn`, `gcm`, `wns` …) gives it, however it is spelled.

    Of a method that is not known, what the one service means that has such a code. A code that is
    in no list says so (`UNKNOWN`), and so do failures without one (`NO_CODE`).
    """
    if code == NOT_GIVEN:
        return PushError(code, "unknown", NO_CODE, _ASK)
    name = method.strip().lower()
    service = _SERVICES.get(_OTHER_NAMES.get(name, name))
    services = list(_SERVICES.values()) if service is None else [service]
    found = [errors[_key(code)] for errors in services if _key(code) in errors]
    return found[0] if len(found) == 1 else PushError(code, "unknown", UNKNOWN, _ASK)
