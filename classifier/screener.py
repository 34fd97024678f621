"""Listing in, verdict out."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Self

from lenswatch.classifier.elements import ELEMENTS
from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.fusion import PRIOR_POINTS, fuse, total_points
from lenswatch.classifier.grounds import applicable, suspected
from lenswatch.classifier.observations import observations_of
from lenswatch.classifier.points import to_log_odds, to_score
from lenswatch.classifier.sights import sights_of
from lenswatch.core.config import Bands, Config
from lenswatch.core.digest import canonical_json, sha256_of
from lenswatch.core.listing import Listing
from lenswatch.core.signal import Signal
from lenswatch.core.taxonomy import GroundRule, Taxonomy
from lenswatch.core.verdict import Band, Verdict, Versions
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.reading import LexiconReader, Reading

NO_CAMERA = "D00"


@dataclass(frozen=True)
class Screener:
    """Scores listings with one lexicon, one set of rules and one configuration."""

    reader: LexiconReader
    grounds: tuple[GroundRule, ...]
    bands: Bands
    versions: Versions

    @classmethod
    def build(cls, lexicon: Lexicon, taxonomy: Taxonomy, config: Config) -> Self:
        """Compile everything a screening needs."""
        grounds = applicable(taxonomy, config.profile.jurisdiction)
        return cls(LexiconReader(lexicon), grounds, config.bands, versions_of(lexicon, taxonomy, config))

    def screen(self, listing: Listing, line: int | None = None) -> Verdict:
        """Judge one listing; the same listing and versions always give the same bytes.

        Args:
            listing: What was on the page.
            line: Line of the input, kept in the verdict of a listing without id.
        """
        reading = self.reader.read(scored_texts(listing))
        signals = fuse(observations_of(reading))
        score = to_score(total_points(signals))
        shown = sights_of(reading)
        band = self._band(score)
        return Verdict(
            id=listing.id,
            line=line if listing.id is None else None,
            score=score,
            prior=to_log_odds(PRIOR_POINTS),
            band=band,
            disguise=_disguise(reading, shown),
            signals=signals,
            grounds=() if band is Band.CLEAR else suspected(self.grounds, shown),
            versions=self.versions,
        )

    def _band(self, score: float) -> Band:
        if score >= self.bands.flag:
            return Band.FLAG
        return Band.REVIEW if score >= self.bands.review else Band.CLEAR


def versions_of(lexicon: Lexicon, taxonomy: Taxonomy, config: Config) -> Versions:
    """What a screener built from these writes into its verdicts."""
    rules = {
        "lexicon_rules": lexicon.rules_digest,
        "bands": config.bands.model_dump(),
        "prior": PRIOR_POINTS,
        "grounds": [rule.model_dump(mode="json") for rule in applicable(taxonomy, config.profile.jurisdiction)],
        "elements": {name: asdict(rule) for name, rule in ELEMENTS.items()},
    }
    return Versions(
        lexicon=lexicon.terms_digest,
        rules=sha256_of(canonical_json(rules)),
        software=version("lenswatch"),
        release=lexicon.release,
    )


def _disguise(reading: Reading, shown: Collection[str]) -> str | None:
    """The kind of thing the heaviest rule named; none where no camera is spoken of; else unknown."""
    named = [hit for hit in reading.rules if hit.disguise and hit.weight > 0]
    if named:
        return max(named, key=lambda hit: hit.weight).disguise
    return None if "IMG" in shown or "PINHOLE" in shown else NO_CAMERA


def heaviest(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Signals that carry points, the heaviest first."""
    return tuple(sorted((s for s in signals if s.weight), key=lambda s: -abs(s.weight)))
