"""Mining the ledger for expressions the lexicon lacks: from suspected listings to ranked cards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from lenswatch.core.clock import Clock
from lenswatch.core.errors import UserError
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.mining.background import Background
from lenswatch.keywords.mining.general_words import GeneralWords
from lenswatch.keywords.term import Term
from lenswatch.ledger.candidates import Candidates, Sighted
from lenswatch.ledger.store import Store
from lenswatch.ledger.suggestions import Suggestions
from lenswatch.ledger.wording import Wording, title_changes, wordings
from lenswatch.operations.mining.card import Card, Watched
from lenswatch.operations.mining.cards import CardMaker
from lenswatch.operations.mining.collecting import Collected, collect
from lenswatch.operations.mining.evidence import Material
from lenswatch.operations.mining.following import FOLLOWED, followed
from lenswatch.operations.mining.known import KnownTerms
from lenswatch.operations.mining.neighbours import Embedder
from lenswatch.operations.mining.twins import (
    Line,
    Swap,
    clause_lines,
    evaders,
    retitled,
    suggested,
    swapped,
    swaps,
    title_line,
)


@dataclass(frozen=True)
class MineOrder:
    """What to mine."""

    run_id: str | None = None
    """Only what this screening judged; None takes each listing's newest verdict."""
    top: int = 25
    """Cards at the most."""
    least_sellers: int = 3
    """Fewest distinct sellers, so that no single one can push an expression."""


@dataclass(frozen=True)
class Mined:
    """What came of it."""

    cards: tuple[Card, ...]
    followed: tuple[Watched, ...]
    """Watched and rejected expressions."""
    candidates: int
    """Expressions that were ranked, of which the cards are the best."""
    suspected: int
    """Listings they were drawn from."""
    suspected_sellers: int
    clean: int
    """Listings of the background."""
    set_aside: int
    """Clear listings of sellers with a suspected one, and listings read like one: neither suspected nor clean."""
    embedded: bool
    """Whether nearness of meaning took part."""


@dataclass(frozen=True)
class _Archive:
    """The listings of a ledger, parted."""

    suspected: list[Wording]
    """Suspected now, or in earlier words, or reading like a suspected one but for one word."""
    swaps: tuple[Swap, ...]
    sellers: frozenset[str]
    """Who has a suspected listing; clear listings of theirs are no clean background."""
    listings: int
    """All that were judged."""


@dataclass(frozen=True)
class Knowledge:
    """What is known beforehand; takes seconds to build and serves many minings."""

    terms: tuple[Term, ...]
    known: KnownTerms
    words: GeneralWords

    @classmethod
    def build(cls, lexicon: Lexicon) -> Self:
        """From a lexicon, its terms of every state, and Chinese at large."""
        return cls(lexicon.terms, KnownTerms.build(lexicon), GeneralWords.shipped())


def mine(
    store: Store,
    knowledge: Knowledge,
    order: MineOrder,
    clock: Clock,
    *,
    embedder: Embedder | None = None,
    on_listing: Callable[[], None] = lambda: None,
) -> Mined:
    """Rank the expressions that several sellers of suspected listings use and the lexicon does not know.

    Args:
        store: The ledger; the cards are noted in it.
        knowledge: What is no news.
        order: What to mine.
        clock: Time of the note.
        embedder: Compares meanings; None leaves that evidence out.
        on_listing: Told of each listing of the background.

    Raises:
        UserError: If there is no screening of that name, or nothing was screened yet.
    """
    known, words = knowledge.known, knowledge.words
    archive = _part(store, order.run_id, known)
    collected = collect(archive.suspected, known, words, order.least_sellers)
    background, clean = _background(store, order.run_id, archive, collected, on_listing)
    material = Material(
        collected,
        background,
        words,
        swapped(collected.found, archive.swaps),
        retitled(collected.found, title_changes(store), known),
        suggested(collected.found, Suggestions(store, clock), known),
    )
    cards = _cards(CardMaker.build(material, knowledge.terms, embedder), order, Candidates(store, clock))
    return Mined(
        cards=cards,
        followed=followed(store, clock),
        candidates=len(collected.found),
        suspected=len(archive.suspected),
        suspected_sellers=len({one.seller for one in archive.suspected}),
        clean=clean,
        set_aside=archive.listings - len(archive.suspected) - clean,
        embedded=embedder is not None,
    )


def _part(store: Store, run_id: str | None, known: KnownTerms) -> _Archive:
    suspected: list[Wording] = []
    lines: list[Line] = []
    for wording in wordings(store, run_id):
        is_suspected = wording.band is not Band.CLEAR or wording.suspected_before
        lines.append(title_line(wording, suspected=is_suspected))
        if is_suspected:
            suspected.append(wording)
    if not lines and run_id is not None:
        raise UserError("--run {run}: no screening of this name came to a verdict in this ledger.", run=run_id)
    if not lines:
        raise UserError("nothing was screened yet; begin with: lenswatch screen")
    sellers = frozenset(one.seller for one in suspected if one.seller_shown)
    clauses = [line for wording in suspected for line in clause_lines(wording)]
    pairs = swaps(lines, known) + swaps(clauses, known)
    like = evaders(pairs)
    if like:
        suspected += [one for one in wordings(store, run_id) if one.key in like]
    return _Archive(suspected, tuple(pairs), sellers, len(lines))


def _background(
    store: Store, run_id: str | None, archive: _Archive, collected: Collected, on_listing: Callable[[], None]
) -> tuple[Background, int]:
    background, clean = Background(sorted(collected.found)), 0
    suspected = {wording.key for wording in archive.suspected}
    for wording in wordings(store, run_id):
        on_listing()
        if wording.key not in suspected and wording.seller not in archive.sellers:
            background.read(wording.texts.values())
            clean += 1
    return background, clean


def _cards(maker: CardMaker, order: MineOrder, candidates: Candidates) -> tuple[Card, ...]:
    """The best cards; they are noted in the ledger, and so is how followed expressions stand now."""
    decided = candidates.decided()
    cards = maker.best(decided, order.top)
    now = maker.cards_of(text for text, one in decided.items() if one.decision in FOLLOWED)
    candidates.record([_sighted(card) for card in cards], [_sighted(card) for card in now])
    return cards


def _sighted(card: Card) -> Sighted:
    return Sighted(card.expression, card.sellers, card.listings, card.model_dump_json())
