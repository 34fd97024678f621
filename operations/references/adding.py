"""A confirmed listing, or a folder, becomes a reference."""

from dataclasses import dataclass
from datetime import datetime

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.reuse.seen import know_picture
from lenswatch.classifier.reuse.shingles import blocks
from lenswatch.core.errors import UserError
from lenswatch.core.messages import Message
from lenswatch.ledger.references import NewPicture, NewText, Provenance, References
from lenswatch.operations.references.parts import NamedText, Parts


@dataclass(frozen=True)
class Added:
    """What was added."""

    reference: int
    pictures: int
    blocks: int


def add_reference(
    references: References, provenance: Provenance, parts: Parts, backbone: Backbone, *, keep_text: bool
) -> Added:
    """Add a dossier, whole or not at all.

    Args:
        references: The library.
        provenance: Who confirmed it, on what basis, until when.
        parts: Its pictures and texts. The pictures themselves are not kept.
        backbone: Looks at the pictures.
        keep_text: Keep the texts themselves beside their digests.

    Raises:
        UserError: If source or legal basis are blank, it would expire at once, a picture cannot be looked at, or
            nothing in it can be compared.
    """
    _refuse(references.clock.now(), provenance, parts)
    texts = [_new_text(one, keep=keep_text) for one in parts.texts]
    pictures = [
        NewPicture(one.name, one.decoded.picture.sha256, know_picture(backbone, one.decoded.image))
        for one in parts.pictures
    ]
    count = sum(len(text.blocks) for text in texts)
    if not pictures and not count:
        raise UserError(
            "{label}: has no picture that is held and no text of at least 40 characters; there is nothing to compare",
            label=provenance.label,
        )
    return Added(references.add(provenance, pictures, texts), len(pictures), count)


def _refuse(now: datetime, provenance: Provenance, parts: Parts) -> None:
    said = {
        "--source": provenance.source,
        "--legal-basis": provenance.legal_basis,
        "--by": provenance.added_by,
    }
    for option, text in said.items():
        if not text.strip():
            raise UserError("{option}: is empty; fill it in.", option=option)
    if provenance.expires_at and provenance.expires_at <= now:
        raise UserError("--expires {date}: lies in the past", date=f"{provenance.expires_at:%Y-%m-%d}")
    if parts.unseen and not provenance.listing_key:
        first = parts.unseen[0]
        reason: Message = first.reason
        raise UserError("{file}: {reason}. Mend it or take it out; nothing was added.", file=first.name, reason=reason)


def _new_text(one: NamedText, *, keep: bool) -> NewText:
    return NewText(one.kind, one.name, blocks((one.text,)), one.text if keep else None)
