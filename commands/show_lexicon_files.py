"""What the commands on the lexicon's files print."""

from pathlib import Path

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.messages import message
from lenswatch.keywords.problems import Finding, Severity
from lenswatch.keywords.sheets.checking import Examination
from lenswatch.keywords.sheets.merge_files import Merged


def show_examination(session: Session, found: Examination, mark: Path | None, *, as_json: bool) -> None:
    """Every finding, then how many."""
    errors, warnings = len(found.of(Severity.ERROR)), len(found.of(Severity.WARNING))
    if as_json:
        findings = [_as_json(session, finding) for finding in found.findings]
        show_json({"errors": errors, "warnings": warnings, "findings": findings})
        return
    for finding in found.findings:
        if finding.severity is Severity.ERROR:
            session.say("error: {problem}", problem=finding.message)
        else:
            session.say("warning: {problem}", problem=finding.message)
    session.say(
        "tables: {tables}, errors: {errors}, warnings: {warnings}",
        tables=len(found.tables),
        errors=errors,
        warnings=warnings,
    )
    if mark:
        session.say("{path}: holds the tables with a column 问题; mend it there or in your own files.", path=mark)


def _as_json(session: Session, finding: Finding) -> dict[str, object]:
    place = finding.place
    where = (
        {"file": place.file, "line": place.line, "column": place.column, "cell": place.cell, "header": place.name}
        if place
        else {"file": finding.message.fields.get("file")}
    )
    said = session.catalogue.show(finding.what or finding.message)
    return {"severity": finding.severity.value, **where, "problem": said}


def show_merge(session: Session, result: Merged, *, as_json: bool) -> None:
    """What was joined, then every conflict."""
    if as_json:
        show_json(
            {
                "folder": str(result.folder) if result.written else None,
                "taken": result.taken,
                "conflicts": [dict(zip(Merged.HEADS, conflict.cells, strict=True)) for conflict in result.conflicts],
            }
        )
        return
    for conflict in result.conflicts:
        session.say(
            "conflict: {table}: {key}, {column}: base {base}, mine {mine}, theirs {theirs}",
            table=conflict.table,
            key=" ".join(conflict.key),
            column=conflict.column or message("the whole row"),
            base=_quoted(conflict.base),
            mine=_quoted(conflict.mine),
            theirs=_quoted(conflict.theirs),
        )
    session.say(
        "taken from theirs: {taken}, conflicts: {conflicts}", taken=result.taken, conflicts=len(result.conflicts)
    )
    if result.conflicts_file:
        session.say(
            "{path}: names both values of each conflict; yours stand. Decide, correct the cells, and delete the file.",
            path=result.conflicts_file,
        )
    if result.written:
        session.say("{folder}: holds the merged tables; check them with: lenswatch lexicon check", folder=result.folder)


def _quoted(value: str | None) -> object:
    return message("(no row)") if value is None else f'"{value}"'
