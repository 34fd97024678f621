"""What `lenswatch lexicon mine` prints."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.clock import report_time
from lenswatch.core.messages import Message, message
from lenswatch.ledger.candidates import Decision
from lenswatch.operations.mining.card import Card, CardContribution, Watched
from lenswatch.operations.mining.deciding import Done
from lenswatch.operations.mining.evidence import Kind
from lenswatch.operations.mining.mine import Mined


def show_mined(session: Session, mined: Mined, out: Path | None, *, as_json: bool) -> None:
    """The cards, best first, then the watched expressions."""
    if as_json:
        told = {**asdict(mined), "cards": [_plain(card) for card in mined.cards]}
        show_json({**told, "followed": [_plain(one) for one in mined.followed]})
        return
    session.say(
        "{candidates} candidates from {suspected} suspected listings of {sellers} sellers, held against {clean} clean "
        "listings ({set_aside} clear ones of suspected sellers left aside)",
        candidates=mined.candidates,
        suspected=mined.suspected,
        sellers=mined.suspected_sellers,
        clean=mined.clean,
        set_aside=mined.set_aside,
    )
    for card in mined.cards:
        _show_card(session, card)
    _show_watched(session, mined.followed)
    if mined.cards:
        session.say(
            "These are proposals from statistics; people decide: lexicon mine accept, merge, reject or watch ID, or "
            "fill in the file of --out and give it to --decide."
        )
    else:
        session.say("nothing that enough sellers use is new to the lexicon")
    if out is not None:
        session.say("{path}: candidates written", path=out)


def show_followed(session: Session, followed: Sequence[Watched], *, as_json: bool) -> None:
    """Watched and rejected expressions."""
    if as_json:
        show_json([_plain(one) for one in followed])
        return
    for one in followed:
        session.say(_followed(one))
        for at, sellers, listings in one.seen:
            session.say(
                "    {at}: {sellers} sellers, {listings} listings", at=_day(at), sellers=sellers, listings=listings
            )
    if not followed:
        session.say("nothing is watched and nothing was rejected")


def show_done(session: Session, done: Sequence[Done], *, as_json: bool) -> None:
    """What came of each decision."""
    if as_json:
        show_json([_plain_done(one) for one in done])
        return
    for one in done:
        session.say(_done(one))
    if not done:
        session.say("no row of the file holds a decision")


def _show_card(session: Session, card: Card) -> None:
    session.say(
        "{place}. {expression}  [{id}]  {sellers} sellers, {listings} suspected and {clean} clean listings, first seen "
        "{first}",
        place=card.place,
        expression=card.expression,
        id=card.id,
        sellers=card.sellers,
        listings=card.listings,
        clean=card.clean_listings,
        first=_day(card.first_seen),
    )
    shown = session.catalogue.show
    session.say("    because: {evidence}", evidence="; ".join(shown(_evidence(one)) for one in card.evidence))
    session.say("    proposed role: {role}; {nearest}", role=card.proposed_role.value, nearest=_nearest(card))
    if card.instead_of:
        session.say("    stands in the place of: {words}", words=" / ".join(card.instead_of))
    if card.suggested_for:
        session.say("    suggested to who searched for: {words}", words=" / ".join(card.suggested_for))
    for one in card.contexts:
        session.say_text(f"    {one.listing} {one.field}: …{one.before}[{one.matched}]{one.after}…")


def _evidence(one: CardContribution) -> Message:
    return message("{what} {score} (adds {adds})", what=_KINDS[Kind(one.kind)], score=one.score, adds=one.adds)


_KINDS = {
    Kind.LOG_ODDS: message("log-odds z"),
    Kind.MUTUAL_INFORMATION: message("mutual information, bits"),
    Kind.NEW_WORD: message("new word, nats"),
    Kind.CAMERA_NEARBY: message("camera nearby, z"),
    Kind.SUBSTITUTION: message("substitutions"),
    Kind.TITLE_CHANGE: message("titles changed"),
    Kind.SUGGESTION: message("searches suggested"),
    Kind.EMBEDDING: message("nearness of meaning (only its order counts)"),
}


def _nearest(card: Card) -> Message:
    near = card.nearest
    if near is None:
        return message("no known term is near")
    if near.how == "replaced":
        return message("replaces {term} {text}", term=near.term_id, text=near.text)
    if near.how == "meaning":
        return message(
            "nearest in meaning: {term} {text} ({cosine})", term=near.term_id, text=near.text, cosine=near.nearness
        )
    return message("nearest in spelling: {term} {text}", term=near.term_id, text=near.text)


def _show_watched(session: Session, followed: Sequence[Watched]) -> None:
    for one in followed:
        if one.decision == Decision.WATCH:
            session.say(_followed(one))
    doubled = [one.expression for one in followed if one.decision == Decision.REJECT and one.doubled]
    if doubled:
        session.say(
            "rejected, but used by at least twice as many sellers since: {words} (lexicon mine list)",
            words=" / ".join(doubled),
        )


def _followed(one: Watched) -> Message:
    fields = {
        "id": one.id,
        "expression": one.expression,
        "by": one.by,
        "at": _day(one.decided_at),
        "then": one.sellers_then,
        "now": one.sellers_now,
        "reason": one.reason,
    }
    if one.decision == Decision.WATCH:
        return message(
            "watched: {expression} [{id}] {then} → {now} sellers since {at} ({by}: {reason})",
            **fields,
        )
    return message(
        "rejected: {expression} [{id}] {then} → {now} sellers since {at} ({by}: {reason})",
        **fields,
    )


def _done(one: Done) -> Message:
    expression, id_ = one.candidate.expression, one.candidate.id
    if one.decision is Decision.WATCH:
        return message("{expression} [{id}]: watched from now on", expression=expression, id=id_)
    if one.decision is Decision.REJECT:
        return message("{expression} [{id}]: rejected; it is shown no more", expression=expression, id=id_)
    return message(
        "{expression} [{id}]: proposed as {term} in terms/mined.csv. It counts once it is active: lenswatch lexicon "
        "promote {term} --by NAME --reason TEXT",
        expression=expression,
        id=id_,
        term=one.term_id,
    )


def _day(at: datetime) -> str:
    return report_time(at)[:10]


def _plain(record: Card | Watched) -> dict[str, object]:
    return record.model_dump(mode="json")


def _plain_done(one: Done) -> dict[str, str | None]:
    return {
        "id": one.candidate.id,
        "expression": one.candidate.expression,
        "decision": one.decision,
        "term": one.term_id,
    }
