"""Names of the text model's kinds of things in words that a seller can be shown."""

from collections.abc import Mapping

from lenswatch.core.messages import Catalogue, Message, message

_KINDS: Mapping[str, Message] = {
    "baby-or-pet-monitor": message("baby or pet monitor"),
    "bag-belt-hat-shoe": message("bag, belt, hat or shoe"),
    "body-cam": message("body-worn recorder"),
    "book-or-stationery": message("book or stationery"),
    "button-or-badge": message("button, badge or tie"),
    "clock": message("clock"),
    "cup-or-bottle": message("cup or bottle"),
    "dash-cam": message("dash cam"),
    "detector": message("camera detector"),
    "doorbell": message("doorbell or peephole viewer"),
    "endoscope": message("endoscope"),
    "glasses": message("glasses"),
    "hook-or-screw": message("hook or screw"),
    "key-fob": message("key or key fob"),
    "lamp-or-bulb": message("lamp or bulb"),
    "lighter-or-smoking": message("lighter or smoking things"),
    "mirror-or-frame": message("mirror or picture frame"),
    "module": message("module or bare part"),
    "pen": message("pen"),
    "phone-or-case": message("phone or phone case"),
    "photo-camera": message("camera"),
    "plant-or-ornament": message("plant or ornament"),
    "router-or-box": message("router or television box"),
    "security-camera": message("security camera"),
    "small-camera": message("small camera"),
    "smoke-alarm": message("smoke alarm or sensor"),
    "socket-or-charger": message("socket, charger or adapter"),
    "software": message("software"),
    "speaker": message("loudspeaker or radio"),
    "tissue-box": message("tissue box"),
    "toy": message("toy"),
    "usb-stick-or-reader": message("USB stick or card reader"),
    "wash-and-care": message("washing and care"),
    "watch-or-band": message("watch or wristband"),
}


def kind_in_words(kind: str, catalogue: Catalogue) -> str:
    """A kind's name in the reader's language; one that another model has is shown as it is."""
    return catalogue.show(_KINDS[kind]) if kind in _KINDS else kind
