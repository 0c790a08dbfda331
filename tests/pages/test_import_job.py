"""Imports in the background: their order, their names, and what they leave behind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from data.engine import Store
from data.load import Progress, has_demo, load_batches, source_words
from pages.import_logs import names_of
from pages.shared import import_history, import_job
from pages.shared.import_job import Job, Jobs, import_folder, uploads
from pages.shared.import_progress import bytes_words, progress_words, seconds_words
from queries.run import current_batch
from tests.export_files import csv_text, numbered
from tests.raw_records import batch_of, record

BAD = "7777,not a time,,studio,user.login,,,,,,,,,,,,\n"


def folder_with(store: Store, jobs: Jobs | None = None, /, **files: str) -> Path:
    """A folder of uploads with files of that content, their names with `_` for `.`."""
    folder = (jobs or Jobs()).folder(store)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def ended(job: Job) -> Job:
    assert job.ended.wait(30)
    return job


def demo(store: Store) -> None:
    load_batches(store, [batch_of(record(id=1))], source="demo", kind="demo")


def test_files_are_told_by_their_names_wherever_they_lay(store: Store) -> None:
    text = csv_text(numbered(3)) + BAD
    for _ in range(2):
        folder = folder_with(store, a_csv=text, b_csv="nonsense")
        report = import_folder(store, folder)
    assert [str(problem).partition(" ")[0] for problem in report.problems] == ["b.csv:"]
    rejected = import_history.rejects(store, report.summary.import_id)
    assert list(rejected["file"]) == ["a.csv"]
    assert list(import_history.imports(store)["source"]) == ["a.csv, b.csv"] * 2
    assert import_history.reject_count(store, 1) == 0
    assert (report.summary.read, report.summary.duplicate, report.summary.rejected) == (4, 3, 1)


def test_the_demo_goes_when_logs_come(store: Store) -> None:
    demo(store)
    report = import_folder(store, folder_with(store, a_csv=csv_text(numbered(2, start=10))))
    assert report.demo_removed
    assert not has_demo(store)
    assert report.summary.new == 2


def test_the_demo_stays_when_nothing_can_be_read(store: Store) -> None:
    demo(store)
    report = import_folder(store, folder_with(store, a_csv="nonsense", b_json="", c_zip="no"))
    assert [problem.file for problem in report.problems] == ["a.csv", "b.json", "c.zip"]
    assert (report.summary.read, report.demo_removed) == (0, False)
    assert has_demo(store)


def test_one_import_runs_and_the_next_waits(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, jobs = threading.Event(), Jobs()
    real = import_job.import_folder

    def held_up(store: Store, folder: Path, **rest: object) -> object:
        assert go_on.wait(30)
        return real(store, folder)

    monkeypatch.setattr(import_job, "import_folder", held_up)
    first = jobs.submit(store, folder_with(store, jobs, a_csv=csv_text(numbered(2))))
    second = jobs.submit(store, folder_with(store, jobs, b_csv=csv_text(numbered(3, start=2))))
    for _ in range(200):
        if first.state == "running":
            break
        threading.Event().wait(0.01)
    assert (first.state, second.state) == ("running", "waiting")
    assert [job.names for job in jobs.of(store)] == [("a.csv",), ("b.csv",)]
    go_on.set()
    assert ended(second).state == "done"
    assert first.report
    assert second.report
    assert (first.report.summary.new, second.report.summary.new) == (2, 2)
    assert current_batch(store) == 2


def test_uploaded_files_are_gone_afterwards(store: Store) -> None:
    job = Jobs().submit(store, folder_with(store, a_csv=csv_text(numbered(2))))
    assert job.size > 100
    ended(job)
    assert store.path is not None
    assert list(uploads(store.path).iterdir()) == []
    assert job.progress is not None
    assert job.progress.read == 2


def test_a_failed_import_says_so_and_the_next_one_runs(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    jobs, real = Jobs(), import_job.import_folder

    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr(import_job, "import_folder", broken)
    first = ended(jobs.submit(store, folder_with(store, jobs, a_csv="x")))
    assert first.state == "failed"
    assert "disk on fire" not in first.error
    assert "disk on fire" in caplog.text
    assert not first.folder.exists()
    monkeypatch.setattr(import_job, "import_folder", real)
    assert ended(jobs.submit(store, folder_with(store, jobs, a_csv=csv_text(numbered(1))))).report


def test_what_a_stopped_dashboard_left_behind_is_removed(store: Store) -> None:
    assert store.path is not None
    left = uploads(store.path) / "left"
    left.mkdir(parents=True)
    (left / "a.csv").write_text("x")
    jobs = Jobs()
    first = jobs.folder(store)
    assert list(uploads(store.path).iterdir()) == [first]
    second = jobs.folder(store)
    assert set(uploads(store.path).iterdir()) == {first, second}


def test_rejects_as_csv_are_whole_and_harmless(store: Store) -> None:
    long = "9" * 3000
    rows = f'=1+1,not a time,,studio,user.login,,,{long},"a ""quoted"" cell",,,,,,,,\n'
    report = import_folder(store, folder_with(store, a_csv=csv_text(numbered(1)) + rows))
    text = import_history.rejects_csv(store, report.summary.import_id).decode("utf-8-sig")
    assert text.startswith("file,line,reason,text\r\n")
    assert long in text
    assert ",\"'=1+1,not a time" in text
    shown = import_history.rejects(store, report.summary.import_id)
    assert len(shown["text"].iloc[0]) == import_history.CLAMP + 1


def test_names_without_paths_and_no_two_the_same() -> None:
    given = ["a.csv", "x/a.csv", "C:\\logs\\a.csv", "..", "../../etc/b.csv", "\0", "2-a.csv"]
    names = names_of(given)
    assert len(set(names)) == len(given)
    assert names[:3] == ["a.csv", "2-a.csv", "3-a.csv"]
    assert all("/" not in name and "\\" not in name and name not in {"", ".."} for name in names)


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["a"], "a"),
        (["a", "b", "c"], "a, b, c"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 more"),
    ],
)
def test_files_in_a_line(names: list[str], shown: str) -> None:
    assert source_words(names) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (34_000_000, "34 MB"), (2e9, "2 GB")],
)
def test_sizes(size: float, shown: str) -> None:
    assert bytes_words(size) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.2, "1 s"), (59.4, "59 s"), (59.6, "1 min"), (3599, "1 h 0 min"), (4800, "1 h 20 min")],
)
def test_times_to_wait(seconds: float, shown: str) -> None:
    assert seconds_words(seconds) == shown


def test_progress_in_words() -> None:
    quarter = Progress("a.csv", 25_000_000, 100_000_000, 50_000, 49_000, 900, 100, 2.0)
    share, text = progress_words(quarter, 100_000_000)
    assert share == 0.25
    assert text == "25 MB of 100 MB · 50,000 rows · 25,000 rows/s · 6 s left"
    assert progress_words(None, 1_000_000) == (0.0, "Reading the first of 1 MB …")
    whole = Progress("a.csv", 10, 10, 1, 1, 0, 0, 0.0)
    assert progress_words(whole, 10) == (1.0, "10 B of 10 B · 1 row · 0 rows/s")
