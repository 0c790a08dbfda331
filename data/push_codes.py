"""The known error codes of push services.

The meanings are from the services' public documentation, in this project's own words:

- APPLE: "Handling notification responses from APNs",
  https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
- GOOGLE: "FCM Error Codes" of the HTTP v1 interface (SENDER_ID_MISMATCH),
  https://firebase.google.com/docs/cloud-messaging/error-codes, and the reference of the older one
  (MismatchSenderId), https://firebase.google.com/docs/cloud-messaging/http-server-ref
- MICROSOFT: "Push notification service request and response headers" of WNS,
  https://learn.microsoft.com/windows/apps/design/shell/tiles-and-notifications/push-request-response-headers

Fliplet writes down the codes as it gets them. How it spells those of WNS is not documented: they
are known here by their HTTP status and its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fault = Literal["device", "settings", "message", "request", "service", "unknown"]
"""Where it has to be mended: on the device (a lost token; nothing to do), in the app's push
settings, in what is sent, in the request that Fliplet writes, or at the push service, which
usually mends itself."""


@dataclass(frozen=True)
class PushError:
    """An error code of a push service: a sentence of what it means, and what to do about it."""

    code: str
    fault: Fault
    meaning: str
    action: str


_GONE = "Nothing for single devices: who opens the app there again gets a new token."
_COMPARE = "Compare the app's push settings in Fliplet Studio with the account at the service"
_FLIPLET = "Fliplet writes this part of the request: tell its support, with the log."
_WAIT = "Send it again later; where it stays, look at the service's status page."
_SHORTER = "Shorten the text, or what is sent along with it."
_FEWER = "Send less often to the same devices."

_APPLE_REQUEST = {
    "BadCollapseId": "The name by which notifications replace each other is too long.",
    "BadExpirationDate": "The time until which to try is not valid.",
    "BadMessageId": "The id of the notification is not valid.",
    "BadPath": "The address of the request is not valid.",
    "BadPriority": "The priority is not valid.",
    "DuplicateHeaders": "A header of the request came twice.",
    "InvalidPushType": "The type of the notification is not valid.",
    "MethodNotAllowed": "The request was not a POST.",
    "MissingDeviceToken": "The request names no device.",
    "ExpiredProviderToken": "The signature of the request is older than an hour.",
    "TooManyProviderTokenUpdates": "Requests were signed anew more than once in 20 minutes.",
}

_APPLE_SETTINGS = {
    "BadCertificate": "The certificate is not valid.",
    "BadCertificateEnvironment": "The certificate is for Apple's other environment.",
    "BadEnvironmentKeyIdInToken": "The key is for Apple's other environment.",
    "BadTopic": "The bundle id (the topic) is not valid.",
    "Forbidden": "Apple does not allow what was asked for.",
    "InvalidProviderToken": "Apple could not verify the key that the request is signed with.",
    "MissingProviderToken": "Neither a key nor a certificate came with the request.",
    "MissingTopic": "The request names no bundle id, and the certificate is for several.",
    "TopicDisallowed": "Notifications to this bundle id are not allowed.",
    "UnrelatedKeyIdInToken": "The key is not related to the one first used on the connection.",
}

APPLE: tuple[PushError, ...] = (
    PushError(
        "Unregistered",
        "device",
        "The device no longer takes notifications of this app, as when the app was removed.",
        _GONE,
    ),
    PushError("ExpiredToken", "device", "The device's token has expired.", _GONE),
    PushError(
        "BadDeviceToken",
        "device",
        "The device's token is not valid, or is of Apple's other environment: there is one for "
        "development and one for production.",
        f"{_GONE} Where most devices fail, the app was built for the other environment.",
    ),
    PushError(
        "DeviceTokenNotForTopic",
        "settings",
        "The device's token is of an app with another bundle id than the one in the push settings.",
        f"{_COMPARE}: the topic must be the bundle id of the app that people have. Who has an app "
        "with a former bundle id needs the present one.",
    ),
    *(
        PushError(
            code,
            "settings",
            meaning,
            f"{_COMPARE}: key, key id, team id and bundle id must be valid and belong together.",
        )
        for code, meaning in _APPLE_SETTINGS.items()
    ),
    PushError(
        "PayloadTooLarge", "message", "The notification is larger than 4096 bytes.", _SHORTER
    ),
    PushError("PayloadEmpty", "message", "The notification is empty.", "Give it a text."),
    PushError("TooManyRequests", "message", "Too many requests for one device in a row.", _FEWER),
    *(PushError(code, "request", meaning, _FLIPLET) for code, meaning in _APPLE_REQUEST.items()),
    PushError("IdleTimeout", "service", "The connection to Apple was idle too long.", _WAIT),
    PushError("InternalServerError", "service", "Something failed at Apple.", _WAIT),
    PushError("ServiceUnavailable", "service", "Apple's service was not available.", _WAIT),
    PushError("Shutdown", "service", "Apple's server was being shut down.", _WAIT),
)

_UNREGISTERED = "The device's token is no longer registered, as when the app was removed."
_SENDER = "The device's token is of an app with another sender id (Firebase project)."
_GOOGLE_SETTINGS = f"{_COMPARE}: server key and sender id must be of the app's Firebase project."
_APPLE_KEY = "Google could not sign in to Apple for an Apple device."

GOOGLE: tuple[PushError, ...] = (
    PushError("NotRegistered", "device", _UNREGISTERED, _GONE),
    PushError("UNREGISTERED", "device", _UNREGISTERED, _GONE),
    PushError("InvalidRegistration", "device", "The device's token has not the right form.", _GONE),
    PushError("MissingRegistration", "request", "The request names no device.", _FLIPLET),
    PushError("MismatchSenderId", "settings", _SENDER, _GOOGLE_SETTINGS),
    PushError("SENDER_ID_MISMATCH", "settings", _SENDER, _GOOGLE_SETTINGS),
    PushError(
        "InvalidPackageName",
        "settings",
        "The device's token is of an app with another package name.",
        f"{_COMPARE}: the package name must be that of the app that people have.",
    ),
    PushError("InvalidApnsCredential", "settings", _APPLE_KEY, _GOOGLE_SETTINGS),
    PushError("THIRD_PARTY_AUTH_ERROR", "settings", _APPLE_KEY, _GOOGLE_SETTINGS),
    PushError("MessageTooBig", "message", "The notification is larger than 4096 bytes.", _SHORTER),
    PushError(
        "INVALID_ARGUMENT",
        "request",
        "Something in the request is not valid: the device's token, the package name, the size or "
        "another part.",
        f"{_FLIPLET} Where few devices fail, their tokens have not the right form.",
    ),
    PushError("InvalidParameters", "request", "A part of the request is not valid.", _FLIPLET),
    PushError("InvalidDataKey", "request", "The data use a name that is Google's own.", _FLIPLET),
    PushError("InvalidTtl", "request", "The time until which to try is not valid.", _FLIPLET),
    PushError("DeviceMessageRateExceeded", "message", "Too many messages to one device.", _FEWER),
    PushError("TopicsMessageRateExceeded", "message", "Too many messages to one topic.", _FEWER),
    PushError("QUOTA_EXCEEDED", "message", "More was sent than Google takes at a time.", _FEWER),
    PushError("Unavailable", "service", "Google's service was not available in time.", _WAIT),
    PushError("InternalServerError", "service", "Something failed at Google.", _WAIT),
    PushError("INTERNAL", "service", "Something failed at Google.", _WAIT),
    PushError("UNSPECIFIED_ERROR", "service", "Google says no more about it.", _WAIT),
)

_WNS_SETTINGS = f"{_COMPARE}: client id (package SID) and client secret must be of the app."

MICROSOFT: tuple[PushError, ...] = (
    PushError("410 Gone", "device", "The device's channel has expired.", _GONE),
    PushError("404 Not Found", "device", "The device's channel is not known to Microsoft.", _GONE),
    PushError("401 Unauthorized", "settings", "Microsoft refused the sign-in.", _WNS_SETTINGS),
    PushError(
        "403 Forbidden",
        "settings",
        "The device's channel is of another app than the one of the push settings.",
        _WNS_SETTINGS,
    ),
    PushError("400 Bad Request", "request", "A header of the request is not valid.", _FLIPLET),
    PushError("405 Method Not Allowed", "request", "The request was not a POST.", _FLIPLET),
    PushError("406 Not Acceptable", "message", "More was sent than Microsoft takes.", _FEWER),
    PushError(
        "413 Request Entity Too Large",
        "message",
        "The notification is larger than 5000 bytes.",
        _SHORTER,
    ),
    PushError("500 Internal Server Error", "service", "Something failed at Microsoft.", _WAIT),
    PushError("503 Service Unavailable", "service", "Microsoft's service was down.", _WAIT),
    PushError("channelthrottled", "message", "Too many notifications to one device.", _FEWER),
    PushError(
        "dropped",
        "device",
        "Microsoft dropped the notification, as when the user does not want any.",
        "Nothing: the user can switch them on in the settings of Windows.",
    ),
)
