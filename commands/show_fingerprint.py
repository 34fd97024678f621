"""What `lenswatch fingerprint` prints."""

from collections.abc import Sequence

from lenswatch.classifier.reuse.reference_match import BlockPart, PicturePart, ReferenceMatch
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.clock import report_time
from lenswatch.core.messages import Message, message
from lenswatch.ledger.references import Reference
from lenswatch.operations.references.statistics import LibraryFigures, ReferenceFigures
from lenswatch.operations.references.watching import Compared


def show_compared(session: Session, compared: Compared, *, as_json: bool, only_matches: bool = False) -> None:
    """One listing and every reference it re-uses, part by part.

    Args:
        session: Where it is shown.
        compared: What was found.
        as_json: One JSON object instead of text.
        only_matches: Say nothing of a listing that matches nothing.
    """
    if only_matches and not compared.matches:
        return
    if as_json:
        show_json(_json(session, compared))
        return
    if not compared.matches:
        session.say("{key}: matches no reference", key=compared.key)
    for match in compared.matches:
        _show_match(session, compared.key, match)
    for one in compared.unseen:
        session.warn("{file}: {reason}", file=one.name, reason=one.reason)


def _json(session: Session, compared: Compared) -> dict[str, object]:
    return {
        "listing": compared.key,
        "expert_review": compared.expert_review,
        "matches": [
            match.model_dump(mode="json")
            | {
                "expert_review": match.expert_review,
                "quoted": match.quoted.model_dump() | {"share": match.quoted.shown},
                "taken": match.taken.model_dump() | {"share": match.taken.shown},
            }
            for match in compared.matches
        ],
        "unseen": [{"name": one.name, "reason": session.catalogue.show(one.reason)} for one in compared.unseen],
    }


def _show_match(session: Session, key: str, match: ReferenceMatch) -> None:
    session.say(
        "{key}: reference {id} ({label}): re-uses {quoted} of it ({quoted_count} of {quoted_of} parts); {taken} of the "
        "listing come from it ({taken_count} of {taken_of} parts)",
        key=key,
        id=match.reference,
        label=match.label,
        quoted=match.quoted.shown,
        quoted_count=match.quoted.matched,
        quoted_of=match.quoted.of,
        taken=match.taken.shown,
        taken_count=match.taken.matched,
        taken_of=match.taken.of,
    )
    if match.expert_review:
        session.say("  to expert review: a share reaches one half. This removes nothing and decides nothing.")
    for picture in match.pictures:
        session.say(message("  {text}{silenced}", text=_picture(picture), silenced=_silenced(picture.silenced_by)))
    for block in match.blocks:
        session.say(message("  {text}{silenced}", text=_block(block), silenced=_silenced(block.silenced_by)))


def _picture(part: PicturePart) -> Message:
    if part.by == "fingerprint":
        return message(
            "picture {listing} ↔ {reference}: fingerprint, {distance} of 256 bits differ",
            listing=part.listing,
            reference=part.reference,
            distance=part.distance,
        )
    return message(
        "picture {listing} ↔ {reference}: looks alike, similarity {similarity}",
        listing=part.listing,
        reference=part.reference,
        similarity=f"{part.similarity:.3f}",
    )


def _block(part: BlockPart) -> Message:
    fields = {"name": part.text, "number": part.number, "share": f"{part.share:.3f}"}
    if part.side == "reference":
        return message("text {name} of the reference, block {number}: {share} of it stands in the listing", **fields)
    return message("text {name} of the listing, block {number}: {share} of it stands in the reference", **fields)


def _silenced(by: int | None) -> Message | str:
    return "" if by is None else message("; not counted: lawful product {id} has it too", id=by)


def show_figures(session: Session, figures: LibraryFigures, references: Sequence[Reference], *, as_json: bool) -> None:
    """The library, then a line for each reference."""
    told = {one.reference: one for one in figures.references}
    if as_json:
        show_json(
            figures.model_dump(mode="json", exclude={"references"})
            | {"references": [_reference_json(one, told.get(one.id)) for one in references]}
        )
        return
    session.say(
        "confirmed devices {devices}, lawful products {lawful}, retired or expired {over}; listings compared "
        "{compared} of {listings}",
        devices=figures.devices,
        lawful=figures.lawful,
        over=figures.over,
        compared=figures.compared,
        listings=figures.listings,
    )
    for one in references:
        _show_reference(session, one, told.get(one.id), due=one.id in figures.due)


def _show_reference(session: Session, one: Reference, told: ReferenceFigures | None, *, due: bool) -> None:
    provenance = one.provenance
    session.say(
        "reference {id} ({kind}): {label}; source {source}; legal basis {basis}; added {added} by {by}",
        id=one.id,
        kind=message("confirmed device") if told else message("lawful product"),
        label=provenance.label,
        source=provenance.source,
        basis=provenance.legal_basis,
        added=report_time(one.added_at),
        by=provenance.added_by,
    )
    if provenance.expires_at:
        text = message("  expires {date}, within 30 days") if due else message("  expires {date}")
        session.say(Message(text.template, {"date": report_time(provenance.expires_at)}))
    if one.retired_at:
        session.say(
            "  retired {date} by {by}: {why}", date=report_time(one.retired_at), by=one.retired_by, why=one.retired_why
        )
    if told:
        session.say(
            "  matches {matches}, to expert review {review}, relisted {relisted}, escape rate {rate}, hours to recatch "
            "{half} (half) and {most} (95 in 100)",
            matches=told.matches,
            review=told.expert_review,
            relisted=told.relisted,
            rate=_or_dash(told.escape_rate),
            half=_or_dash(told.recatch_hours_p50),
            most=_or_dash(told.recatch_hours_p95),
        )


def _reference_json(one: Reference, told: ReferenceFigures | None) -> dict[str, object]:
    provenance = one.provenance
    return {
        "id": one.id,
        "kind": provenance.kind.value,
        "label": provenance.label,
        "source": provenance.source,
        "legal_basis": provenance.legal_basis,
        "added_at": report_time(one.added_at),
        "added_by": provenance.added_by,
        "expires_at": report_time(provenance.expires_at) if provenance.expires_at else None,
        "retired_at": report_time(one.retired_at) if one.retired_at else None,
        "retired_by": one.retired_by,
        "retired_why": one.retired_why,
        "figures": told.model_dump(mode="json") | {"escape_rate": told.escape_rate} if told else None,
    }


def _or_dash(figure: float | None) -> str:
    return "–" if figure is None else str(figure)
