"""Tables in Markdown, and a page that holds them."""

from pathlib import Path

from lenswatch.models.evaluation.share import Share


def shown(share: Share) -> str:
    """Found of total, percent, interval."""
    if share.share is None or share.low is None or share.high is None:
        return "–"
    mark = " *" if share.small else ""
    return f"{share.found:g}/{share.total} {share.share:.1%} ({100 * share.low:.1f}–{100 * share.high:.1f}){mark}"


def row(*cells: object) -> None:
    """A line of a Markdown table."""
    print(f"| {' | '.join(str(cell) for cell in cells)} |")


def heads(*names: str) -> None:
    """The head of a Markdown table."""
    print()
    row(*names)
    row(*("---" for _ in names))


def put_into(page: Path, part: str, text: str) -> None:
    """Replace what stands between the marks of a part."""
    begins, ends = f"<!-- judgement.py {part} -->\n", f"<!-- end of {part} -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begins)
    _, closed, after = rest.partition(ends)
    if not found or not closed:
        raise SystemExit(f"{page}: no {begins.strip()} … {ends}")
    page.write_text(f"{before}{begins}\n{text.strip()}\n\n{ends}{after}", encoding="utf-8")
