"""The stores that the contract tests ask: empty, of one log, and of many kinds of logs."""

from __future__ import annotations

from typing import Any

from data.engine import Store
from tests.builders import log, push
from tests.queries.conftest import MakeStore


def contract_stores(embedded: MakeStore) -> dict[str, Store]:
    """The stores by name."""
    one = log("2026-10-05 10:15:30", "user.login", user="ann@x.com", app_id=1, app="Shop")
    mail = {"messageId": "m-1", "to": "ann@x.com"}
    given: dict[str, Any] = {
        "user": {"email": "bob@x.com"},
        "role": "editor",
        "deviceId": "d-1",
        "ip": "10.0.0.1",
    }
    given |= {"device": {"model": "Pixel 8"}, "appVersion": "1.0", "_os": "Android"}
    given |= {"_analyticsSessionId": "v-1", "_pageId": 7, "_platform": "native"}
    ones = {
        "one admin": "organization.user.create",
        "one access": "app.user.create",
        "one profile": "user.update",
        "one second factor": "organization.user.twofactor.remove",
        "one visit": "app.view",
        "one failure": "user.login.failed",
        "one file": "mediaFile.remove",
        "one AI request": "ai.completions",
        "one event": "app.analytics.event",
        "one SMS": "sms.2fa",
        "one read": "dataSource.export",
        "one write": "dataSource.import",
        "one unclassified": "dataSource.lock",
        "one build": "app.submission.build",
        "one unpublished": "app.publish.web.remove",
        "one address": "app.publish.web.update",
        "one change": "app.page.update",
    }
    features = (
        "sms.validate",
        "mediaFile.update",
        "mediaFile.remove",
        "ai.image",
        "app.analytics.event",
    )
    place = {"mediaFileId": 1, "category": "list", "to": "+44 1", "error": "off"}
    shown: dict[str, Any] = {
        "_analyticsSessionId": "s-1",
        "_pageId": 7,
        "_platform": "web",
        "appVersion": "2.1",
    }
    shown |= {"device": {"uuid": "d-1", "model": "Pixel 8"}, "_os": "Android"}
    mine = [
        log(f"2026-10-{day:02} {day:02}:20", kind, user=f"u{day % 3}@x.com", app_id=1, app="Shop")
        for day in range(1, 22)
        for kind in ("user.login", "user.login.failed", "app.view", "email.bounced")
    ] + [
        push("2026-10-07 09:00", success=2, failure=1, app_id=1),
        log("2026-10-05 10:30", "app.publish", user="u1@x.com", app_id=1, app="Shop"),
        log("2026-10-06 10:30", "app.page.update", user="u1@x.com", app_id=1, app="Shop"),
        log("2026-10-07 10:30", "app.publish.web.create", user="u2@x.com", app_id=1, app="Shop"),
        log("2026-10-07 11:30", "app.submission.build", app_id=1, data={"appSubmissionId": 7}),
        log("2026-10-07 12:30", "app.submission.report", app_id=1, data={"appSubmissionId": 7}),
        log("2026-10-06 10:30", "email.communicate", app_id=1, data=mail),
        log("2026-10-06 10:29", "email.validate", app_id=1, data={**mail, "messageId": "m-2"}),
        log("2026-10-06 10:31", "email.bounced", app_id=1, data={**mail, "messageId": "m-2"}),
        *(
            log(
                f"2026-10-{day:02} {day:02}:25",
                kind,
                user=f"u{day % 3}@x.com",
                app_id=1,
                data={**place, "mediaFolderId": day},
            )
            for day in (1, 6, 7, 8)
            for kind in features
        ),
        *(
            log(f"2026-10-{day:02} {hour}:05", kind, user="u1@x.com", app_id=1, dataSourceId=7)
            for day, hours in ((2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (8, 2), (9, 3), (15, 4))
            for hour in range(10, 10 + hours)
            for kind in ("dataSource.export", "dataSource.import", "dataSource.lock")
        ),
        *(
            log(f"2026-10-06 10:{minute}", "app.view", app_id=1, user="u1@x.com", data=shown)
            for minute in (20, 29, 40)
        ),
    ]
    others = [
        log("2026-10-06 08:00", "user.login.sso", user="eve@x.com", app_id=2, app="Secret"),
        log("2026-10-07 08:00", "email.rejected", user="eve@x.com", app="Shop"),
        log("2026-10-08 08:00", "secret.type", category="studio", user="eve@x.com"),
        push("2026-10-08 09:00", success=9, failure=9, app_id=2),
        log("2026-10-05 08:00", "mediaFile.update", app_id=2, data={**place, "mediaFolderId": 99}),
        log("2026-10-09 08:00", "mediaFile.restore", app_id=2, data=place),
        log("2026-10-09 08:00", "sms.communicate", app_id=2, data={"status": "delivered"}),
        *(
            log("2026-10-09 08:00", kind, user="u1@x.com", app_id=2, dataSourceId=source)
            for kind in ("dataSource.export", "dataSource.entry.create", "dataSource.lock")
            for source in (7, 8)
        ),
        log("2026-10-06 10:10", "app.view", app_id=2, user="eve@x.com", data=shown),
        log("2026-10-06 10:00", "app.publish", app_id=2),
        log("2026-10-06 11:00", "app.page.update", user="u1@x.com", app_id=2),
        log("2026-10-06 12:00", "app.submission.report", app_id=2, data={"appSubmissionId": 7}),
        log("2026-10-08 08:00", "email.communicate", app_id=2, data={**mail, "messageId": "m-3"}),
    ]
    return {
        "empty": embedded(),
        "one": embedded(one),
        "one email": embedded(log("2026-10-05 10:15:30", "email.communicate", data=mail)),
        "one Studio email": embedded(
            log("2026-10-05 10:15:30", "email.communicate", data=mail, category="studio")
        ),
        "one app error": embedded(
            log("2026-10-05 10:15:30", "app.error.live", app_id=1, data={"message": "No"})
        ),
        "one push": embedded(push("2026-10-05 10:15:30", success=1, failure=0)),
        "one failed push": embedded(push("2026-10-05 10:15:30", success=0, failure=1)),
        "one launch": embedded(log("2026-10-05 10:15:30", "app.publish.web.create", app_id=1)),
        "one bounce": embedded(log("2026-10-05 10:15:30", "email.bounced", data=mail)),
        "one key": embedded(log("2026-10-05 10:15:30", data={"note": "x"})),
        "one short address": embedded(log("2026-10-05 10:15:30", user="ux@x.com")),
        "one to Studio": embedded(log("2026-10-05 10:15:30", "user.login", category="studio")),
        **{
            name: embedded(
                log(
                    "2026-10-05 10:15:30",
                    kind,
                    user="ann@x.com",
                    data=given,
                    session=5,
                    dataSourceId=7,
                )
            )
            for name, kind in ones.items()
        },
        "mine": embedded(*mine),
        "mixed": embedded(*mine, *others),
    }
