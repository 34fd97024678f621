"""What a surface audit prints."""

from collections import Counter
from pathlib import Path

from lenswatch.commands.printing import lines_to, show_json
from lenswatch.commands.session import Session
from lenswatch.core.messages import Message, message
from lenswatch.keywords.likeness import Likeness
from lenswatch.operations.surface_audit import AuditedQuery, AuditedSuggestion, SurfaceAudit

_MARKS = {
    Likeness.TERM: message("holds {terms}"),
    Likeness.VARIANT: message("another spelling of {terms}"),
    Likeness.CONTEXT: message("holds only {terms}, innocent alone"),
    Likeness.UNKNOWN: message("unknown to the lexicon"),
}


def write_audit(audit: SurfaceAudit, out: Path) -> None:
    """The audit as one JSON object in a file."""
    with lines_to(out) as write:
        write(audit.model_dump_json())


def show_audit(session: Session, audit: SurfaceAudit, *, as_json: bool) -> None:
    """What is put forward for each query, and what the lexicon makes of it."""
    if as_json:
        show_json(audit.model_dump(mode="json"))
        return
    for query in audit.queries:
        _show_query(session, query)
    crawl = audit.crawl
    session.say(
        "{site}: {asked} addresses asked, {blocked} of them answered with a robot check or a login wall, "
        "{forbidden} forbidden by robots.txt, {failed} failed; {unanswered} queries without an answer",
        site=audit.site,
        asked=crawl.visits,
        blocked=crawl.blocked,
        forbidden=crawl.forbidden,
        failed=crawl.failed,
        unanswered=len(audit.unanswered),
    )
    _show_counts(session, audit)
    for failure in crawl.failures:
        session.warn(
            "{site}: {count} times: {reason} (such as {example})",
            site=audit.site,
            count=failure.count,
            reason=failure.reason,
            example=failure.example,
        )
    if crawl.turned_away:
        session.warn("{site}: it answered with robot checks only, and was left alone", site=audit.site)


def _show_query(session: Session, query: AuditedQuery) -> None:
    fields = {"query": query.query, "count": len(query.suggestions), "results": query.results}
    if query.substituted:
        session.say("{query}: no results, and yet {count} suggestions", **fields)
    elif query.results is not None:
        session.say("{query}: {results} results, {count} suggestions", **fields)
    else:
        session.say("{query}: {count} suggestions", **fields)
    for suggestion in query.suggestions:
        session.say(
            "  {rank}. {words} – {mark}{new}",
            rank=suggestion.rank,
            words=suggestion.text,
            mark=_mark(suggestion),
            new=message("; new") if suggestion.new else "",  # an empty template would be the catalogue's head
        )


def _mark(suggestion: AuditedSuggestion) -> Message:
    return Message(_MARKS[suggestion.likeness].template, {"terms": ", ".join(suggestion.terms)})


def _show_counts(session: Session, audit: SurfaceAudit) -> None:
    texts = {one.text: one for query in audit.queries for one in query.suggestions}
    marks = Counter(one.likeness for one in texts.values())
    session.say(
        "{count} different suggestions: {term} with watched terms, {variant} with other spellings of them, {context} "
        "with words innocent alone, {unknown} unknown to the lexicon; {new} new since the last audit",
        count=len(texts),
        new=sum(one.new for one in texts.values()),
        **{likeness.value: marks[likeness] for likeness in Likeness},
    )
