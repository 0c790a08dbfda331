"""Stores on every engine, filled with logs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from data.engine import Store, close_store, open_store
from tests.builders import Log, load
from tests.queries.clickhouse import ClickHouse

MakeStore = Callable[..., Store]


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeStore]:
    """`embedded(*logs)`: a new embedded store that holds these logs."""
    folder = tmp_path_factory.mktemp("stores")
    urls: list[str] = []

    def make(*logs: Log) -> Store:
        urls.append(f"duckdb:///{folder / f'{len(urls)}.duckdb'}")
        store = open_store(urls[-1])
        return load(store, *logs) if logs else store

    yield make
    for url in urls:
        close_store(url)


@pytest.fixture(scope="session")
def clickhouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    """The one ClickHouse of this process."""
    server = ClickHouse(tmp_path_factory.mktemp("clickhouse"))
    yield server
    server.close()


@pytest.fixture(params=["duckdb", "clickhouse"])
def stocked(request: pytest.FixtureRequest, embedded: MakeStore) -> MakeStore:
    """`stocked(*logs)`: a new store on each engine in turn."""
    if request.param == "duckdb":
        return embedded
    server: ClickHouse = request.getfixturevalue("clickhouse")
    return lambda *logs: server.copy_of(embedded(*logs))
