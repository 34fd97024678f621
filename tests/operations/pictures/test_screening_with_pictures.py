"""Screening the ledger with pictures: read once, put off and taken up again, and history kept."""

from collections.abc import Callable

from lenswatch.core.picture_note import PictureProblem
from lenswatch.core.signal import SignalSource
from lenswatch.core.verdict import Band
from lenswatch.operations.screening import screen_ledger
from tests.operations.pictures.team import Team

Make = Callable[..., Team]


def test_a_listing_is_caught_by_what_its_picture_says_alone(team_with: Make) -> None:
    team = team_with()
    team.draw("a.png", "navy")
    team.list_one("1", "北欧风挂钟 静音", "a.png")
    summary = team.screen()

    verdict = team.verdict("1")
    assert verdict.band is not Band.CLEAR
    assert {one.source for one in verdict.signals if one.weight > 0} >= {SignalSource.OCR}
    assert (summary.pictures.judged, dict(summary.pictures.problems)) == (1, {})


def test_what_the_run_had_no_time_for_is_read_by_the_next_and_the_earlier_verdict_is_kept(team_with: Make) -> None:
    team = team_with(most_text_seconds=0)
    team.draw("a.png", "navy")
    team.list_one("1", "北欧风挂钟 静音", "a.png")

    assert team.screen().pictures.problems == {PictureProblem.TEXT_BEYOND_RUN: 1}
    assert team.verdict("1").band is Band.CLEAR

    team.workspace.config.pictures.__dict__["most_text_seconds"] = 60.0
    assert team.screen().screened == 1
    assert team.verdict("1").band is not Band.CLEAR
    assert team.store.connection.execute("SELECT count(*) FROM verdict_superseded").fetchone() == (1,)
    assert team.screen().screened == 0


def test_without_a_change_nothing_is_judged_or_read_twice(team_with: Make) -> None:
    team = team_with()
    team.draw("a.png", "navy")
    team.list_one("1", "北欧风挂钟 静音", "a.png")
    team.list_one("2", "毛巾")
    team.screen()
    before = team.verdict("1")

    assert team.screen().screened == 0
    assert (team.verdict("1"), team.reader.reads) == (before, 1)


def test_a_replay_starts_from_the_readings_and_comes_to_the_same_verdict(team_with: Make) -> None:
    team = team_with()
    team.draw("a.png", "navy")
    team.list_one("1", "北欧风挂钟 静音", "a.png")
    team.screen()
    before = team.verdict("1")
    team.store.connection.execute("DELETE FROM verdict")
    team.screen()

    assert (team.verdict("1"), team.reader.reads) == (before, 1)


def test_the_extra_installed_later_has_the_pictures_read(team_with: Make) -> None:
    team = team_with()
    team.draw("a.png", "navy")
    team.list_one("1", "北欧风挂钟 静音", "a.png")

    assert team.screen(reads=False).pictures.problems == {PictureProblem.NO_TEXT_READER: 1}
    assert team.screen().screened == 1


def test_words_alone_judge_as_before_and_leave_what_pictures_said(team_with: Make) -> None:
    team = team_with()
    team.draw("a.png", "navy")
    team.list_one("1", "北欧风挂钟 静音", "a.png")
    team.screen()
    before = team.verdict("1")

    assert screen_ledger(team.store, team.screener, team.clock).screened == 0
    assert team.verdict("1") == before


def test_no_path_leads_out_of_the_folder(team_with: Make) -> None:
    team = team_with()
    team.draw("a.png", "navy")
    (team.workspace.root / "secret.png").write_bytes((team.pictures / "a.png").read_bytes())
    (team.pictures / "link.png").symlink_to(team.workspace.root / "secret.png")
    outside = ("../secret.png", str(team.workspace.root / "secret.png"), "link.png", "a.png\0", "none.png")
    team.list_one("1", "北欧风挂钟", *outside)
    team.screen()

    problems = [note.problem for note in team.verdict("1").pictures]
    assert problems == [PictureProblem.OUTSIDE_FOLDER] * 3 + [PictureProblem.UNREADABLE, PictureProblem.NOT_HELD]
    assert team.verdict("1").pictures_judged == 0
