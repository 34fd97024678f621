import json
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest
import skimage.data

from lenswatch.cli import main

Run = Callable[..., int]
MANUAL = "按住复位孔五秒，指示灯熄灭即进入配对，打开应用后输入无线网络密码，等待提示音响起即可在手机上看到画面。" * 2
SAID = ("--source", "鉴定 2026-118", "--legal-basis", "合同第9条", "--by", "李雷")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C")

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(("--lang", "en", "--workspace", "work", *arguments))
        return int(ended.value.code or 0)

    return run_


@pytest.fixture(autouse=True)
def dossier(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    PIL.Image.fromarray(skimage.data.chelsea()).save(case / "a.png")
    (case / "manual.txt").write_text(MANUAL, encoding="utf-8")
    row = {"id": "7", "platform": "DEMO", "title": "全新标题", "description": "新到货。" + MANUAL}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(("init", "work"))
    assert run("import", "rows.jsonl") == 0


def test_a_dossier_is_added_matched_and_retired(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("fingerprint", "add", "case", *SAID, "--expires", "2099-11-30") == 0
    assert "reference 1: case; pictures 1, blocks of text 1" in capsys.readouterr().out

    assert run("fingerprint", "match", "7") == 0
    shown = capsys.readouterr().out
    assert "re-uses 0.500 of it (1 of 2 parts); 1.000 of the listing come from it (1 of 1 parts)" in shown
    assert "to expert review" in shown

    assert run("fingerprint", "retire", "1", "--reason", "决定已撤销", "--by", "韩梅梅") == 0
    assert run("fingerprint", "match", "7") == 0
    assert "DEMO:7: matches no reference" in capsys.readouterr().out


def test_files_are_matched_with_the_arithmetic_as_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("fingerprint", "add", "case", *SAID)
    capsys.readouterr()
    assert run("fingerprint", "match", "case/a.png", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    match = told["matches"][0]
    assert told["expert_review"] is True
    assert (match["quoted"], match["taken"]["share"]) == ({"matched": 1, "of": 2, "share": "0.500"}, "1.000")
    assert match["pictures"][0]["distance"] == 0


def test_every_new_listing_is_compared_once(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("fingerprint", "add", "case", *SAID)
    capsys.readouterr()
    assert run("fingerprint", "match", "--new") == 0
    assert "DEMO:7: reference 1 (case)" in capsys.readouterr().out
    assert run("fingerprint", "match", "--new") == 0
    assert capsys.readouterr().out == ""


def test_figures_that_nothing_stands_behind_are_dashes(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("fingerprint", "add", "case", *SAID)
    assert run("fingerprint", "stats") == 0
    shown = capsys.readouterr().out
    assert "source 鉴定 2026-118; legal basis 合同第9条" in shown
    assert "escape rate –, hours to recatch – (half) and – (95 in 100)" in shown
    assert run("fingerprint", "stats", "--json") == 0
    assert json.loads(capsys.readouterr().out)["references"][0]["figures"]["escape_rate"] is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "case", "--source", " ", "--legal-basis", "b"), "--source: is empty"),
        (("add", "case", *SAID, "--expires", "2001-01-01"), "lies in the past"),
        (("add", "nowhere", *SAID), "no listing nowhere in the ledger"),
        (("match",), "name files or a listing"),
        (("match", "gone.jpg"), "gone.jpg: no such file"),
        (("retire", "9", "--reason", "r", "--by", "b"), "reference 9: is not in the library"),
    ],
)
def test_mistakes_are_the_users_and_are_named(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert run("fingerprint", *arguments) == 2
    assert says in capsys.readouterr().err


def test_a_picture_that_cannot_be_looked_at_is_named(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.jpg").write_text("<html>", encoding="utf-8")
    assert run("fingerprint", "match", "page.jpg", "case/a.png") == 2
    shown = capsys.readouterr()
    assert "page.jpg: is a web page" in shown.err
    assert "page.jpg: matches no reference" in shown.out
