"""`python -m pages.start`: serve the dashboard, or say where it is being served already."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from urllib.request import ProxyHandler, build_opener

from data.engine import open_store
from data.errors import AuditLogError, StoreBusy
from data.owner import Owner, read_owner
from data.settings import settings, store_path

DASHBOARD = Path(__file__).resolve().parents[1] / "dashboard.py"
HOST = "127.0.0.1"
"""Without sign-in, no other machine may connect."""

FIRST_PORT = 8501
PORTS_TRIED = 100
PATIENCE = 30.0
"""Seconds a dashboard may take from holding its store to answering."""

DONE, FAILED = 0, 2


class NoFreePort(AuditLogError):
    """Every port that was tried is taken."""


class SilentDashboard(AuditLogError):
    """Whoever has the store is no dashboard that answers."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the dashboard until stopped; returns 0 then, and also when it is being served already.

    Returns 2, with the reason on standard error, when that cannot be done.
    """
    args = _parser().parse_args(arguments)
    for asked_to_stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked_to_stop, _stop)
    try:
        running = running_dashboard()
        if running is None:
            _serve(free_port(args.port))
        else:
            print(f"The audit log dashboard is running already: {running}")
    except AuditLogError as error:
        print(error, file=sys.stderr)
        return FAILED
    return DONE


def running_dashboard(patience: float = PATIENCE) -> str | None:
    """The address of the dashboard that has this store; None when this process may serve it.

    Takes an embedded store for this process where it is free, so that of two that start together
    one serves and the other finds it. A holder that is still starting is waited for, `patience`
    seconds at most; then raises SilentDashboard. A command (an import) is not waited for: the
    dashboard starts, says what it waits for, and takes the store when it is free.
    """
    deadline = time.monotonic() + patience
    while True:
        owner = _holder()
        if owner and owner.url and answers(owner.url):
            return owner.url
        if _take_store() or (owner and owner.url is None):
            return None
        if time.monotonic() > deadline:
            raise SilentDashboard(_in_the_way(owner))
        time.sleep(0.2)


def free_port(first: int) -> int:
    """The first port from `first` on that nothing listens on. Raises NoFreePort after 100 tries."""
    last = min(first + PORTS_TRIED, 65_536) - 1
    for port in range(first, last + 1):
        with socket.socket() as listener:
            # As the server binds: a port that was closed a moment ago is free.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((HOST, port))
            except OSError:
                continue
        if port != first:
            print(f"Port {first} is taken; using {port}.", flush=True)
        return port
    raise NoFreePort(f"No free port from {first} to {last}; choose another with PORT=…")


def answers(url: str) -> bool:
    """True when a Streamlit server at `url` says that it is well."""
    # A proxy named in the environment does not know this machine's own address.
    direct = build_opener(ProxyHandler({}))
    try:
        with direct.open(f"{url}/_stcore/health", timeout=1) as reply:
            return bool(reply.read(16) == b"ok")
    except OSError:
        return False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pages.start", description=__doc__)
    parser.add_argument(
        "--port",
        type=_port,
        default=os.environ.get("PORT") or str(FIRST_PORT),
        help="the first port to try (default: PORT, else %(default)s)",
    )
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return int(text)


def _stop(signal_number: int, _frame: object) -> NoReturn:
    raise SystemExit(DONE)


def _holder() -> Owner | None:
    path = store_path(settings().store_url)
    return read_owner(path) if path else None


def _take_store() -> bool:
    """False when another process has the embedded store."""
    try:
        open_store()
    except StoreBusy:
        return False
    except AuditLogError as error:
        # The dashboard starts all the same and shows this to whoever looks.
        logging.getLogger(__name__).warning("%s", error)
    return True


def _in_the_way(owner: Owner | None) -> str:
    if owner is None:
        return "Another process has the store and does not say which it is; stop it first."
    return (
        f"Process {owner.pid} has the store but does not answer at {owner.url}. "
        f"Stop it (kill {owner.pid}), then start again."
    )


def _serve(port: int) -> None:
    """Run Streamlit in this process on `port` and print the address once it answers.

    Leaves by SystemExit: 0 when asked to stop, Streamlit's own code when it cannot start.
    """
    # Half a second of imports that "running already" can do without.
    from streamlit.web import cli

    # Uvicorn greets and takes leave in eight lines; warnings and errors are what matters.
    logging.getLogger("uvicorn.error").addFilter(lambda line: line.levelno >= logging.WARNING)
    threading.Thread(target=_announce, args=(f"http://{HOST}:{port}",), daemon=True).start()
    where = ["--server.address", HOST, "--server.port", str(port)]
    cli.main(
        ["run", str(DASHBOARD), *where, "--logger.hideWelcomeMessage", "true"],
        prog_name="streamlit",
        standalone_mode=False,
    )


def _announce(url: str) -> None:
    while not answers(url):
        time.sleep(0.05)
    print(f"Audit log dashboard: {url}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
