"""The vocabulary of a model: our word lists, and what the lexicon knows, frozen as it stands at training."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from io import StringIO
from statistics import median

from lenswatch.classifier.text.named import HOST
from lenswatch.classifier.text.vocabulary import Vocabulary
from lenswatch.keywords.lexicon import Lexicon
from lenswatch.keywords.term import Role, Term
from lenswatch.models.corpus_row import Label
from lenswatch.models.text.samples import Sample

_SLOT_OF = {
    "hidden_camera": "PINHOLE CONCEAL ILLICIT_PURPOSE",
    "conceal": "CONCEAL_CLAIM DISGUISE UNNOTICED_DEST",
    "no_indicator": "NO_INDICATOR NO_SHUTTER_SOUND NO_NOTICE",
    "no_glow": "NO_RED_GLOW",
    "remote": "REMOTE_VIEW REMOTE_CTRL WIRELESS",
    "storage": "LOCAL_STORAGE",
    "records": "LOOP_REC",
    "motion": "MOTION_REC",
    "resolution": "NIGHT_IR",
    "small": "MINI",
    "custom": "CUSTOM_BUILD",
    "euphemism": "OFFPLATFORM_CONTACT",
    "audio": "AUD",
    "power": "STANDBY_LONG",
    "cover": "COVER_STORY",
    "camera": "IMG",
    "visible": "VISIBLE_LENS RECORDING_LED PRIVACY_SHUTTER VIEWFINDER_PRESENT",
    "anti_spy": "ANTI_DETECT_PRODUCT",
    "dummy": "DUMMY_OR_DEAD_LENS",
    "notice": "NOTICE_SIGN",
    "lawful_device": "BODY_WORN_LE DOORBELL DASHCAM ENDOSCOPE MACHINE_VISION_MODULE BABY_MONITOR_BRANDED ACTION_CAMERA"
    " DRONE CHILD_WATCH",
    "fiction": "BOOK_OR_ARTICLE",
    "lawful_words": "EDU_KIT CERTIFIED_MODEL",
}
_SLOT_OF_SIGNAL = {signal: slot for slot, signals in _SLOT_OF.items() for signal in signals.split()}
_SHORTEST, _LONGEST = 2, 6
_FEWEST_PRICES = 5


def listed_words() -> dict[str, set[str]]:
    """Slot to words, from vocabulary.csv."""
    text = files("lenswatch").joinpath("models", "text", "vocabulary.csv").read_text(encoding="utf-8")
    return {row["slot"]: set(row["words"].split("|")) for row in csv.DictReader(StringIO(text))}


def vocabulary_of(lexicon: Lexicon, samples: Sequence[Sample]) -> Vocabulary:
    """Freeze the word lists, and the prices usual for things without a camera."""
    words = listed_words()
    active = [term for term in lexicon.terms if term.active]
    for term in active:
        slot = _slot(term)
        if slot is not None:
            words.setdefault(slot, set()).add(term.text)
    return Vocabulary(
        slots={slot: tuple(sorted(listed)) for slot, listed in sorted(words.items())},
        dictionary=tuple(sorted({term.text for term in active if _is_word(term.text)})),
        usual_price=_usual_prices(words, samples),
    )


def known_words(lexicon: Lexicon) -> list[tuple[str, bool]]:
    """Words that name the device itself, and words for things that are none; True is covert."""
    named = {Role.BLOCK: True, Role.COUNTER: False, Role.DISGUISE: False}
    return [(term.text, named[term.role]) for term in lexicon.terms if term.active and term.role in named]


def _slot(term: Term) -> str | None:
    if term.role is Role.DISGUISE:
        return f"{HOST}{term.disguise}" if term.disguise else None
    if term.role is Role.BLOCK:
        return "hidden_camera"
    return _SLOT_OF_SIGNAL.get(term.signals[0]) if term.signals else None


def _is_word(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and all("\u3400" <= character <= "\u9fff" for character in text)


def _usual_prices(words: dict[str, set[str]], samples: Iterable[Sample]) -> dict[str, dict[str, float]]:
    asked: dict[tuple[str, str], list[float]] = defaultdict(list)
    hosts = {slot: sorted(listed) for slot, listed in sorted(words.items()) if slot.startswith(HOST)}
    for sample in samples:
        listing = sample.listing
        if sample.label is Label.PLAIN and listing.price is not None and listing.currency:
            for slot, listed in hosts.items():
                if any(word in listing.title for word in listed):
                    asked[listing.currency, slot].append(float(listing.price))
    usual: dict[str, dict[str, float]] = defaultdict(dict)
    for (currency, slot), prices in sorted(asked.items()):
        if len(prices) >= _FEWEST_PRICES:
            usual[currency][slot] = round(median(prices), 2)
    return dict(usual)
