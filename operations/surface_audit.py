"""The surface audit: what a platform puts forward to someone who searches for a watched word.

Platforms were found to suggest other words for what they had blocked; pushing is treated differently from storing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from lenswatch.core.clock import Clock
from lenswatch.core.errors import UserError
from lenswatch.core.record import Instant, Record
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.likeness import Likeness, ShortTexts
from lenswatch.ledger.store import Store
from lenswatch.ledger.suggestions import Suggestion, SuggestionAnswer, Suggestions, SuggestionSurface
from lenswatch.operations.crawling import chosen_sites, readable_sites, require_contact, search_terms
from lenswatch.operations.logfile import logging_to
from lenswatch.operations.releases.choice import choose_lexicon
from lenswatch.operations.trying import is_loopback
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.crawling.crawl import CrawlSummary, Progress, crawl
from lenswatch.spiders.site.site import Site
from lenswatch.spiders.site.suggestion_site import SuggestionSite, suggestions_of
from lenswatch.spiders.web_address import authority


class AuditedSuggestion(Record):
    """One search put forward, held against the lexicon."""

    text: str
    surface: SuggestionSurface
    rank: int
    likeness: Likeness
    terms: tuple[str, ...]
    """The lexicon's terms it holds."""
    new: bool
    """Seen for the first time on this site, and not by its first audit."""
    capture_id: int | None


class AuditedQuery(Record):
    """One query, and what was put forward for it."""

    query: str
    results: int | None
    """Offers the platform says it found; None where it does not say."""
    asked_at: Instant
    """When it was answered, which may have been in an earlier audit."""
    suggestions: tuple[AuditedSuggestion, ...]

    @property
    def substituted(self) -> bool:
        """Whether the platform finds nothing for the words, and offers other words for them."""
        return self.results == 0 and bool(self.suggestions)


class SurfaceAudit(Record):
    """One audit of one site."""

    site: str
    crawl: CrawlSummary
    """How the asking went; its listings are none."""
    queries: tuple[AuditedQuery, ...]
    """Those that were answered, in this audit or so recently that they were not asked again."""
    unanswered: tuple[str, ...]
    """Queries without an answer."""


@dataclass(frozen=True)
class AuditOrder:
    """What to audit.

    Args:
        site: Name of the site file.
        terms: File with a word or phrase a line; None asks for the lexicon's block and alert terms.
        limit: So many addresses are asked at the most; None asks all.
        loopback: Whether the site may be one on this machine, for a platform under test.
        any_time: Whether to ask outside the hours that settings and site files name.
    """

    site: str
    terms: Path | None = None
    limit: int | None = None
    loopback: bool = False
    any_time: bool = False


def audit_surface(
    workspace: Workspace, order: AuditOrder, clock: Clock, on_progress: Callable[[Progress], None]
) -> SurfaceAudit:
    """Ask a site what it puts forward, as politely as a crawl, and record it.

    Raises:
        ConfigError: If the settings name no contact.
        ClosedError: If the site may not be visited now.
        UserError: If there is no such site, its file has no [suggest], or there is nothing to ask for.
        WorkspaceError: If a crawl runs in this workspace.
    """
    require_contact(workspace)
    lexicon = choose_lexicon(workspace).lexicon
    own, bad = readable_sites(workspace)
    (site,) = chosen_sites(workspace, own, bad, [order.site])
    cut = suggestions_of(site, _queries(site, order, lexicon), order.limit)
    with Store.open(workspace.ledger) as store, logging_to(workspace.log):
        summary = crawl(
            cut,
            store,
            clock,
            workspace.config.crawl,
            workspace.warc,
            allowed_loopback=_allowed(site, loopback=order.loopback),
            on_progress=on_progress,
            operator=workspace.config.reporter.name,
            any_time=order.any_time,
        )
        return _audit(cut, summary, Suggestions(store, clock), ShortTexts.build(lexicon))


def _queries(site: Site, order: AuditOrder, lexicon: Lexicon) -> Sequence[str]:
    if not site.suggest:
        raise UserError(
            "site {name}: its file has no [suggest] table, so what it suggests cannot be asked for; docs/sites.md says "
            "how to write one",
            name=site.name,
        )
    if order.terms is not None:
        found = _words(order.terms)
    elif site.language is None:
        raise UserError("site {name}: its file names no language to choose terms by; give --terms", name=site.name)
    else:
        found = search_terms(lexicon.terms, site.language)
    if not found:
        raise UserError("site {name}: there is no term to ask for; give --terms", name=site.name)
    return found


def _words(file: Path) -> tuple[str, ...]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UserError("{file}: is not UTF-8; save it as UTF-8, a word or phrase a line", file=file) from error
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _allowed(site: Site, *, loopback: bool) -> frozenset[str]:
    if not loopback:
        return frozenset()
    if not is_loopback(site.base_url):
        raise UserError(
            "--loopback: {url} is not an address of this machine, such as http://127.0.0.1:8000/", url=site.base_url
        )
    host = urlsplit(site.base_url).hostname
    own = (place for place in site.authorities if place.partition(":")[0] == host)
    return frozenset({*own, authority(site.base_url) or ""})


def _audit(cut: SuggestionSite, summary: CrawlSummary, known: Suggestions, texts: ShortTexts) -> SurfaceAudit:
    judge = _Judge(texts, known.first_seen(cut.watched), known.begun(cut.watched))
    answers: dict[str, list[SuggestionAnswer]] = {}
    for answer in known.latest(cut.watched):
        answers.setdefault(answer.query, []).append(answer)
    wanted = cut.asked_queries
    return SurfaceAudit(
        site=cut.watched,
        crawl=summary,
        queries=tuple(judge.query(query, answers[query]) for query in wanted if query in answers),
        unanswered=tuple(query for query in wanted if query not in answers),
    )


@dataclass(frozen=True)
class _Judge:
    texts: ShortTexts
    first_seen: Mapping[str, datetime]
    begun: Mapping[str, datetime]

    def query(self, query: str, answers: Sequence[SuggestionAnswer]) -> AuditedQuery:
        said = [answer.results for answer in answers if answer.results is not None]
        return AuditedQuery(
            query=query,
            results=min(said, default=None),
            asked_at=max(answer.seen_at for answer in answers),
            suggestions=tuple(self._suggestions(answers)),
        )

    def _suggestions(self, answers: Sequence[SuggestionAnswer]) -> Iterator[AuditedSuggestion]:
        for suggestion in (one for answer in answers for one in answer.suggestions):
            held = self.texts.held_by(suggestion.text)
            yield AuditedSuggestion(
                text=suggestion.text,
                surface=suggestion.surface,
                rank=suggestion.rank,
                likeness=held.likeness,
                terms=tuple(dict.fromkeys(term.text for term in held.terms)),
                new=self._is_new(suggestion),
                capture_id=suggestion.capture_id,
            )

    def _is_new(self, suggestion: Suggestion) -> bool:
        begun = self.begun[suggestion.run_id]
        return min(self.begun.values()) < begun <= self.first_seen[suggestion.text]
