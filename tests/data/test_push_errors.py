"""Error codes of push services in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.demo.push import _ERRORS as DEMO_ERRORS
from data.push import NOT_GIVEN
from data.push_codes import APPLE, GOOGLE, MICROSOFT, PushError
from data.push_errors import NO_CODE, UNKNOWN, push_error

EVERY = [
    (method, error)
    for method, errors in (("apn", APPLE), ("gcm", GOOGLE), ("wns", MICROSOFT))
    for error in errors
]


@pytest.mark.parametrize(("method", "error"), EVERY, ids=lambda part: getattr(part, "code", part))
def test_every_code_says_what_it_means_and_what_to_do(method: str, error: PushError) -> None:
    found = push_error(method, error.code)
    assert (found.fault, found.meaning) == (error.fault, error.meaning)
    assert error.meaning[0].isupper()
    assert error.meaning.endswith(".")
    assert error.action.endswith(".")


@pytest.mark.parametrize(
    ("method", "code", "found", "fault"),
    [
        ("apn", "DeviceTokenNotForTopic", "DeviceTokenNotForTopic", "settings"),
        ("APNS", "device_token_not_for_topic", "DeviceTokenNotForTopic", "settings"),
        ("gcm", "NotRegistered", "NotRegistered", "device"),
        ("fcm", "sender-id-mismatch", "SENDER_ID_MISMATCH", "settings"),
        ("wns", "410", "410 Gone", "device"),
        ("wns", "Gone", "410 Gone", "device"),
        ("wns", "ChannelExpired", "410 Gone", "device"),
        ("wns", "Service Unavailable", "503 Service Unavailable", "service"),
        (NOT_GIVEN, "NotRegistered", "NotRegistered", "device"),
    ],
)
def test_codes_are_found_however_they_are_spelled(
    method: str, code: str, found: str, fault: str
) -> None:
    assert (push_error(method, code).code, push_error(method, code).fault) == (found, fault)


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("apn", "NotRegistered"),  # Google's
        ("gcm", "Unregistered token"),
        ("wns", "Unregistered"),
        ("smoke", "InternalServerError"),  # Apple's, Google's or Microsoft's
        ("apn", "Brand new"),
        ("apn", ""),
    ],
)
def test_other_codes_are_not_in_our_list(method: str, code: str) -> None:
    found = push_error(method, code)
    assert (found.code, found.fault, found.meaning) == (code, "unknown", UNKNOWN)


def test_failures_without_a_code_say_so() -> None:
    assert push_error("apn", NOT_GIVEN).meaning == NO_CODE


def test_the_codes_of_the_demo_are_known() -> None:
    codes = [(method, code) for method, codes in DEMO_ERRORS.items() for code in codes]
    codes.append(("apn", "InvalidProviderToken"))
    assert all(push_error(*code).fault != "unknown" for code in codes)


@given(st.text(), st.text())
def test_any_text_has_an_explanation(method: str, code: str) -> None:
    assert push_error(method, code).meaning
