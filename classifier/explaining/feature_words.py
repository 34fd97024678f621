"""Names of the text model's features in words that a seller can be shown."""

from collections.abc import Mapping

from lenswatch.core.messages import Catalogue, Message, message
from lenswatch.core.taxonomy import Taxonomy

_SLOTS: Mapping[str, Message] = {
    "module": message("a module or board"),
    "camera": message("a word for a camera"),
    "hidden_camera": message("a word for a hidden camera"),
    "records": message("that it records"),
    "resolution": message("a resolution"),
    "no_glow": message("infrared without a glow"),
    "motion": message("motion detection"),
    "remote": message("watching from afar"),
    "storage": message("a memory card"),
    "power": message("power supply or standby"),
    "conceal": message("words of hiding"),
    "no_indicator": message("no light or sound"),
    "purpose": message("what it is to be used for"),
    "cover": message("a pretext such as care or safety"),
    "euphemism": message("hints for those who know"),
    "custom": message("made or built in to order"),
    "secret_use": message("warnings against secret use"),
    "no_camera": message("that it has no camera"),
    "visible": message("a lens or light that can be seen"),
    "anti_spy": message("protection against cameras"),
    "dummy": message("a dummy camera"),
    "notice": message("a notice to people"),
    "lawful_device": message("a lawful kind of device"),
    "lawful_words": message("certificates or test reports"),
    "fiction": message("books, films or games"),
    "not_included": message("parts or repair"),
    "software": message("software"),
    "audio": message("listening or recording sound"),
    "small": message("that it is small"),
    "package": message("unmarked packing"),
}
_WHOLE: Mapping[str, Message] = {
    "everyday thing in the title, camera's abilities below, no word for a camera": message(
        "an everyday thing by its title, a camera by what it can do, and no word for a camera"
    ),
    "everyday thing in the title, two or more abilities of a camera": message(
        "an everyday thing by its title, with two or more abilities of a camera"
    ),
    "everyday thing in the title, three or more abilities of a camera": message(
        "an everyday thing by its title, with three or more abilities of a camera"
    ),
    "everyday thing in the title, camera's abilities in the picture": message(
        "an everyday thing by its title, abilities of a camera in the picture"
    ),
    "category of an everyday thing, camera's abilities": message(
        "category of an everyday thing, abilities of a camera"
    ),
    "category of an everyday thing, word for a camera": message("category of an everyday thing, a word for a camera"),
    "everyday thing, abilities of a camera, and hiding": message(
        "an everyday thing, abilities of a camera, and hiding"
    ),
    "everyday thing, word for a camera, and hiding": message("an everyday thing, a word for a camera, and hiding"),
    "everyday thing and word for a camera, nothing lawful about it": message(
        "an everyday thing and a word for a camera, and no sign of a lawful device"
    ),
    "everyday thing that is to be built into": message("an everyday thing into which something is to be built"),
    "module, and hiding": message("a module, and words of hiding"),
    "everyday thing with resolution or frames": message("an everyday thing with a resolution or frame rate"),
    "everyday thing at over three times the usual price": message(
        "an everyday thing at over three times the usual price"
    ),
    "everyday thing at over three times the usual price, abilities of a camera": message(
        "an everyday thing at over three times the usual price, with abilities of a camera"
    ),
    "picture says what the title does not": message("the picture says what the title does not"),
    "nothing lawful about it, and hiding": message("words of hiding, and no sign of a lawful device"),
}
_KINDS: Mapping[str, Message] = {
    "storage": message("storage size"),
    "millimetres": message("millimetres"),
    "centimetres": message("centimetres"),
    "volume": message("volume"),
    "nanometres": message("wavelength"),
    "minutes": message("minutes"),
    "hours": message("hours"),
    "days": message("days"),
    "charge": message("battery charge"),
    "lines": message("lines of resolution"),
    "angle": message("angle of view"),
    "frames": message("frames a second"),
    "pixels": message("pixels"),
    "power": message("watts"),
    "pieces": message("least order"),
    "aperture": message("aperture"),
}
_TEMPLATES: Mapping[str, Message] = {
    " many times": message("{what}, many times"),
    " in the title": message("{what}, in the title"),
    " in the picture": message("{what}, in the picture"),
    " in the category": message("{what}, in the category"),
}


def feature_in_words(name: str, taxonomy: Taxonomy, catalogue: Catalogue) -> str:
    """A feature's name in the reader's language; a name another model has is shown as it is.

    Args:
        name: As a verdict holds it, such as "storage in the picture" or "number:lines.2".
        taxonomy: Names the things cameras hide in.
        catalogue: The reader's language.
    """
    name = name.removeprefix("contradiction:")
    if name in _WHOLE:
        return catalogue.show(_WHOLE[name])
    if name.startswith("number:"):
        return _number(name.removeprefix("number:"), catalogue)
    slot = _slots(name, taxonomy, catalogue)
    return slot if slot is not None else name


def _number(name: str, catalogue: Catalogue) -> str:
    kind, _, thing = name.partition(" ")
    known = _KINDS.get(kind.partition(".")[0])
    if known is None:
        return name
    if thing:
        return catalogue.show(message("a number with an everyday thing: {kind}", kind=known))
    return catalogue.show(message("a number: {kind}", kind=known))


def _slots(name: str, taxonomy: Taxonomy, catalogue: Catalogue) -> str | None:
    if name.endswith(" elsewhere"):
        first, _, second = name.removesuffix(" elsewhere").partition(" in the title, ")
        return _two(message("{one}, in the title; {other}, elsewhere"), (first, second), taxonomy, catalogue)
    if " with " in name:
        first, _, second = name.partition(" with ")
        return _two(message("{one}, together with {other}"), (first, second), taxonomy, catalogue)
    for ending, template in _TEMPLATES.items():
        if name.endswith(ending):
            what = _slot(name.removesuffix(ending), taxonomy, catalogue)
            return catalogue.show(template.template, what=what) if what else None
    return _slot(name, taxonomy, catalogue)


def _two(template: Message, names: tuple[str, str], taxonomy: Taxonomy, catalogue: Catalogue) -> str | None:
    one, other = (_slot(name, taxonomy, catalogue) for name in names)
    return catalogue.show(template.template, one=one, other=other) if one and other else None


def _slot(name: str, taxonomy: Taxonomy, catalogue: Catalogue) -> str | None:
    if name.startswith("host_"):
        code = name.removeprefix("host_")
        return catalogue.show(message("an everyday thing ({kind})", kind=taxonomy.name(code, catalogue.language)))
    return catalogue.show(_SLOTS[name]) if name in _SLOTS else None
