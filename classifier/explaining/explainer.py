"""A verdict in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.classifier.explaining.feature_words import feature_in_words
from lenswatch.classifier.explaining.held_words import HELD
from lenswatch.classifier.explaining.kind_words import kind_in_words
from lenswatch.classifier.explaining.picture_signals import (
    arithmetic,
    box_in_words,
    field_in_words,
    line_of,
    parts_of,
    thing_in_words,
)
from lenswatch.classifier.explaining.seller_signals import decision_in_words, decision_line
from lenswatch.classifier.screener import heaviest
from lenswatch.core.ground import Ground
from lenswatch.core.messages import Catalogue, Message, message
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Verdict

BANDS = {
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
    "seller.id": message("seller's id"),
}
_WORDING_FOR = message("wording like that of such offers (text model)")
_WORDING_AGAINST = message("wording unlike that of such offers (text model)")
EXPERT = message(
    "where half of one reference is re-used, or half of the listing comes from one, an expert looks, whatever the"
    " score; nothing is removed for it"
)
_SEPARATORS = {"en": "; ", "zh": "；"}
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
            band=BANDS[verdict.band],
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
                named.setdefault(self.name(signal, short=True), signal.matched)
        return "; ".join(f"{name} “{matched}”" for name, matched in list(named.items())[:most])

    def lines(self, explanation: Explanation) -> Iterator[str]:
        """The whole explanation, reasons first; with the listing, each match is shown among its neighbours."""
        verdict = explanation.verdict
        yield self.summary(verdict)
        yield from self.held(verdict)
        parts = (
            (message("speaks for it:"), explanation.reasons),
            (message("speaks against it:"), explanation.counter_reasons),
            (message("seen, without points of its own:"), explanation.noticed),
        )
        for heading, signals in parts:
            if signals:
                yield self.catalogue.show(heading)
                for signal in signals:
                    yield self._signal_line(signal, explanation.texts)
                    yield from map(self.catalogue.show, parts_of(signal))
                    if told := self.weighed(signal):
                        yield self.catalogue.show("            the text model weighed most: {reasons}", reasons=told)
        if verdict.kind:
            yield self.catalogue.show(
                "kind of thing: {kind} (confidence {confidence})",
                kind=self.kind(verdict),
                confidence=verdict.kind_confidence,
            )
        yield from map(self._ground_line, verdict.grounds)
        yield self.catalogue.show("not known: {what}", what=self.in_a_row(explanation.unknown) or "–")
        yield self.sum(explanation)
        if any(one.source is SignalSource.REFERENCE for one in verdict.signals) and verdict.band is Band.REVIEW:
            yield self.catalogue.show(EXPERT)
        yield self.versions(verdict)
        yield from filter(None, (self.looked(verdict), self.decided(verdict)))

    def held(self, verdict: Verdict) -> tuple[str, ...]:
        """Why its band is lower than its points would have it; nothing where it is not."""
        return tuple(self.catalogue.show(HELD[one]) for one in verdict.held)

    def sum(self, explanation: Explanation) -> str:
        """How the points add up to the score."""
        verdict = explanation.verdict
        return self.catalogue.show(
            "start {prior}, for {plus}, against {minus}: together {total}, which is a score of {score}",
            prior=f"{verdict.prior:+.4f}",
            plus=f"{sum(one.weight for one in explanation.reasons):+.4f}",
            minus=f"{sum(one.weight for one in explanation.counter_reasons):+.4f}",
            total=f"{explanation.log_odds:+.4f}",
            score=f"{verdict.score:.4f}",
        )

    def versions(self, verdict: Verdict) -> str:
        """What produced the verdict."""
        versions = verdict.versions
        return self.catalogue.show(
            "produced by: lexicon {lexicon}, rules {rules}, text model {text_model}, lenswatch {software}",
            lexicon=versions.lexicon[:12],
            rules=versions.rules[:12],
            text_model=versions.text_model[:12] if versions.text_model else "–",
            software=versions.software,
        )

    def looked(self, verdict: Verdict) -> str:
        """What looked at its pictures, and the library's state; "" where neither took part."""
        versions = verdict.versions
        if versions.image_model is None and versions.library is None:
            return ""
        digests = (versions.image_model, versions.ocr_model, versions.lens_model, versions.library)
        image, ocr, lens, library = (digest[:12] if digest else "–" for digest in digests)
        return self.catalogue.show(
            "pictures judged: {count}; by: objects {image}, print {ocr}, lenses {lens}, reference library {library}",
            count=verdict.pictures_judged,
            image=image,
            ocr=ocr,
            lens=lens,
            library=library,
        )

    def decided(self, verdict: Verdict) -> str:
        """Which decisions on sellers counted; "" where none did."""
        digest = verdict.versions.sellers
        return self.catalogue.show("decisions on sellers that counted: {digest}", digest=digest[:12]) if digest else ""

    def name(self, signal: Signal, *, short: bool = False) -> str:
        """What a signal says. The text model judges the wording as a whole: its words must not be quoted as a claim."""
        if decision := decision_in_words(signal):
            return self.catalogue.show(decision)
        if signal.source is SignalSource.TEXT:
            return self.catalogue.show(_WORDING_FOR if signal.weight > 0 else _WORDING_AGAINST)
        return self.taxonomy.name(signal.code, self.catalogue.language) if short else self.code(signal.code)

    def kind(self, verdict: Verdict) -> str:
        """What the text model takes it for, in words; "" where it is not sure."""
        return kind_in_words(verdict.kind, self.catalogue) if verdict.kind else ""

    def weighed(self, signal: Signal) -> str:
        """What the text model weighed most, in words; "" for other signals."""
        if signal.source is not SignalSource.TEXT:
            return ""
        told = (feature_in_words(name, self.taxonomy, self.catalogue) for name in signal.reasons)
        return _SEPARATORS[self.catalogue.language].join(told)

    def in_a_row(self, texts: Iterable[Message]) -> str:
        """Several texts in one line."""
        return _SEPARATORS[self.catalogue.language].join(map(self.catalogue.show, texts))

    def _signal_line(self, signal: Signal, texts: Mapping[str, str]) -> str:
        language = self.catalogue.language
        if line := line_of(signal, self.code(signal.code), language) or decision_line(signal):
            return self.catalogue.show(line)
        return self.catalogue.show(
            "{points}  {code}: “{matched}” in the {field} [{start}, {end}) by {source}",
            points=f"  {signal.weight:+.4f}" if signal.weight else "   0.0000",
            code=self.name(signal),
            matched=_in_context(signal, texts),
            field=self.place(signal),
            start=signal.span[0],
            end=signal.span[1],
            source=origin(signal),
        )

    def _ground_line(self, ground: Ground) -> str:
        return self.catalogue.show(
            "suspected ground {ground}; shown: {met}; not shown in the listing: {unknown}",
            ground=self.taxonomy.in_words(ground.code, self.catalogue.language),
            met=", ".join(self.met(ground)),
            unknown=", ".join(self.not_shown(ground)) or "–",
        )

    def met(self, ground: Ground) -> tuple[str, ...]:
        """Elements a listing shows, each with the characters that show it."""
        places = {one.element: f" “{one.matched}”" for one in ground.shown_by}
        return tuple(self.code(element) + places.get(element, "") for element in ground.met)

    def not_shown(self, ground: Ground) -> tuple[str, ...]:
        """Elements a listing does not tell, in words."""
        return tuple(map(self.code, ground.unknown))

    def code(self, code: str) -> str:
        """A code preceded by words."""
        return self.taxonomy.in_words(code, self.catalogue.language)

    def place(self, signal: Signal) -> str:
        """Field of a signal, and its box where it lies in a picture."""
        box = box_in_words(signal)
        return f"{self.field(signal.field)} {self.catalogue.show(box)}" if box else self.field(signal.field)

    def matched(self, signal: Signal) -> str:
        """The seller's characters; of a picture, what it seems to show."""
        if signal.source is not SignalSource.IMAGE:
            return signal.matched
        thing = thing_in_words(signal.matched, self.catalogue.language)
        return self.catalogue.show(thing) if isinstance(thing, Message) else thing

    def arithmetic(self, signal: Signal) -> str:
        """How a reference is re-used, or what counts beside a picture; "" for other signals."""
        return arithmetic(signal, self.catalogue)

    def field(self, field: str) -> str:
        """Name of a listing's field for people."""
        if place := field_in_words(field):
            return self.catalogue.show(place)
        base = field.partition(".")[0] if field.startswith("other_titles.") else field
        known = _FIELDS.get(base)
        return self.catalogue.show(known) if known else field.removeprefix("attributes.")


def origin(signal: Signal) -> str:
    """Ids of the term and the rule that gave a signal; else its detector."""
    return " ".join(part for part in (signal.term, signal.rule) if part) or signal.source


def _in_context(signal: Signal, texts: Mapping[str, str]) -> str:
    text = texts.get(signal.field, "")
    start, end = signal.span
    if not text or text[start:end] != signal.matched:
        return signal.matched
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return f"{before}【{signal.matched}】{after}".replace("\n", " ")
