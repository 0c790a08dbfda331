"""CSV exports as Fliplet's audit log screen writes them, for tests that need files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from data.sources.raw import RAW_FIELDS
from tests.raw_records import NOON, record


def csv_text(records: Iterable[Mapping[str, Any]]) -> str:
    """Records (see `tests.raw_records.record`) as the text of an export."""
    text = io.StringIO()
    writer = csv.DictWriter(text, RAW_FIELDS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in records:
        times = {
            name: f"{row[name]:%Y-%m-%dT%H:%M:%S.}{row[name].microsecond // 1000:03}Z"
            for name in ("createdAt", "updatedAt")
        }
        writer.writerow({**row, **times})
    return text.getvalue()


def write_csv(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """The export as a file."""
    path.write_text(csv_text(records), encoding="utf-8")
    return path


def numbered(count: int, start: int = 1) -> list[dict[str, Any]]:
    """`count` plain logs with ids from `start`, a minute apart, newest first."""
    return [
        record(
            "user.login",
            NOON + timedelta(minutes=n),
            id=n,
            user_type="app",
            user_email=f"u{n % 7}@example.com",
            appId=n % 3 + 1,
            app_name=f"App {n % 3 + 1}",
            data={"ip": f"10.0.0.{n % 9}", "n": n},
        )
        for n in range(start + count - 1, start - 1, -1)
    ]
