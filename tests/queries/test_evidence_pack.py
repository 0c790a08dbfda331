"""Evidence packs: what is in one, and that nothing in it can be changed unnoticed."""

from __future__ import annotations

import hashlib
import io
import json
import runpy
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from data.access import OWNER, Viewer
from data.engine import Store
from data.evidence import FACTS, LOGS, MEMBERS, README, SEAL, SUMS, PackUnreadable
from data.load import load_batches
from queries.evidence_check import main, verified
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
        assert main([str(saved(tmp_path, pack))]) == 0
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
    assert verified(path).problems == ()
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "2 logs" in said
    assert verified(path).seal in said


def test_the_command_is_one_of_the_data_commands(
    store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(store, *logs())
    monkeypatch.setattr(sys, "argv", ["data", "verify", str(saved(tmp_path, packed(store)))])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("data", run_name="__main__")
    assert stopped.value.code == 0
    assert "2 logs" in capsys.readouterr().out


def test_a_pack_without_logs_is_verified(store: Store, tmp_path: Path) -> None:
    load(store, *logs())
    path = saved(tmp_path, packed(store, window("2020-01-01", "2020-02-01")))
    found = verified(path)
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
        assert any(found.startswith(problem) for found in verified(path).problems), problem
        assert main([str(path)]) == 1
        assert "WRONG" in capsys.readouterr().out


def sealed(pack: bytes, **members: bytes) -> bytes:
    """The pack with files replaced, and with digests and seal made anew."""
    held = read(changed(pack, **members))
    sums = "".join(
        f"{hashlib.sha256(held[name]).hexdigest()}  {name}\n" for name in (LOGS, FACTS, README)
    ).encode()
    seal = f"{hashlib.sha256(sums).hexdigest()}\n".encode()
    return changed(pack, **members, SHA256SUMS=sums, SEAL=seal)


def problems(folder: Path, pack: bytes, seal: str | None = None) -> str:
    """What is wrong with a pack; the command says the same."""
    path = saved(folder, pack)
    found = verified(path, seal).problems
    assert main([str(path), *(["--seal", seal] if seal else [])]) == (1 if found else 0)
    return "\n".join(found)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda pack: pack[: len(pack) // 2], "pack.zip is no whole zip file"),
        (lambda pack: b"id,createdAt\n", "pack.zip is no whole zip file"),
        (lambda pack: b"", "pack.zip is no whole zip file"),
        (lambda pack: b"junk" + pack, "pack.zip has something before the zip file"),
        (lambda pack: pack + b"junk", "pack.zip has something behind the zip file"),
        (lambda pack: changed(pack, evidence_json=None), f"{FACTS} cannot be read"),
        (lambda pack: changed(pack, logs_csv=None), f"{LOGS} cannot be read"),
        (lambda pack: changed(pack, evidence_json=b"{"), f"{FACTS} cannot be read"),
        (lambda pack: changed(pack, SEAL=read(pack)[SEAL] + b"\n"), f"{SEAL} is not the digest"),
        (lambda pack: changed(pack, SEAL=b"  " + read(pack)[SEAL]), f"{SEAL} is not the digest"),
        (lambda pack: changed(pack, SEAL=read(pack)[SEAL].upper()), f"{SEAL} is not the digest"),
    ],
)
def test_a_damaged_pack_is_told_by_its_file(
    harm: Callable[[bytes], bytes], told: str, store: Store, tmp_path: Path
) -> None:
    load(store, *logs())
    assert told in problems(tmp_path, harm(packed(store)))


FALSE_FACTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"since": 5}, "has no such since"),
    ({"until": "tomorrow"}, "has no such until"),
    ({"logs": "2"}, "has no such logs"),
    ({"logs": 3}, "says logs: 3"),
    ({"notes": None}, "has no such notes"),
    ({"format": 2}, "is not of format 1"),
    ({"sentence": "All logs (UTC)"}, "says «All logs (UTC)», and its link «Logs from 1 Oct"),
    ({"sentence": "\ud800"}, "and its link «Logs from 1 Oct"),
    ({"link": "http://d/audit-log?user=bob"}, "has a link that was not made for a pack"),
    ({"link": "http://d/audit-log?since=x"}, "has a link that no dashboard understands"),
    ({"link": "http://[/audit-log"}, "has a link that no dashboard understands"),
    ({"zone": "UTC"}, "says zone: UTC, and its link says Europe/London"),
    ({"until": "2026-12-01T00:00:00Z"}, "says until: 2026-12-01T00:00:00Z, and its link"),
)


@pytest.mark.parametrize(("false", "told"), FALSE_FACTS)
def test_false_facts_are_found_in_a_pack_sealed_anew(
    false: dict[str, Any], told: str, store: Store, tmp_path: Path
) -> None:
    load(store, *logs())
    pack = packed(store)
    facts = json.loads(read(pack)[FACTS]) | false
    assert told in problems(tmp_path, sealed(pack, evidence_json=json.dumps(facts).encode()))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"2026-10-02T08", b"someday 08", f"{LOGS} cannot be read: log 2 was not written at"),
        (b"createdAt", b"writtenAt", f"{LOGS} cannot be read: log 1 was not written at"),
        (b"ann@x.com", b"ann\xff.com", f"{LOGS} cannot be read: 'utf-8' codec"),
        (b"2026-10-03T09", b"2026-10-01T09", f"{LOGS} is not in the order"),
        (b"2026-10-02T08", b"2026-09-02T08", f"{LOGS} has a log from before the window"),
        (b"2026-10-03T09", b"2026-11-03T09", f"{LOGS} has a log from after the window"),
    ],
)
def test_logs_that_cannot_be_are_found_in_a_pack_sealed_anew(
    old: bytes, new: bytes, told: str, store: Store, tmp_path: Path
) -> None:
    load(store, *logs())
    pack = packed(store)
    held = read(pack)[LOGS]
    assert old in held
    assert told in problems(tmp_path, sealed(pack, logs_csv=held.replace(old, new)))


def test_a_pack_that_was_edited_and_sealed_anew_has_not_the_seal_noted(
    store: Store, tmp_path: Path
) -> None:
    load(store, *logs())
    pack = packed(store)
    noted = verified(saved(tmp_path, pack)).seal
    edited = sealed(pack, logs_csv=read(pack)[LOGS].replace(b"ann@x.com", b"bob@x.com"))
    assert problems(tmp_path, edited) == ""
    assert f"{SEAL} is not the seal that was noted" in problems(tmp_path, edited, noted)
    assert problems(tmp_path, pack, noted.upper()) == ""
    with pytest.raises(SystemExit):
        main([str(saved(tmp_path, pack)), "--seal", "abc"])


def test_a_pack_with_the_seal_noted_may_be_in_words_of_another_version(
    store: Store, tmp_path: Path
) -> None:
    load(store, *logs())
    pack = packed(store)
    facts = json.loads(read(pack)[FACTS]) | {"sentence": "Logs of October"}
    older = sealed(pack, evidence_json=json.dumps(facts).encode())
    assert problems(tmp_path, older, hashlib.sha256(read(older)[SUMS]).hexdigest()) == ""


def test_no_byte_is_changed_unnoticed(store: Store, tmp_path: Path) -> None:
    """Whatever byte of the zip file is another one, the files are what they were or are told to be
    damaged."""
    load(store, *logs())
    pack = packed(store)
    held, path = read(pack), tmp_path / "pack.zip"
    for place in range(0, len(pack), 7):
        flipped = bytearray(pack)
        flipped[place] ^= (1, 0x80)[place % 2]
        path.write_bytes(flipped)
        assert verified(path).problems or read(bytes(flipped)) == held, place


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PackUnreadable, match=r"other\.zip"):
        verified(tmp_path / "other.zip")
    assert main([str(tmp_path / "other.zip")]) == 2
    assert "other.zip: No such file" in capsys.readouterr().err
