"""What a curator decides of candidates: checked together, then done, all or none.

A decision that brings a term only proposes it: reviewing and activating it stays with the life of a term.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lenswatch.core.clock import CHINA, Clock
from lenswatch.core.errors import UserError
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.desk import Desk
from lenswatch.keywords.releases.transition import Request
from lenswatch.keywords.term import MOST_SEVERE, Role, Term
from lenswatch.ledger.candidates import Candidate, Candidates, Decision, Order
from lenswatch.ledger.store import Store
from lenswatch.operations.mining.card import Card

SOURCE = "mined"
_PROPOSES = frozenset({Decision.ACCEPT, Decision.MERGE})
DEFAULT_SEVERITY = 3


@dataclass(frozen=True)
class Choice:
    """One decision, as a curator gave it."""

    wanted: str
    """Id or expression of the candidate."""
    decision: Decision
    reason: str
    role: Role | None = None
    """For accept; None takes the proposed one."""
    severity: int = DEFAULT_SEVERITY
    signals: tuple[str, ...] = ()
    disguise: str = ""
    variants: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    term_id: str = ""
    """For merge: the term it is another spelling of."""
    where: str = field(default="", compare=False)
    """Row of the file it came from, such as "candidates.csv:3: ", for messages."""


@dataclass(frozen=True)
class Done:
    """What came of one decision."""

    candidate: Candidate
    decision: Decision
    term_id: str | None
    """The term that was proposed."""


def decide(store: Store, keywords: Path, choices: Sequence[Choice], actor: str, clock: Clock) -> tuple[Done, ...]:
    """Do what was decided; all or none.

    Args:
        store: The ledger with the candidates.
        keywords: Folder of the tables, which receive the proposed terms.
        choices: The decisions.
        actor: Who decided.
        clock: When.

    Raises:
        UserError: If a candidate is not known or stands twice, or something a decision needs is missing.
        LexiconErrors: If a proposed row would not fit the tables.
    """
    candidates = Candidates(store, clock)
    known = [_known(choice, candidates) for choice in choices]
    _refuse_twice(choices, known)
    for choice in choices:
        Request(actor, choice.reason, clock.now()).check()
    terms = _terms(choices, keywords)
    proposed = [
        (index, _row(choice, card_of(candidate), terms, clock.now()))
        for index, (choice, candidate) in enumerate(zip(choices, known, strict=True))
        if choice.decision in _PROPOSES
    ]
    ids = dict(_propose(Desk(keywords), choices, proposed, actor, clock))
    done = tuple(
        Done(candidate, choice.decision, ids.get(index))
        for index, (choice, candidate) in enumerate(zip(choices, known, strict=True))
    )
    orders = [
        Order(one.candidate, one.decision, choice.reason.strip(), one.term_id)
        for one, choice in zip(done, choices, strict=True)
    ]
    candidates.decide(orders, actor.strip())
    return done


def card_of(candidate: Candidate) -> Card:
    """The card as it was shown last."""
    return Card.model_validate_json(candidate.card)


def _known(choice: Choice, candidates: Candidates) -> Candidate:
    found = candidates.find(choice.wanted)
    if found is None:
        raise UserError(
            "{where}{wanted}: no candidate has this id; lenswatch lexicon mine shows them. Nothing was decided.",
            where=choice.where,
            wanted=choice.wanted,
        )
    return found


def _refuse_twice(choices: Sequence[Choice], known: Sequence[Candidate]) -> None:
    seen: set[str] = set()
    for choice, candidate in zip(choices, known, strict=True):
        if candidate.id in seen:
            raise UserError(
                "{where}{wanted}: is decided twice; keep one of the rows. Nothing was decided.",
                where=choice.where,
                wanted=choice.wanted,
            )
        seen.add(candidate.id)


def _terms(choices: Sequence[Choice], keywords: Path) -> Mapping[str, Term]:
    """The terms that spellings may be merged into; read only if any are."""
    if not any(choice.decision is Decision.MERGE for choice in choices):
        return {}
    return {term.id: term for term in Lexicon.load(keywords).terms}


def _row(choice: Choice, card: Card, terms: Mapping[str, Term], at: datetime) -> dict[str, str]:
    row = _merged(choice, card, terms) if choice.decision is Decision.MERGE else _accepted(choice, card)
    day = at.astimezone(CHINA).date().isoformat()
    return row | {"term": card.expression, "source_url": SOURCE, "source_date": day, "reason": choice.reason.strip()}


def _accepted(choice: Choice, card: Card) -> dict[str, str]:
    if not 1 <= choice.severity <= MOST_SEVERE:
        raise UserError("{where}--severity {severity}: is not 1 to 5.", where=choice.where, severity=choice.severity)
    return {
        "lang": card.lang,
        "role": (choice.role or card.proposed_role).value,
        "severity": str(choice.severity),
        "signals": ";".join(choice.signals),
        "disguise": choice.disguise,
        "variants": ";".join(choice.variants),
        "context_rule": ";".join(choice.groups),
        "evidence_note": _note(card),
    }


def _merged(choice: Choice, card: Card, terms: Mapping[str, Term]) -> dict[str, str]:
    term = terms.get(choice.term_id)
    if term is None:
        raise UserError(
            "{where}{term}: no term of this lexicon has this id; name the term that {wanted} is a spelling of. "
            "Nothing was decided.",
            where=choice.where,
            term=choice.term_id or "–",
            wanted=choice.wanted,
        )
    return {
        "lang": term.lang,
        "role": term.role.value,
        "severity": str(term.severity),
        "signals": ";".join(term.signals),
        "disguise": term.disguise or "",
        "context_rule": ";".join(term.groups),
        "evidence_note": f"another spelling of {term.id} {term.text}; {_note(card)}",
    }


def _note(card: Card) -> str:
    """The evidence in a cell, without names."""
    kinds = ", ".join(f"{one.kind} {one.score:g}" for one in card.evidence)
    return f"mined {card.id}: {card.sellers} sellers, {card.listings} listings; {kinds}"


def _propose(
    desk: Desk, choices: Sequence[Choice], proposed: Sequence[tuple[int, dict[str, str]]], actor: str, clock: Clock
) -> Iterator[tuple[int, str]]:
    if not proposed:
        return
    first = choices[proposed[0][0]]
    ids = desk.propose([row for _, row in proposed], Request(actor, first.reason, clock.now()))
    yield from zip((index for index, _ in proposed), ids, strict=True)
