"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.engine import Store, close_store, open_store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty embedded store of its own, which is also what `AUDIT_STORE` names."""
    url = f"duckdb:///{tmp_path / 'store.duckdb'}"
    monkeypatch.setenv("AUDIT_STORE", url)
    yield open_store(url)
    close_store(url)
