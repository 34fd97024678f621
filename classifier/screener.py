"""Listings in, verdicts out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

from lenswatch.classifier.bands import Cuts
from lenswatch.classifier.categories.mismatch import out_of_place
from lenswatch.classifier.categories.sorts import other_goods, sorts_digest
from lenswatch.classifier.elements import ELEMENTS
from lenswatch.classifier.fields import has_han, is_bare_title, portions
from lenswatch.classifier.fusion import Observation, fuse, total_points
from lenswatch.classifier.grounds import Grounds, applicable
from lenswatch.classifier.holding import Sum, held_band
from lenswatch.classifier.observations import Shares, observations_of
from lenswatch.classifier.pictures.evidence import NOTHING, Evidence, printed_place, texts_of, with_printed
from lenswatch.classifier.pictures.placing import placed, versions_with
from lenswatch.classifier.pictures.reused import asks_for_expert, reused
from lenswatch.classifier.pictures.showing import shown_by
from lenswatch.classifier.points import to_log_odds, to_points
from lenswatch.classifier.sellers.priors import NO_SELLERS, SellerPriors
from lenswatch.classifier.sights import Sight, sights_of
from lenswatch.classifier.text.fitted import Fusion
from lenswatch.classifier.text.model import Reasons, TextModel
from lenswatch.core.config import Config
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.listing import Listing
from lenswatch.core.record import made
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band, Held, Verdict, Versions
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import LexiconReader, Reading

NO_CAMERA = "D00"
TEXT_CODE = "DISGUISE_OR_COVERT_AD"
"""What the text model speaks of: a disguise, or an offer to film unnoticed."""
TEXT_MODEL = "text_model"
_MARGIN_UNIT = 1_000


@dataclass(frozen=True)
class Screener:
    """Scores listings with one lexicon, one text model, one set of rules and one configuration."""

    reader: LexiconReader
    model: TextModel
    grounds: Grounds
    cuts: Cuts
    versions: Versions
    sellers: SellerPriors = NO_SELLERS

    @classmethod
    def build(cls, lexicon: Lexicon, taxonomy: Taxonomy, config: Config, sellers: SellerPriors = NO_SELLERS) -> Self:
        """Make ready everything a screening needs.

        Args:
            lexicon: In force.
            taxonomy: Codes.
            config: Settings.
            sellers: What was decided of sellers, as it counts on the day of the screening.

        Raises:
            ModelError: If the text model is missing or altered.
        """
        model = text_model_of(config)
        grounds = Grounds(applicable(taxonomy, config.profile.jurisdiction))
        cuts = Cuts.of(config.bands, model.fitted.fusion.covert_share)
        versions = versions_of(lexicon, taxonomy, config, model).model_copy(update={"sellers": sellers.digest})
        return cls(LexiconReader(lexicon), model, grounds, cuts, versions, sellers)

    def screen(self, listing: Listing, line: int | None = None, seen: Evidence = NOTHING) -> Verdict:
        """Judge one listing; the same listing, evidence and versions always give the same bytes.

        Args:
            listing: What was on the page.
            line: Line of the input, kept in the verdict of a listing without id.
            seen: What was seen in its pictures, and what it re-uses of the library.
        """
        return self.screen_all([listing], [line], [seen])[0]

    def screen_all(
        self,
        listings: Sequence[Listing],
        lines: Sequence[int | None] | None = None,
        seen: Sequence[Evidence] | None = None,
    ) -> list[Verdict]:
        """Judge many listings: what `screen` says of each, in less time.

        Args:
            listings: What was on the pages.
            lines: Line of each in the input.
            seen: Evidence of each beside its words; without it words alone are judged.
        """
        numbers, evidence = iter(lines or [None] * len(listings)), iter(seen or [NOTHING] * len(listings))
        return [
            verdict
            for some in portions(listings)
            for verdict in self._screen_some(some, numbers, list(islice(evidence, len(some))))
        ]

    def _screen_some(
        self, listings: Sequence[Listing], lines: Iterator[int | None], seen: Sequence[Evidence]
    ) -> Iterator[Verdict]:
        pairs = list(zip(listings, seen, strict=True))
        text = self.model.read([with_printed(*pair) for pair in pairs])
        readings = self.reader.read_many([texts_of(*pair) for pair in pairs])
        scored = [self._scored(*row) for row in zip(listings, readings, text.margins, seen, strict=True)]
        waiting = {number: one.text_points > 0 for number, one in enumerate(scored) if one.band is not Band.CLEAR}
        reasons = text.reasons(waiting)
        for number, one in enumerate(scored):
            yield self._verdict(one, next(lines), reasons.get(number))

    def _scored(self, listing: Listing, reading: Reading, margin: int, seen: Evidence) -> "_Scored":
        fusion = self.model.fitted.fusion
        worded = placed(observations_of(reading, self._shares), seen)
        signals, sights, disguise = fuse(worded), sights_of(reading), None
        bare = to_points(_bare(listing, fusion)) if _says_little(listing, signals, fusion) else 0
        prior, text_points = to_points(fusion.prior) + bare, self._text_points(margin)
        words = with_pictures = total_points(signals, prior + text_points)
        if seen.pictures:
            lawful_words = any(one.points < 0 for one in worded)
            place = None if lawful_words else other_goods(listing.category)
            shown, disguise = shown_by(seen, sights, lawful_words=lawful_words, place=place)
            signals = fuse((*worded, *shown)) if shown else signals
            with_pictures = total_points(signals, prior + text_points)
        seller = fuse(self.sellers.of(listing))
        points = Sum(words, bare, with_pictures - words, total_points(seller, 0))
        band, held = held_band(self.cuts, points, expert=asks_for_expert(seen))
        return _Scored(
            listing, reading, sights, signals, prior, text_points, points.score, band, held, seen, disguise, seller
        )

    @cached_property
    def _shares(self) -> Shares:
        return Shares(self.model.fitted.fusion.lexicon, self.model.fitted.fusion.counter)

    def _verdict(self, one: "_Scored", line: int | None, why: Reasons | None) -> Verdict:
        disguise, sure = _disguise(one.reading, one.sights, why)
        if disguise is None and one.band is not Band.CLEAR:
            disguise = one.disguise
        kind = why.kind if why and why.kind.code else None
        return made(
            Verdict,
            id=one.listing.id,
            line=line if one.listing.id is None else None,
            score=one.score,
            prior=to_log_odds(one.prior),
            band=one.band,
            held=one.held,
            disguise=disguise,
            disguise_confidence=sure,
            kind=kind.code if kind else None,
            kind_confidence=kind.confidence if kind else None,
            pictures_judged=len(one.seen.pictures),
            pictures=one.seen.notes,
            signals=(*one.signals, *fuse([_of_text(one, why), *reused(one.seen), *_out_of_place(one)]), *one.seller),
            grounds=() if one.band is Band.CLEAR else self.grounds.suspected(one.sights),
            versions=versions_with(self.versions, one.seen),
        )

    def _text_points(self, margin: int) -> int:
        fusion = self.model.fitted.fusion
        return to_points(min(max(fusion.text * margin / _MARGIN_UNIT, fusion.least), fusion.most))


class _Scored(NamedTuple):
    """A listing before anybody asks why."""

    listing: Listing
    reading: Reading
    sights: Mapping[str, Sight]
    signals: tuple[Signal, ...]
    prior: int
    text_points: int
    score: float
    band: Band
    held: tuple[Held, ...]
    seen: Evidence
    disguise: str | None
    """What pictures show that contradicts the words."""
    seller: tuple[Signal, ...]
    """What was decided of the seller before; not of this listing."""


def _bare(listing: Listing, fusion: Fusion) -> float:
    return fusion.bare_title if has_han(listing.title) else fusion.bare_latin_title


def _says_little(listing: Listing, signals: Sequence[Signal], fusion: Fusion) -> bool:
    """Whether nothing but titles is known, and the lexicon does not find the thing named in them."""
    if not is_bare_title(listing):
        return False
    spoken = sum(max(to_points(signal.weight), 0) for signal in signals)
    return spoken < to_points(fusion.plain_spoken)


def _out_of_place(one: _Scored) -> list[Observation]:
    """Its category, where that is for other goods and its words are for a camera; told where somebody will read it."""
    if one.band is Band.CLEAR:
        return []
    if any(signal.weight < 0 and signal.source is not SignalSource.IMAGE for signal in one.signals):
        return []
    return out_of_place(other_goods(one.listing.category), one.sights)


def _of_text(one: _Scored, why: Reasons | None) -> Observation:
    """What the text model says; its reasons are sought only where somebody will read them."""
    if why is None:
        title = one.listing.title
        return Observation(
            SignalSource.TEXT, TEXT_CODE, one.text_points, "title", (0, len(title)), title, term=TEXT_MODEL
        )
    field, span, matched = why.place.field, why.place.span, why.place.matched
    if field == "image_text" and one.seen.printed:
        field, span, matched = printed_place(one.listing, one.seen, span)
    found = Observation(
        SignalSource.TEXT, TEXT_CODE, one.text_points, field, span, matched, TEXT_MODEL, reasons=why.names
    )
    return placed((found,), one.seen)[0]


def text_model_of(config: Config) -> TextModel:
    """The model a configuration names, or the one that ships."""
    folder = config.models.folder
    return TextModel.load(Path(folder)) if folder else TextModel.shipped()


def versions_of(lexicon: Lexicon, taxonomy: Taxonomy, config: Config, model: TextModel | None = None) -> Versions:
    """What a screener built from these writes into its verdicts."""
    model = model or text_model_of(config)
    cuts = Cuts.of(config.bands, model.fitted.fusion.covert_share)
    rules = {
        "lexicon_rules": lexicon.rules_digest,
        "bands": [cuts.review, cuts.flag],
        "grounds": [rule.model_dump(mode="json") for rule in applicable(taxonomy, config.profile.jurisdiction)],
        "categories": sorts_digest(),
        "elements": {name: asdict(rule) for name, rule in ELEMENTS.items()},
    }
    return Versions(
        lexicon=lexicon.terms_digest,
        rules=sha256_of(canonical_json(rules)),
        text_model=model.digest,
        software=version("lenswatch"),
        release=lexicon.release,
    )


def _disguise(reading: Reading, shown: Collection[str], why: Reasons | None) -> tuple[str | None, float | None]:
    """What the heaviest rule named, else what the text model is sure of; none where nothing is suspected."""
    named = [hit for hit in reading.rules if hit.disguise and hit.weight > 0]
    if named:
        return max(named, key=lambda hit: hit.weight).disguise, None
    if why is not None:
        return why.disguise.code, why.disguise.confidence if why.disguise.code else None
    return (None if "IMG" in shown or "PINHOLE" in shown else NO_CAMERA), None


def heaviest(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Signals that carry points, the heaviest first."""
    return tuple(sorted((s for s in signals if s.weight), key=lambda s: -abs(s.weight)))
