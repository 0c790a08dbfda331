"""The import page: from a dropped file to the summary, the rejects and the history."""

from __future__ import annotations

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from data.engine import Store
from data.load import load_batches
from pages import import_logs
from pages.shared.import_job import Jobs, uploads
from tests.builders import load, log
from tests.export_files import csv_text, numbered
from tests.pages.at_page import at_page, choose, said, table
from tests.pages.conftest import Open
from tests.raw_records import batch_of

BAD = '7777,"not <b>a</b> time",,studio,user.login,,,,,,,,,,,,\n'


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch, store: Store) -> Jobs:
    """The imports of a process that has just started, with a store that holds one log."""
    load(store, log("2026-11-22 09:00", id=99))
    fresh = Jobs()
    monkeypatch.setattr(import_logs, "JOBS", fresh)
    return fresh


def dropped(app: AppTest, **files: str) -> AppTest:
    """The page after files were dropped on it, their names with `_` for `.`."""
    given = [(name.replace("_", "."), text.encode(), "") for name, text in files.items()]
    return app.file_uploader[0].set_value(given).run()


def imported(app: AppTest, jobs: Jobs, store: Store, **files: str) -> AppTest:
    """The page after these files were imported."""
    dropped(app, **files).button(key="import_start").click().run()
    assert all(job.ended.wait(30) for job in jobs.of(store))
    return app.run()


def test_a_file_is_imported_and_told_of(store: Store, opened: Open, jobs: Jobs) -> None:
    app = dropped(at_page(opened, "import"), audit_csv=csv_text(numbered(3)) + BAD)
    assert app.button(key="import_start").label.startswith("Import 1 file (")
    app = imported(app, jobs, store, audit_csv=csv_text(numbered(3)) + BAD)
    assert "Import of `audit.csv`" in said(app)
    assert "4 records read: 3 new, 0 there already, 1 rejected." in said(app)
    assert "The logs are from 10 Mar 2026 12:01 to 10 Mar 2026 12:03 (UTC)." in said(app)
    rejected = app.dataframe[0].value
    assert list(rejected["line"]) == [5]
    assert "not <b>a</b> time" in rejected["reason"].iloc[0]
    assert "not <b>a</b> time" in rejected["text"].iloc[0]
    assert app.get("download_button")
    assert not app.file_uploader[0].value
    history = table(app, "import_history").value
    assert list(history["source"]) == ["audit.csv", "test"]
    assert list(history["rejected"]) == [1, 0]
    assert list(history["state"]) == ["Done", "Done"]


def test_files_that_cannot_be_read_are_named_with_the_reason(
    store: Store, opened: Open, jobs: Jobs
) -> None:
    app = imported(
        at_page(opened, "import"), jobs, store, a_csv="x<b>y", b_zip="no", c_csv=csv_text([])
    )
    assert "could not be read" in said(app)
    for name in ("a.csv", "b.zip"):
        assert f"<strong>{name}</strong>" in said(app)
    assert "x<b>" not in said(app)


def test_the_same_file_again_is_there_already(store: Store, opened: Open, jobs: Jobs) -> None:
    app = at_page(opened, "import")
    imported(app, jobs, store, a_csv=csv_text(numbered(3)))
    app = imported(app, jobs, store, a_csv=csv_text(numbered(3)))
    assert "3 records read: 0 new, 3 there already, 0 rejected." in said(app)
    assert list(table(app, "import_history").value["duplicate"]) == [3, 0, 0]


def test_an_import_can_be_hidden_and_the_history_keeps_it(
    store: Store, opened: Open, jobs: Jobs
) -> None:
    app = imported(at_page(opened, "import"), jobs, store, a_csv=csv_text(numbered(1)))
    app.button(key="import_hide_1").click().run()
    assert "record read" not in said(app)
    assert list(table(app, "import_history").value["source"]) == ["a.csv", "test"]


def test_the_page_says_that_the_demo_goes(
    store: Store, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs()
    monkeypatch.setattr(import_logs, "JOBS", jobs)
    load_batches(store, [batch_of(log("2026-11-22", id=1))], source="demo", kind="demo")
    app = dropped(at_page(opened, "import"), a_csv="x")
    assert "The demo organisation goes as soon as" in said(app)
    app = imported(app, jobs, store, a_csv=csv_text(numbered(2)))
    assert "The demo organisation was removed first." in said(app)
    assert list(table(app, "import_history").value["state"]) == ["Done", "Removed again"]


def test_a_row_of_the_history_shows_what_it_rejected(
    store: Store, opened: Open, jobs: Jobs
) -> None:
    app = imported(at_page(opened, "import"), jobs, store, a_csv=csv_text(numbered(1)) + BAD)
    app.button(key="import_hide_1").click().run()
    app = choose(app, "import_history", cells=[[0, "source"]])
    assert "a.csv: 2 records read: 1 new, 0 there already, 1 rejected." in said(app)
    assert len(app.dataframe) == 2


def test_an_import_that_goes_on_is_found_again(
    store: Store, opened: Open, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Jobs, "_work", lambda self: None)
    app = dropped(at_page(opened, "import"), a_csv=csv_text(numbered(1)))
    app.button(key="import_start").click().run()
    job = jobs.of(store)[0]
    app = at_page(opened, "import")
    assert "Waiting for the import before it: `a.csv`" in said(app)
    job.state = "running"
    assert "Importing `a.csv`" in said(app.run())
    assert "It goes on when you leave this page." in said(app)
    job.state, job.error = "failed", "The disk is full."
    assert "The disk is full." in said(app.run())


def test_a_full_disk_is_said_and_nothing_stays(
    store: Store, opened: Open, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    app = dropped(at_page(opened, "import"), a_csv=csv_text(numbered(1)))
    monkeypatch.setattr(shutil, "copyfileobj", full)
    app.button(key="import_start").click().run()
    assert "could not be put beside the store: No space left on device." in said(app)
    assert jobs.of(store) == []
    assert store.path is not None
    assert list(uploads(store.path).iterdir()) == []
