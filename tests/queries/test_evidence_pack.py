"""Evidence packs: what is in one, and that nothing in it can be changed unnoticed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from data.access import OWNER, Viewer
from data.command import main
from data.engine import Store
from data.evidence import FACTS, LOGS, MEMBERS, README, SEAL, SUMS, PackUnreadable, verify
from data.load import load_batches
from queries.evidence_pack import DEMO, RELATIVE, pack_chunks
from queries.export_stream import texts_of
from queries.filters import LogFilter
from tests.builders import NOW, load, log
from tests.queries.asking import window
from tests.queries.conftest import MakeStore
from tests.queries.exporting import exported
from tests.raw_records import batch_of

OCTOBER = window("2026-10-01", "2026-11-01", zone="Europe/London", apps=("1",))


def logs() -> tuple[dict[str, object], ...]:
    return (
        log("2026-10-02 08:00", app_id=1, app="Alpha", user="ann@x.com"),
        log("2026-10-03 09:00:00.25", app_id=1, app="Alpha", data={"a": "ü, \"b\""}),
        log("2026-10-04", app_id=2, app="Beta"),
        log("2026-11-04", app_id=1, app="Alpha"),
    )  # fmt: skip


def packed(
    store: Store,
    filter: LogFilter = OCTOBER,
    viewer: Viewer = OWNER,
    address: str = "http://d/",
) -> bytes:
    chunks = pack_chunks(filter, viewer, store=store, now=NOW, address=address)
    return b"".join(texts_of(chunks))


def read(pack: bytes) -> dict[str, bytes]:
    """The files of a pack."""
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def saved(folder: Path, pack: bytes) -> Path:
    path = folder / "pack.zip"
    path.write_bytes(pack)
    return path


def changed(pack: bytes, **members: bytes | None) -> bytes:
    """The pack with files replaced, or left out where None is given."""
    out = io.BytesIO()
    names = {name.replace(".", "_"): name for name in MEMBERS}
    with zipfile.ZipFile(io.BytesIO(pack)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = members.get(name.replace(".", "_"), old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name in set(members) - set(names):
            new.writestr(name, members[name] or b"")
    return out.getvalue()


def test_a_pack_holds_the_logs_and_what_was_asked_for(stocked: MakeStore) -> None:
    store = stocked(*logs())
    with zipfile.ZipFile(io.BytesIO(packed(store))) as pack:
        assert pack.namelist() == list(MEMBERS)
        assert pack.read(LOGS) == exported(store, OCTOBER)
        facts = json.loads(pack.read(FACTS))
        sums = pack.read(SUMS).decode()
        assert sums.splitlines() == [
            f"{hashlib.sha256(pack.read(name)).hexdigest()}  {name}"
            for name in (LOGS, FACTS, README)
        ]
        assert pack.read(SEAL).decode().strip() == hashlib.sha256(sums.encode()).hexdigest()
    assert facts["sentence"].startswith("Logs from 1 Oct 2026 01:00 to 1 Nov 2026 00:00")
    assert facts["link"].startswith("http://d/audit-log?window=custom&since=2026-10-01")
    assert (facts["logs"], facts["zone"]) == (2, "Europe/London")
    assert (facts["first"], facts["last"]) == (
        "2026-10-02T08:00:00.000Z",
        "2026-10-03T09:00:00.250Z",
    )
    assert "ORDER BY" in facts["sql"]
    assert "SELECT" in facts["sql"]


@pytest.mark.parametrize("address", ["http://d/", ""])
@pytest.mark.parametrize("zone", ["UTC", "Europe/London"])
def test_a_link_names_its_zone_and_says_when_it_is_relative(
    store: Store, address: str, zone: str
) -> None:
    load(store, *logs())
    filter = replace(OCTOBER, zone=zone)
    members = read(packed(store, filter, address=address))
    facts = json.loads(members[FACTS])
    page, _, query = facts["link"].partition("?")
    assert page == f"{address.rstrip('/')}/audit-log"
    assert parse_qs(query)["zone"] == [zone]
    assert LogFilter.from_query(parse_qs(query)) == filter
    assert facts["notes"] == ([] if address else [RELATIVE])
    assert ("The link is relative" in members[README].decode()) == (not address)


def test_a_pack_of_the_demo_organisation_says_so(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To everybody, whether they may see all imports or not."""
    batches = [batch_of(log("2026-10-02", app_id=1) | {"id": 1})]
    load_batches(store, batches, source="demo organisation", kind="demo")
    for viewer in (OWNER, Viewer("publisher", frozenset({1}))):
        pack = packed(store, viewer=viewer)
        members = read(pack)
        assert json.loads(members[FACTS])["notes"] == [DEMO]
        assert "demo organisation's: a program made them up" in members[README].decode()
        assert main(["verify", str(saved(tmp_path, pack))]) == 0
        assert DEMO in capsys.readouterr().out


def test_coverage_names_the_imports_to_who_sees_everything(store: Store) -> None:
    load(store, *logs())
    for viewer, known in ((OWNER, True), (Viewer("publisher", frozenset({1})), False)):
        with zipfile.ZipFile(io.BytesIO(packed(store, viewer=viewer))) as pack:
            facts = json.loads(pack.read(FACTS))
        assert (facts["coverage"] is not None) == known
        assert facts["logs"] == 2
    assert facts["apps_seen"] == [1]


def test_what_was_made_is_verified(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(store, *logs())
    path = saved(tmp_path, packed(store))
    assert verify(path).problems == ()
    assert main(["verify", str(path)]) == 0
    said = capsys.readouterr().out
    assert "2 logs" in said
    assert verify(path).seal in said


def test_a_pack_without_logs_is_verified(store: Store, tmp_path: Path) -> None:
    load(store, *logs())
    path = saved(tmp_path, packed(store, window("2020-01-01", "2020-02-01")))
    found = verify(path)
    assert found.problems == ()
    assert (found.facts["logs"], found.facts["first"]) == (0, None)


def test_every_change_is_found(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(store, *logs())
    whole = packed(store)
    with zipfile.ZipFile(io.BytesIO(whole)) as pack:
        held = {name: pack.read(name) for name in MEMBERS}
    fewer = held[LOGS].rsplit(b"\n", 2)[0] + b"\n"
    sealed = held[SUMS].replace(
        hashlib.sha256(held[LOGS]).hexdigest().encode(), hashlib.sha256(fewer).hexdigest().encode()
    )
    seal = hashlib.sha256(sealed).hexdigest().encode()
    cases = {
        f"{LOGS} is not what it was": changed(whole, logs_csv=fewer),
        f"{FACTS} is not what it was": changed(
            whole, evidence_json=held[FACTS].replace(b"Europe/London", b"Europe/Berlin")
        ),
        f"{SEAL} is not the digest": changed(whole, SHA256SUMS=sealed, logs_csv=fewer),
        f"{FACTS} says logs: 2": changed(whole, logs_csv=fewer, SHA256SUMS=sealed, SEAL=seal),
        "more.csv is no part": changed(whole, **{"more.csv": b"x"}),
    }
    for problem, pack_bytes in cases.items():
        path = saved(tmp_path, pack_bytes)
        assert any(found.startswith(problem) for found in verify(path).problems), problem
        assert main(["verify", str(path)]) == 1
        assert "WRONG" in capsys.readouterr().out


@pytest.mark.parametrize("harm", ["cut", "text", "missing", "without facts", "no JSON"])
def test_what_is_no_pack_is_told(harm: str, store: Store, tmp_path: Path) -> None:
    load(store, *logs())
    whole = packed(store)
    harmed = {
        "cut": whole[: len(whole) // 2],
        "text": b"id,createdAt\n",
        "missing": whole,
        "without facts": changed(whole, evidence_json=None),
        "no JSON": changed(whole, evidence_json=b"{"),
    }[harm]
    path = saved(tmp_path, harmed)
    path = path.with_name("other.zip") if harm == "missing" else path
    with pytest.raises(PackUnreadable, match=path.name if harm != "no JSON" else FACTS):
        verify(path)
    assert main(["verify", str(path)]) == 2
