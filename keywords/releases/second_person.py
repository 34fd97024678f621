"""The second person: what weighs heavily counts only once somebody else than its author has agreed."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime

from lenswatch.keywords.emergencies import EMERGENCY as EMERGENCY_LASTS
from lenswatch.keywords.emergencies import Emergency
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.releases.changelog import Entry
from lenswatch.keywords.term import Role, State, Term

HEAVY = 4
"""From this severity on."""
EMERGENCY = "emergency"
"""Action of a log row that activates for 72 hours without a second person."""


def needs_second_person(term: Term) -> bool:
    """Whether two people must want a term before it counts."""
    return term.role is Role.BLOCK or term.severity >= HEAVY


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, written with other case, width or blanks."""
    first, second = (" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in (one, other))
    return first == second


def newly_active(old: Lexicon, new: Lexicon) -> Iterator[Term]:
    """Terms that need a second person and count in the new lexicon, but not, or in other words, in the old one.

    So do terms of an emergency that the new lexicon no longer knows of.
    """
    known = {(term.id, term.text) for term in old.terms if term.active and needs_second_person(term)}
    pending = {emergency.term_id for emergency in set(old.emergencies) - set(new.emergencies)}
    for term in new.terms:
        heavy = needs_second_person(term) and (term.id, term.text) not in known
        if term.active and (heavy or term.id in pending):
            yield term


def unreviewed(old: Lexicon, new: Lexicon, since: Sequence[Entry]) -> tuple[Term, ...]:
    """Newly active terms for which no log row since the old release names a second person, or an emergency.

    Args:
        old: The release that counts.
        new: The tables to be released.
        since: Rows of the log written after that release.
    """
    last = {entry.object: entry for entry in since if entry.after == State.ACTIVE}
    waiting = {emergency.term_id: emergency for emergency in new.emergencies}
    return tuple(term for term in newly_active(old, new) if not _agreed(last.get(term.id), waiting.get(term.id)))


def _agreed(entry: Entry | None, emergency: Emergency | None) -> bool:
    if entry is None:
        return False
    if entry.action == EMERGENCY:
        return emergency is not None and emergency.until <= datetime.fromisoformat(entry.time) + EMERGENCY_LASTS
    return bool(entry.reviewer) and not same_person(entry.reviewer, entry.actor)
