"""The ledger's file: opened or refused, and written all or nothing."""

import sqlite3
from pathlib import Path

import pytest

from lenswatch.core.errors import StorageError, WorkspaceError
from lenswatch.ledger.store import Store

INSERT = "INSERT INTO lease (name, holder, acquired_at, expires_at) VALUES (?, 'h', 't', 't')"


def names(store: Store) -> list[str]:
    return [name for (name,) in store.connection.execute("SELECT name FROM lease ORDER BY name")]


def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "ledger.sqlite") as first, first.transaction() as connection:
        connection.execute(INSERT, ("a",))
    with Store.open(tmp_path / "ledger.sqlite") as second:
        assert names(second) == ["a"]


def test_it_keeps_a_write_ahead_log_and_its_references(store: Store) -> None:
    assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.transaction() as connection:
            connection.execute(INSERT, ("a",))
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail()

    assert names(store) == []


def test_an_inner_transaction_falls_with_the_outer_one(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            with store.transaction() as inner:
                inner.execute(INSERT, ("a",))
            raise RuntimeError("after the inner one")

    with pytest.raises(RuntimeError):
        fail()

    assert names(store) == []


def test_after_a_failure_the_next_transaction_works(store: Store) -> None:
    with pytest.raises(StorageError), store.transaction() as connection:
        connection.execute("INSERT INTO no_such_table VALUES (1)")
    with store.transaction() as connection:
        connection.execute(INSERT, ("b",))

    assert names(store) == ["b"]


def test_another_writer_is_named_as_the_reason(store: Store, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.connection.execute("PRAGMA busy_timeout=0")
    with pytest.raises(StorageError, match=r"locked.*nothing already recorded was lost"), store.transaction():
        pass
    other.close()


def test_a_full_disk_keeps_what_was_committed(store: Store) -> None:
    with store.transaction() as connection:
        connection.execute(INSERT, ("kept",))
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageError, match="full"), store.transaction() as connection:
        connection.execute(INSERT, ("x" * 1_000_000,))

    assert names(store) == ["kept"]


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_text("not SQLite, and long enough to have a header " * 40, encoding="utf-8")

    with pytest.raises(StorageError, match=r"ledger\.sqlite: the ledger cannot be opened"):
        Store.open(path)


def test_a_ledger_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        Store.open(tmp_path / "missing" / "ledger.sqlite")


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Store.open(path) as store:
        store.connection.execute("PRAGMA user_version=999")

    with pytest.raises(WorkspaceError, match="schema 999"):
        Store.open(path)

    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (999,)
    connection.close()
