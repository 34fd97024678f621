"""A verdict as a page that a reviewer reads, prints, or shows to the seller."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from lenswatch.classifier.explaining.explainer import BANDS, Explainer, origin
from lenswatch.classifier.explaining.explanation import Explanation
from lenswatch.core.messages import Message, message
from lenswatch.core.terminal import printable

_LABELS: Mapping[str, Message] = {
    "title": message("Why lenswatch suspects, or does not"),
    "score": message("score"),
    "disguise": message("disguise"),
    "listing": message("the listing, with what was seen in it"),
    "for": message("speaks for it"),
    "against": message("speaks against it"),
    "weighed": message("weighed most"),
    "kind": message("kind of thing"),
    "confidence": message("confidence"),
    "noticed": message("seen, without points of its own"),
    "nothing": message("nothing"),
    "grounds": message("grounds that may apply"),
    "shown": message("shown"),
    "not_shown": message("not shown in the listing"),
    "unknown": message("not known"),
    "sum": message("how the points add up"),
    "points": message("points"),
    "signal": message("signal"),
    "words": message("the seller's characters"),
    "place": message("where"),
    "origin": message("by"),
    "versions": message("produced by"),
    "caution": message(
        "This is a suspicion for people to check, not a finding. Whether a device is one for secret filming is for the "
        "authority to determine. The seller may ask for these reasons and object to them."
    ),
}


@dataclass(frozen=True)
class ExplanationPage:
    """Renders explanations in one language. Everything from outside is escaped by the template engine."""

    explainer: Explainer

    def render(self, explanation: Explanation) -> str:
        """One HTML page, complete in itself: no script, nothing fetched."""
        template = files("lenswatch").joinpath("classifier", "explaining", "explanation.html").read_text("utf-8")
        engine = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        engine.filters["visible"] = printable
        catalogue = self.explainer.catalogue
        return engine.from_string(template).render(
            language={"zh": "zh-CN"}.get(catalogue.language, catalogue.language),
            label={name: catalogue.show(text) for name, text in _LABELS.items()},
            band=catalogue.show(BANDS[explanation.verdict.band]),
            unknown=[catalogue.show(text) for text in explanation.unknown],
            explainer=self.explainer,
            explanation=explanation,
            verdict=explanation.verdict,
            origin=origin,
        )
