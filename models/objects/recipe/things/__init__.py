"""Things modelled in code, by kind: each function takes a source of chance and gives the parts of one thing."""

from collections.abc import Callable
from random import Random

from lenswatch.models.objects.recipe.parts import Parts
from lenswatch.models.objects.recipe.things import (
    cameras,
    electronics,
    household,
    others,
    power,
    small,
    timepieces,
)

MAKERS: dict[str, Callable[[Random], Parts]] = {
    "clock": timepieces.clock,
    "watch": timepieces.watch,
    "charger": power.charger,
    "power_bank": power.power_bank,
    "socket": power.socket,
    "pen": small.pen,
    "glasses": small.glasses,
    "key_fob": small.key_fob,
    "button": small.button,
    "usb_stick": small.usb_stick,
    "smoke_detector": household.smoke_detector,
    "speaker": household.speaker,
    "lamp": household.lamp,
    "mirror": household.mirror,
    "bottle": household.bottle,
    "toy": household.toy,
    "router": electronics.router,
    "remote": electronics.remote,
    "phone": electronics.phone,
    "bare_module": cameras.bare_module,
    "security_camera": cameras.security_camera,
    "dash_cam": cameras.dash_cam,
    "action_cam": cameras.action_cam,
    "doorbell": cameras.doorbell,
    "body_cam": cameras.body_cam,
    "detector": cameras.detector,
    "other": others.other,
}
"""By kind's code."""
LYING = frozenset(
    {"watch", "power_bank", "pen", "key_fob", "button", "usb_stick", "smoke_detector", "remote", "bare_module"}
)
"""Kinds that are modelled lying, their face up; the others stand and look to the front."""
