"""A verdict in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.screener import heaviest
from lenswatch.core.ground import Ground
from lenswatch.core.listing import Listing
from lenswatch.core.messages import Catalogue, Message, message
from lenswatch.core.signal import Signal
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Verdict

_BANDS = {
    Band.CLEAR: message("nothing suspected"),
    Band.REVIEW: message("a person should look"),
    Band.FLAG: message("suspected (for people to decide)"),
}
_FIELDS = {
    "title": message("title"),
    "other_titles": message("other title of the page"),
    "description": message("description"),
    "category": message("category"),
    "image_text": message("text in the picture"),
    "seller.name": message("seller's name"),
}
_CONTEXT = 12
"""Characters shown on either side of a match."""


@dataclass(frozen=True)
class Explainer:
    """Puts verdicts into the words of one language."""

    taxonomy: Taxonomy
    catalogue: Catalogue

    def summary(self, verdict: Verdict) -> str:
        """Band, score and disguise in one line."""
        return self.catalogue.show(
            "{band}: score {score}, disguise {disguise}",
            band=_BANDS[verdict.band],
            score=f"{verdict.score:.4f}",
            disguise=self.disguise(verdict),
        )

    def disguise(self, verdict: Verdict) -> str:
        """The kind of thing it pretends to be, in words and code; unknown is said."""
        if verdict.disguise is None:
            return self.catalogue.show("unknown")
        return self.taxonomy.in_words(verdict.disguise, self.catalogue.language)

    def reasons(self, verdict: Verdict, most: int) -> str:
        """The heaviest reasons as names with the words that gave them, for a table cell."""
        named: dict[str, str] = {}
        for signal in heaviest(verdict.signals):
            if signal.weight > 0:
                named.setdefault(self.taxonomy.name(signal.code, self.catalogue.language), signal.matched)
        return "; ".join(f"{name} “{matched}”" for name, matched in list(named.items())[:most])

    def lines(self, verdict: Verdict, listing: Listing | None) -> Iterator[str]:
        """The whole explanation; with the listing, each match is shown among its neighbours."""
        yield self.summary(verdict)
        yield self.catalogue.show("start: {points} (before anything is seen)", points=f"{verdict.prior:+.4f}")
        for signal in verdict.signals:
            yield self._signal_line(signal, listing)
        for ground in verdict.grounds:
            yield self._ground_line(ground)
        versions = verdict.versions
        yield self.catalogue.show(
            "produced by: lexicon {lexicon}, rules {rules}, lenswatch {software}",
            lexicon=versions.lexicon[:12],
            rules=versions.rules[:12],
            software=versions.software,
        )

    def _signal_line(self, signal: Signal, listing: Listing | None) -> str:
        source = " ".join(part for part in (signal.term, signal.rule) if part)
        return self.catalogue.show(
            "{points}  {code}: “{matched}” in the {field} [{start}, {end}) by {source}",
            points=f"{signal.weight:+.4f}" if signal.weight else " 0.0000",
            code=self.taxonomy.in_words(signal.code, self.catalogue.language),
            matched=_in_context(signal, listing),
            field=_field_name(signal.field),
            start=signal.span[0],
            end=signal.span[1],
            source=source or signal.source,
        )

    def _ground_line(self, ground: Ground) -> str:
        language = self.catalogue.language
        places = {one.element: f" “{one.matched}”" for one in ground.shown_by}
        return self.catalogue.show(
            "suspected ground {ground}; shown: {met}; not shown in the listing: {unknown}",
            ground=self.taxonomy.in_words(ground.code, language),
            met=", ".join(self.taxonomy.in_words(e, language) + places.get(e, "") for e in ground.met),
            unknown=", ".join(self.taxonomy.in_words(e, language) for e in ground.unknown) or "–",
        )


def _field_name(field: str) -> Message | str:
    return _FIELDS.get(field.partition(".")[0] if field.startswith("other_titles.") else field, field)


def _in_context(signal: Signal, listing: Listing | None) -> str:
    if listing is None:
        return signal.matched
    text = scored_texts(listing).get(signal.field, "")
    start, end = signal.span
    if text[start:end] != signal.matched:
        return signal.matched
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return f"{before}【{signal.matched}】{after}".replace("\n", " ")
