"""The command line as a user meets it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest
import typer
from typer.core import TyperGroup

from lenswatch.cli import command_line, main
from lenswatch.core.files import written_aside

ROOT = Path(__file__).parents[2]
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder; answers its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C")

    def run_(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return int(ended.value.code or 0)

    return run_


def commands() -> dict[str, str]:
    """Full name of each command to its help."""
    found: dict[str, str] = {}
    group = typer.main.get_command(command_line())
    assert isinstance(group, TyperGroup)
    for name, command in group.commands.items():
        inner = command.commands if isinstance(command, TyperGroup) else {"": command}
        found |= {f"{name} {sub}".strip(): part.help or "" for sub, part in inner.items()}
    return found


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example_and_stands_in_the_docs(name: str) -> None:
    docs = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))

    assert f"Example: lenswatch {name}" in commands()[name]
    assert f"lenswatch {name}" in docs or f"compliance {name}" in docs or f"demo-out {name}" in docs


ROWS = ['{"id": "a", "title": "超小的针 孔摄象头"}', '{"id": "b", "title": "x", "price": "9"}', '{"title": "挂钟"}']


def test_screen_answers_each_good_row_in_order_and_ends_with_2(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")

    code = run("screen", "rows.jsonl", "--out", "verdicts.jsonl", "--errors", "errors.jsonl")

    verdicts = [json.loads(line) for line in Path("verdicts.jsonl").read_text(encoding="utf-8").splitlines()]
    (error,) = [json.loads(line) for line in Path("errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert code == 2
    assert [(v["id"], v.get("line")) for v in verdicts] == [("a", None), (None, 3)]
    assert (error["line"], error["id"], error["field"]) == (2, "b", "price")
    assert "rows refused: 1; rows that went through: 2" in capsys.readouterr().err


def test_no_verdict_mentions_what_took_no_part(run: Run) -> None:
    Path("rows.jsonl").write_text(ROWS[0], encoding="utf-8")
    run("screen", "rows.jsonl", "--out", "verdicts.jsonl")

    verdict = json.loads(Path("verdicts.jsonl").read_text(encoding="utf-8"))

    assert verdict["versions"].keys() == {"lexicon", "rules", "text_model", "software"}
    assert {s["source"] for s in verdict["signals"]} <= {"lexicon", "rule", "text"}


def test_strict_screening_stops_at_the_first_bad_row_and_shows_no_half_file(run: Run) -> None:
    Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")

    assert run("screen", "rows.jsonl", "--out", "verdicts.jsonl", "--strict") == 2
    assert not Path("verdicts.jsonl").exists()


def test_the_same_rows_give_the_same_bytes(run: Run) -> None:
    Path("rows.jsonl").write_text(ROWS[0], encoding="utf-8")
    for name in ("one.jsonl", "two.jsonl"):
        run("screen", "rows.jsonl", "--out", name)

    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


def test_explain_shows_the_original_characters(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")
    run("screen", "rows.jsonl", "--out", "verdicts.jsonl")
    capsys.readouterr()

    assert run("explain", "a", "--from", "verdicts.jsonl") == 0
    assert "“针 孔摄象头” in the title [3, 9)" in capsys.readouterr().out
    assert run("explain", "line 3", "--from", "verdicts.jsonl") == 0


@pytest.mark.slow
def test_several_workers_write_the_same_file(run: Run) -> None:
    Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")

    assert run("screen", "rows.jsonl", "--out", "one.jsonl") == 2
    assert run("screen", "rows.jsonl", "--out", "two.jsonl", "--workers", "2") == 2
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()
    assert run("screen", "--workers", "2") == 2


def test_explain_writes_a_page_with_the_listing_it_was_about(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")
    run("screen", "rows.jsonl", "--out", "verdicts.jsonl")

    assert run("explain", "a", "--from", "verdicts.jsonl", "--rows", "rows.jsonl", "--html", "why.html") == 0
    assert ">针 孔摄象头</mark>" in Path("why.html").read_text(encoding="utf-8")
    assert run("explain", "a", "--rows", "rows.jsonl") == 2
    Path("other.jsonl").write_text('{"title": "x"}', encoding="utf-8")
    assert run("explain", "a", "--from", "verdicts.jsonl", "--rows", "other.jsonl") == 2
    assert "holds no row with the id a" in capsys.readouterr().err


def test_import_screen_explain_and_draft_in_a_workspace(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text("\n".join(ROWS), encoding="utf-8")

    assert run("init", "team") == 0
    assert run("--workspace", "team", "import", "rows.jsonl", "--json") == 2
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["refused"] == 2
    assert run("--workspace", "team", "screen") == 0
    assert run("--workspace", "team", "explain", "a") == 0
    assert "【针 孔摄象头】" in capsys.readouterr().out
    assert run("--workspace", "team", "report", "draft", "--json") == 0
    assert json.loads(capsys.readouterr().out)["status"] == "DRAFT"


def test_messages_are_chinese_in_a_chinese_workspace_and_english_when_asked(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", "team")
    run("--workspace", "team", "explain", "a")
    assert "台账中没有商品 a" in capsys.readouterr().err
    run("--lang", "en", "--workspace", "team", "explain", "a")
    assert "no listing a in the ledger" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("screen", "nowhere.jsonl"), "nowhere.jsonl: no such file"),
        (("screen",), "Make one with: lenswatch init DIR"),
        (("extract", "nowhere.html", "--url", "https://a.example/"), "nowhere.html: no such file"),
        (("--lang", "fr", "site", "list"), "choose en or zh"),
        (("explain", "x", "--from", "nowhere.jsonl"), "nowhere.jsonl: no such file"),
        (("site", "check", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_the_user_can_mend_ends_with_2(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert run(*arguments) == 2
    assert message in capsys.readouterr().err


def test_wrong_setting_is_named_by_its_key(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("lenswatch.toml").write_text("[crawl]\ndelay = 1\n", encoding="utf-8")

    assert run("screen") == 2
    assert "setting crawl.delay is not known" in capsys.readouterr().err


def test_wrong_lexicon_column_is_named_and_nothing_is_screened(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "team")
    table = Path("team/keywords/exclusions.csv")
    table.write_text(table.read_text(encoding="utf-8-sig").replace("kind", "sort", 1), encoding="utf-8")

    assert run("--workspace", "team", "--lang", "en", "screen") == 2
    assert "exclusions.csv:1" in capsys.readouterr().err


def test_extract_prints_a_listing_that_screen_takes(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        '<script type="application/ld+json">{"@type":"Product","name":"针孔摄像头","sku":"7","offers":{"price":"9.9",'
    )
    Path("page.html").write_text(page + '"priceCurrency":"CNY"}}</script>', encoding="utf-8")
    run("extract", "page.html", "--url", "https://shop.example/item/7")
    line = capsys.readouterr().out
    Path("rows.jsonl").write_text(line, encoding="utf-8")

    assert (json.loads(line)["title"], json.loads(line)["price"]) == ("针孔摄像头", 9.9)
    assert run("screen", "rows.jsonl", "--out", "verdicts.jsonl") == 0


def test_damaged_ledger_is_an_error_of_the_outside_world(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "team")
    Path("team/data/ledger.sqlite").write_bytes(b"this is no database" * 100)

    assert run("--workspace", "team", "--lang", "en", "screen") == 3
    assert "the ledger cannot be opened" in capsys.readouterr().err


def test_verdicts_never_replace_the_rows_they_judge(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text(ROWS[0], encoding="utf-8")

    assert run("screen", "rows.jsonl", "--out", "rows.jsonl") == 2
    assert Path("rows.jsonl").read_text(encoding="utf-8") == ROWS[0]
    assert run("screen", "rows.jsonl", "--out", "o.jsonl", "--errors", "o.jsonl") == 2
    assert "is named twice" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--out", "--errors"])
def test_a_folder_is_no_place_for_verdicts(run: Run, capsys: pytest.CaptureFixture[str], option: str) -> None:
    Path("rows.jsonl").write_text(ROWS[0], encoding="utf-8")

    assert run("screen", "rows.jsonl", option, ".") == 2
    assert "is a folder; name a file in it" in capsys.readouterr().err


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    with written_aside(pipe) as stream:
        stream.write(b"verdict")

    assert os.read(reader, 10) == b"verdict"
    assert pipe.is_fifo()
    os.close(reader)


def test_a_ledger_damaged_in_the_middle_is_no_fault_of_ours(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text("\n".join(f'{{"id": "{n}", "title": "挂钟"}}' for n in range(2000)), encoding="utf-8")
    run("init", "team")
    run("--workspace", "team", "import", "rows.jsonl")
    ledger = Path("team/data/ledger.sqlite")
    data = ledger.read_bytes()
    ledger.write_bytes(data[:200_000] + b"\xff" * (len(data) - 200_000))

    assert run("--workspace", "team", "--lang", "en", "screen") == 3
    assert "put a copy back" in capsys.readouterr().err


def test_the_demo_does_not_move_in_where_somebody_lives(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "team")
    Path("taken").write_text("", encoding="utf-8")

    assert run("--lang", "en", "demo", "--out", "team") == 2
    assert "is not empty and no earlier demo" in capsys.readouterr().err
    assert run("--lang", "en", "demo", "--out", "taken") == 2
    assert "is a file; name a folder" in capsys.readouterr().err


def test_an_id_of_two_platforms_is_asked_about(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f'{{"id": "100", "platform": "{platform}", "title": "挂钟"}}' for platform in "AB"]
    Path("rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    run("init", "team")
    run("--workspace", "team", "import", "rows.jsonl")
    run("--workspace", "team", "screen")

    assert run("--workspace", "team", "explain", "100") == 2
    assert "A:100, B:100" in capsys.readouterr().err
    assert run("--workspace", "team", "explain", "B:100") == 0
    assert capsys.readouterr().out.startswith("B · 100 · 挂钟")


def test_a_second_row_of_one_listing_is_refused_and_named(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text('{"id": "1", "title": "针孔摄像头"}\n{"id": "1", "title": "挂钟"}', encoding="utf-8")
    run("init", "team")

    assert run("--workspace", "team", "--lang", "en", "import", "rows.jsonl") == 2
    assert "line 2: id stands already in line 1; the first is kept" in capsys.readouterr().err


def test_a_key_nobody_reads_is_named(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text('{"title": "挂钟", "desc": "针孔摄像头"}', encoding="utf-8")

    assert run("screen", "rows.jsonl", "--out", "verdicts.jsonl") == 0
    assert "kept but not read, and their rows: desc (1)" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["", "not a url", "javascript:1", "ftp://x/y", "https://"])
def test_a_page_needs_a_web_address(run: Run, url: str) -> None:
    Path("page.html").write_text("<h1>x</h1>", encoding="utf-8")

    assert run("extract", "page.html", "--url", url) == 2


def test_a_feeds_pictures_are_looked_up_in_the_folder_named_and_nowhere_else(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("pictures").mkdir()
    PIL.Image.effect_mandelbrot((300, 200), (-2, -1, 1, 1), 50).save("pictures/a.jpg")
    row = {"id": "a", "title": "挂钟", "images": ["a.jpg", "../rows.jsonl"]}
    Path("rows.jsonl").write_text(json.dumps(row), encoding="utf-8")

    assert run("screen", "rows.jsonl", "--pictures", "pictures") == 0
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["pictures_judged"] == 1
    assert {"image": 1, "problem": "outside_folder"} in verdict["pictures"]

    assert run("screen", "rows.jsonl", "--pictures", "pictures", "--no-images") == 0
    assert "pictures" not in json.loads(capsys.readouterr().out)
    assert run("screen", "rows.jsonl", "--pictures", "rows.jsonl") == 2
