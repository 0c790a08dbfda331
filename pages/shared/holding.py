"""The dashboard's hold on its store: opened once a process, named as its holder, let go at the end.

An embedded store belongs to one process. Where another one has it the dashboard still starts, says
who that is, and takes the store as soon as it is free.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, asynccontextmanager
from typing import Any

import streamlit as st

from data.engine import Store, close_store, open_store
from data.errors import AuditLogError
from data.ledger import Summary
from data.load import load_demo
from data.owner import owning
from pages.shared.contents import contents

log = logging.getLogger(__name__)


class Holding:
    """The store of this process and the demo organisation being loaded into it, if it is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hold: ExitStack | None = None
        self._held: str | None = None
        self._demo: Future[Summary] | None = None

    def store(self) -> Store:
        """The open store. Raises StoreBusy, StoreUnusable."""
        with self._lock:
            store = open_store()
            if self._held != store.url:
                self._take(store)
            return store

    def _take(self, store: Store) -> None:
        self._drop()
        self._hold, self._held = ExitStack(), store.url
        self._hold.callback(close_store, store.url)
        if store.path is not None:
            self._hold.enter_context(owning(store.path, "dashboard", address()))
        if store.root is not None and contents(store).untouched:
            self._demo = _begin_demo(store)

    def begin_demo(self) -> None:
        """Begin to load the demo organisation, if that has not begun."""
        store = self.store()
        with self._lock:
            self._demo = self._demo or _begin_demo(store)

    def loading_demo(self) -> bool:
        """True from when the demo organisation begins to be loaded until it was waited for."""
        return self._demo is not None

    def wait_for_demo(self) -> None:
        """Return when the demo organisation is there. Raises, once, what kept it away."""
        loading = self._demo
        if loading is not None:
            wait([loading])
            self._demo = None
            loading.result()

    def release(self) -> None:
        """Close the store, once nothing is being loaded, and stop naming this process."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._demo is not None:
            wait([self._demo])
        if self._hold is not None:
            self._hold.close()
        self._hold = self._held = self._demo = None


HOLDING = Holding()


def _begin_demo(store: Store) -> Future[Summary]:
    worker = ThreadPoolExecutor(1, "demo")
    loading = worker.submit(load_demo, store)
    worker.shutdown(wait=False)
    return loading


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Take the store before the first visit and let it go after the last."""
    try:
        HOLDING.store()
    except AuditLogError as error:
        log.warning("%s", error)
    try:
        yield
    finally:
        HOLDING.release()


def address() -> str:
    """Where this dashboard is reached: http://127.0.0.1:8501."""
    host = st.get_option("server.address") or "localhost"
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    shown = f"[{host}]" if ":" in host else host
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{scheme}://{shown}:{st.get_option('server.port')}" + (f"/{base}" if base else "")
