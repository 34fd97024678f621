"""What a draft report prints."""

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.reports.draft import DraftReport


def show_draft(session: Session, draft: DraftReport, *, as_json: bool) -> None:
    """Where a draft lies, and that it is one."""
    if as_json:
        counts = {"reports": draft.report_count, "items": draft.item_count, "indicators": draft.indicator_count}
        show_json({"status": "DRAFT", "folder": str(draft.folder), **counts, "files": [f.name for f in draft.files]})
        return
    session.say(
        "DRAFT, reviewed by nobody: {sellers} sellers, {items} listings, {indicators} indicators",
        sellers=draft.report_count,
        items=draft.item_count,
        indicators=draft.indicator_count,
    )
    for file in draft.files:
        session.say_text(f"  {file}")
