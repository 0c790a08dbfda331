"""From what people name to what is read."""

from __future__ import annotations

import gc
import gzip
import io
import os
import tempfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO
from unittest import mock

import pytest

from data.errors import SourceUnreadable
from data.sources.files import Expansion, SourceFile, expand
from data.sources.read import read
from data.sources.streams import BLOCK_BYTES, gzip_stream
from tests.data.sources.build import Contents, cells, contents, table

CSV = table(cells())
TWO = table(cells(), cells(id="2"))


def _write(path: Path, content: str | bytes = CSV) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def _zip(path: Path, members: dict[str, str | bytes]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return str(path)


def _names(expansion: Expansion, base: Path) -> list[str]:
    return [file.name.removeprefix(f"{base}/") for file in expansion.files]


def _problems(expansion: Expansion, base: Path) -> list[str]:
    return [str(problem).removeprefix(f"{base}/") for problem in expansion.problems]


def _ids(file: SourceFile) -> list[str]:
    return [str(value) for value in contents(file).column("id")]


def test_a_file_is_itself_with_its_size(tmp_path: Path) -> None:
    path = _write(tmp_path / "logs.csv")
    (file,) = expand([path]).files
    assert (file.name, file.size) == (path, len(CSV))
    assert _ids(file) == _ids(file) == ["1"]


def test_a_folder_gives_its_exports_in_order(tmp_path: Path) -> None:
    for name in ("b.CSV", "a/z.json", "a/c.ndjson.gz", "a.jsonl", "notes.txt", "._b.csv", "x.csv~"):
        _write(tmp_path / name, gzip.compress(CSV.encode()) if "gz" in name else CSV)
    expansion = expand([str(tmp_path)])
    assert _names(expansion, tmp_path) == ["a.jsonl", "a/c.ndjson.gz", "a/z.json", "b.CSV"]
    assert not expansion.problems


def test_globs(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "sub/c.csv", "d.txt"):
        _write(tmp_path / name)
    assert _names(expand([f"{tmp_path}/*.csv"]), tmp_path) == ["a.csv", "b.csv"]
    assert _names(expand([f"{tmp_path}/**/*.csv"]), tmp_path) == ["a.csv", "b.csv", "sub/c.csv"]
    assert _problems(expand([f"{tmp_path}/*.json"]), tmp_path) == ["*.json: matches no file"]


def test_a_name_that_only_looks_like_a_glob(tmp_path: Path) -> None:
    path = _write(tmp_path / "logs[1].csv")
    assert [file.name for file in expand([path]).files] == [path]


def test_each_file_once_however_often_it_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv")
    _write(tmp_path / "b.csv")
    (tmp_path / "link.csv").symlink_to(path)
    named = [path, str(tmp_path), f"{tmp_path}/*.csv", f"{tmp_path}/./a.csv"]
    assert _names(expand(named), tmp_path) == ["a.csv", "b.csv"]


def test_good_ones_are_read_beside_bad_ones(tmp_path: Path) -> None:
    good = _write(tmp_path / "good.csv")
    (tmp_path / "empty").mkdir()
    _write(tmp_path / "other" / "notes.txt")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    bad = ["missing.csv", "empty", "other", "gone.csv"]
    expansion = expand([*(str(tmp_path / name) for name in bad), good])
    assert _names(expansion, tmp_path) == ["good.csv"]
    assert _problems(expansion, tmp_path) == [
        "missing.csv: does not exist",
        "empty: holds no .csv, .json, .ndjson, .jsonl, .zip file",
        "other: holds no .csv, .json, .ndjson, .jsonl, .zip file",
        "gone.csv: does not exist",
    ]


def test_what_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv")
    with mock.patch.object(Path, "open", side_effect=PermissionError(13, "Permission denied")):
        problems = _problems(expand([path]), tmp_path)
    assert problems == ["a.csv: may not be read (no permission)"]


def test_a_file_that_goes_away_before_it_is_read(tmp_path: Path) -> None:
    path = Path(_write(tmp_path / "a.csv"))
    (file,) = expand([str(path)]).files
    path.unlink()
    with pytest.raises(SourceUnreadable, match="does not exist"):
        contents(file)


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    plain = _write(tmp_path / "export.txt")
    packed = _write(tmp_path / "export", gzip.compress(CSV.encode()))
    wrong = _write(tmp_path / "not-packed.csv.gz")
    assert [_ids(file) for file in expand([plain, packed, wrong]).files] == [["1"]] * 3


def test_gzip_of_several_members_and_padding(tmp_path: Path) -> None:
    raw = gzip.compress(TWO[:80].encode()) + b"\0" * 700 + gzip.compress(TWO[80:].encode())
    (file,) = expand([_write(tmp_path / "a.csv.gz", raw + b"\0" * 9)]).files
    assert file.size == len(raw) + 9
    assert _ids(file) == ["1", "2"]
    with file.open() as stream:
        stream.read(1 << 20)
        assert stream.consumed == file.size


def test_what_decompresses_to_much_is_given_in_parts() -> None:
    packed = gzip.compress(b"x" * (20 * BLOCK_BYTES))
    with gzip_stream(io.BytesIO(packed)) as stream:
        sizes = [len(block) for block in iter(lambda: stream.read(1000), b"")]
    assert sum(sizes) == 20 * BLOCK_BYTES
    assert max(sizes) <= BLOCK_BYTES


def _until_damage(file: SourceFile) -> tuple[list[str], str]:
    """The ids read before a file turns out to be damaged, and what the damage is."""
    ids: list[str] = []
    try:
        for batch in read(file):
            ids += batch.table["id"].to_pylist()
            ids += [f"reject: {reject.reason}" for reject in batch.rejects]
    except SourceUnreadable as problem:
        return ids, problem.reason
    raise AssertionError("the damage went unnoticed")


def test_a_cut_gzip_file_gives_what_it_holds_and_then_says_so(tmp_path: Path) -> None:
    rows = table(*(cells(id=str(n), requestId=f"{n * 7919:x}") for n in range(5000)))
    packed = gzip.compress(rows.encode())
    (file,) = expand([_write(tmp_path / "a.csv.gz", packed[: len(packed) // 2])]).files
    ids, reason = _until_damage(file)
    assert reason == "the compressed data end too early"
    assert ids[:1000] == [str(n) for n in range(1000)]
    assert ids[-1].startswith("reject: cut off: ")


def test_a_damaged_gzip_file(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(TWO.encode()))
    packed[-8] ^= 1  # its checksum
    (file,) = expand([_write(tmp_path / "a.csv.gz", bytes(packed))]).files
    ids, reason = _until_damage(file)
    assert ids[:1] == ["1"]
    assert reason.startswith("the compressed data are damaged")


def test_members_of_an_archive_are_sources_of_their_own(tmp_path: Path) -> None:
    path = _zip(
        tmp_path / "a.zip",
        {
            "b.csv": TWO,
            "sub/a.json": "[]",
            "c.csv.gz": gzip.compress(CSV.encode()),
            "notes.txt": "x",
            "__MACOSX/._b.csv": "x",
        },
    )
    expansion = expand([path])
    assert _names(expansion, tmp_path) == ["a.zip/b.csv", "a.zip/c.csv.gz", "a.zip/sub/a.json"]
    assert [_ids(file) for file in expansion.files] == [["1", "2"], ["1"], []]
    with zipfile.ZipFile(path) as archive:
        assert expansion.files[0].size == archive.getinfo("b.csv").compress_size
    with expansion.files[0].open() as stream:
        stream.read(1 << 20)
        assert stream.consumed == expansion.files[0].size


def test_archives_without_anything_to_read(tmp_path: Path) -> None:
    nothing = _zip(tmp_path / "a.zip", {"notes.txt": "x"})
    empty = _zip(tmp_path / "b.zip", {})
    workbook = _zip(tmp_path / "c.xlsx", {"xl/workbook.xml": "x"})
    whole = Path(_zip(tmp_path / "d.zip", {"a.csv": CSV})).read_bytes()
    cut = _write(tmp_path / "d.zip", whole[:-30])
    problems = _problems(expand([nothing, empty, workbook, cut]), tmp_path)
    assert problems[:3] == [
        "a.zip: is an archive without a .csv, .json, .ndjson, .jsonl file",
        "b.zip: is an archive without a .csv, .json, .ndjson, .jsonl file",
        "c.xlsx: is a spreadsheet workbook; save it as CSV",
    ]
    assert problems[3].startswith("d.zip: is not a whole zip archive")


def test_members_under_a_password(tmp_path: Path) -> None:
    raw = bytearray(Path(_zip(tmp_path / "a.zip", {"a.csv": CSV, "b.csv": CSV})).read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first member in the directory
    expansion = expand([_write(tmp_path / "a.zip", bytes(raw))])
    assert _problems(expansion, tmp_path) == ["a.zip/a.csv: is protected by a password"]
    assert _names(expansion, tmp_path) == ["a.zip/b.csv"]


def test_a_damaged_member(tmp_path: Path) -> None:
    raw = bytearray(Path(_zip(tmp_path / "a.zip", {"a.csv": TWO})).read_bytes())
    raw[raw.index(b"PK\x01\x02") + 16] ^= 1  # its checksum in the directory
    (file,) = expand([_write(tmp_path / "a.zip", bytes(raw))]).files
    with pytest.raises(SourceUnreadable, match=r"a\.zip/a\.csv: .*damaged|unpacked"):
        contents(file)


class _Input:
    """Standard input: bytes that can be read once."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize("pack", [lambda raw: raw, gzip.compress])
def test_standard_input_can_be_read_again(
    monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr("sys.stdin", _Input(pack(TWO.encode())))
    (file,) = expand(["-"]).files
    assert file.name == "standard input"
    assert file.size == len(pack(TWO.encode()))
    assert _ids(file) == _ids(file) == ["1", "2"]


def test_the_copy_of_standard_input_is_gone_with_its_source(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copies: list[IO[bytes]] = []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    make = tempfile.TemporaryFile

    def remembered() -> IO[bytes]:
        copies.append(make())
        return copies[-1]

    monkeypatch.setattr("tempfile.TemporaryFile", remembered)
    monkeypatch.setattr("sys.stdin", _Input(TWO.encode()))
    (file,) = expand(["-"]).files
    assert not copies[0].closed
    assert list(tmp_path.iterdir()) == []
    del file
    gc.collect()
    assert copies[0].closed


def test_an_archive_on_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    archive = Path(_zip(tmp_path / "a.zip", {"a.csv": CSV, "b.csv": TWO})).read_bytes()
    monkeypatch.setattr("sys.stdin", _Input(archive))
    first, second = expand(["-"]).files
    assert (first.name, second.name) == ("standard input/a.csv", "standard input/b.csv")
    with first.open() as one, second.open() as other:
        assert one.read(100)[:20] == other.read(100)[:20] == CSV[:20].encode()
    del first
    gc.collect()
    assert _ids(second) == ["1", "2"]


def test_a_pipe_is_copied_like_standard_input(tmp_path: Path) -> None:
    path = str(tmp_path / "pipe")
    os.mkfifo(path)
    writer = threading.Thread(target=Path(path).write_text, args=(TWO,))
    writer.start()
    (file,) = expand([path]).files
    writer.join()
    read: list[Contents] = [contents(file), contents(file)]
    assert read[0].column("id") == read[1].column("id") == ["1", "2"]
