"""Things of the house, drawn on the studio board."""

from __future__ import annotations

from math import cos, radians, sin

from lenswatch.operations.demo.drawing.studio import Colour, Studio

__all__ = [
    "alarm_clock_digital",
    "alarm_clock_twin_bell",
    "clock_round",
    "clock_travel",
    "desk_lamp",
    "flask",
    "humidifier",
    "kitchen_scale",
    "mug",
    "night_light",
    "photo_frame",
    "smoke_alarm",
    "storage_box",
    "tissue_box",
    "towels",
    "umbrella",
    "weather_station",
]


def _dial(studio: Studio, x: float, y: float, radius: float, *, digits: bool, ink: Colour) -> None:
    for hour in range(1, 13):
        angle = radians(hour * 30 - 90)
        if digits:
            studio.text(x + cos(angle) * radius * 0.8, y + sin(angle) * radius * 0.8, str(hour), radius * 0.2, ink)
        elif hour % 3 == 0:
            studio.disc(x + cos(angle) * radius * 0.84, y + sin(angle) * radius * 0.84, radius * 0.05, "#b8862f")
    for degrees, length, width in ((-150, 0.5, 0.06), (-30, 0.72, 0.04)):
        angle = radians(degrees)
        tip = (x + cos(angle) * radius * length, y + sin(angle) * radius * length)
        studio.line([(x, y), tip], ink, radius * width)
    studio.disc(x, y, radius * 0.06, ink)


def clock_round(studio: Studio, *, rim: Colour, face: Colour, digits: bool) -> None:
    """A round wall clock."""
    studio.shadow((100, 120, 400, 420))
    studio.ball((80, 80, 400, 400), rim)
    studio.disc(240, 240, 136, face)
    studio.ring(240, 240, 136, "#8a8a84", 1.5)
    _dial(studio, 240, 240, 134, digits=digits, ink="#22252b")


def clock_travel(studio: Studio) -> None:
    """A folding travel clock in its leather case."""
    studio.shadow((70, 350, 420, 420))
    studio.polygon([(80, 380), (410, 380), (440, 410), (60, 410)], "#8a5a34")
    studio.block((90, 130, 400, 385), "#b98252", "#8d5c35", 22)
    studio.frame((102, 142, 388, 373), "#d9b48c", 2, 16)
    studio.block((150, 165, 340, 355), "#f4f1e6", "#d8d3c2", 18)
    _dial(studio, 245, 260, 88, digits=True, ink="#2c2a26")


def alarm_clock_twin_bell(studio: Studio) -> None:
    """A wind-up alarm clock with two bells on top."""
    studio.shadow((110, 370, 380, 430))
    studio.line([(165, 360), (135, 415)], "#5c2020", 14)
    studio.line([(315, 360), (345, 415)], "#5c2020", 14)
    studio.arc((200, 55, 280, 140), 180, 360, "#8c8c8c", 8)
    for x in (165, 315):
        studio.ball((x - 48, 75, x + 48, 150), "#d9b24a")
        studio.line([(x, 120), (x + (240 - x) * 0.3, 160)], "#8c8c8c", 7)
    studio.line([(240, 70), (240, 135)], "#777777", 6)
    studio.ball((105, 125, 375, 395), "#b5342f")
    studio.disc(240, 260, 110, "#f6f0dc")
    _dial(studio, 240, 260, 106, digits=True, ink="#2b2320")


def alarm_clock_digital(studio: Studio, *, time: str, lens: bool) -> None:
    """A black mirror clock with red digits; a lens, if any, is a dot in the mirror."""
    studio.shadow((50, 320, 430, 400))
    studio.polygon([(60, 350), (420, 350), (405, 372), (75, 372)], "#101114")
    studio.block((50, 150, 430, 352), "#33363d", "#15161a", 16)
    studio.block((60, 160, 420, 342), "#1d1f26", "#08090c", 12)
    studio.polygon([(60, 172), (180, 160), (110, 342), (60, 342)], "#262933")
    studio.text(240, 250, time, 104, "#ff4b3a")
    studio.text(384, 322, "26℃", 19, "#ff8a6a")
    if lens:
        studio.lens(240, 177, 6)


def weather_station(studio: Studio) -> None:
    """A mirror-faced weather station with a dot at the top of its frame."""
    studio.shadow((40, 345, 440, 415))
    studio.polygon([(190, 350), (290, 350), (320, 395), (160, 395)], "#3b3f46")
    studio.block((45, 105, 435, 355), "#2a2d33", "#141519", 14)
    studio.block((58, 122, 422, 340), "#141a26", "#070a10", 8)
    studio.text(170, 190, "09:41", 62, "#e8f3ff")
    studio.text(345, 178, "24.6℃", 34, "#ffcf6b")
    studio.text(345, 228, "58%", 34, "#7fd0ff")
    studio.line([(80, 262), (400, 262)], "#2f3a4c", 2)
    for x, icon in ((130, "晴"), (240, "多云"), (350, "小雨")):
        studio.text(x, 298, icon, 27, "#b9cbe2")
    studio.lens(240, 113, 6.5)


def desk_lamp(studio: Studio, *, colour: Colour, lens: bool) -> None:
    """A folding desk lamp, switched on; a lens, if any, sits under the shade."""
    studio.shadow((120, 380, 340, 430))
    studio.ball((125, 365, 325, 425), colour)
    studio.line([(225, 385), (225, 330), (150, 220)], colour, 14)
    studio.line([(150, 220), (270, 105)], colour, 14)
    studio.disc(150, 220, 13, "#55585f")
    studio.light(335, 230, 95, "#fff3c4")
    studio.polygon([(245, 95), (300, 70), (420, 190), (240, 165)], colour)
    studio.polygon([(240, 165), (420, 190), (410, 204), (236, 178)], "#fff8dc")
    if lens:
        studio.lens(322, 178, 8)
        studio.ring(322, 178, 9, "#e9e4d4", 1)


def night_light(studio: Studio) -> None:
    """A round night light on a wall, glowing."""
    studio.light(240, 240, 190, "#ffe2a6")
    studio.shadow((150, 170, 350, 370), 60)
    studio.ball((130, 130, 350, 350), "#f3efe4")
    studio.light(240, 235, 80, "#fff2cc")
    studio.ball((215, 305, 265, 335), "#cfcabd")


def tissue_box(studio: Studio, *, side: Colour, top: Colour, lens: bool) -> None:
    """A tissue box seen from a corner; a lens, if any, is a dot in its long side."""
    studio.shadow((60, 345, 430, 420))
    studio.polygon([(60, 215), (160, 165), (425, 190), (330, 250)], top)
    studio.polygon([(60, 215), (330, 250), (330, 390), (60, 345)], side)
    studio.polygon([(330, 250), (425, 190), (425, 315), (330, 390)], top)
    studio.polygon([(150, 205), (210, 183), (340, 200), (285, 226)], "#2c2620")
    studio.polygon([(165, 205), (190, 90), (245, 130), (285, 80), (310, 208), (270, 220)], "#fdfdfb")
    studio.polygon([(245, 130), (285, 80), (310, 208), (262, 216)], "#e6e7e6")
    if lens:
        studio.lens(196, 292, 6)


def smoke_alarm(studio: Studio) -> None:
    """A round smoke alarm on a ceiling, with slots and a red lamp."""
    studio.shadow((85, 130, 395, 420), 80)
    studio.ball((75, 75, 405, 405), "#eceae4")
    studio.ball((120, 115, 360, 355), "#f6f5f1")
    for ring in range(5):
        radius = 58 + ring * 12
        for start in range(0, 360, 60):
            arc = (240 - radius, 235 - radius, 240 + radius, 235 + radius)
            studio.arc(arc, start + 6, start + 50, "#8f9094", 3)
    studio.block((215, 212, 265, 258), "#ffffff", "#d9d7d0", 20)
    studio.text(240, 235, "TEST", 15, "#77787c")
    studio.disc(305, 300, 7, "#d8332b")
    studio.light(305, 300, 14, "#ff6a60")


def mug(studio: Studio) -> None:
    """A mug with a painted ginger cat."""
    studio.shadow((110, 370, 380, 430))
    studio.ring(355, 265, 62, "#d9d4c8", 22)
    studio.tube((120, 145, 350, 400), "#f3efe6", 26)
    studio.oval((120, 122, 350, 172), "#cfc9bb")
    studio.oval((132, 130, 338, 166), "#5a3a22")
    studio.polygon([(178, 250), (186, 205), (212, 232)], "#e08a34")
    studio.polygon([(286, 250), (278, 205), (252, 232)], "#e08a34")
    studio.ball((172, 225, 292, 330), "#e8943c")
    for x in (208, 256):
        studio.disc(x, 268, 7, "#2b1c10")
    studio.polygon([(226, 284), (238, 284), (232, 293)], "#b4483a")
    for y in (288, 298):
        studio.line([(196, y), (162, y - 6)], "#7b4a1b", 2)
        studio.line([(268, y), (302, y - 6)], "#7b4a1b", 2)


def flask(studio: Studio) -> None:
    """A steel vacuum flask with a printed band."""
    studio.shadow((150, 400, 340, 450))
    studio.tube((170, 110, 310, 430), "#31557a", 24)
    studio.tube((182, 50, 298, 122), "#20242b", 14)
    studio.tube((170, 118, 310, 136), "#c4c8cc", 4)
    studio.text(240, 280, "LOGO", 34, "#e9edf2")


def photo_frame(studio: Studio) -> None:
    """A wooden frame round a painted landscape."""
    studio.shadow((80, 370, 420, 430))
    studio.block((80, 70, 400, 400), "#c99a63", "#9c6d3c", 6)
    studio.block((108, 98, 372, 372), "#efece4", "#dedad0", 2)
    studio.block((140, 130, 340, 340), "#9fc8ea", "#e8f1f4")
    studio.disc(295, 175, 22, "#ffd873")
    studio.polygon([(140, 300), (205, 205), (262, 290), (300, 240), (340, 300), (340, 340), (140, 340)], "#5f8f63")


def storage_box(studio: Studio) -> None:
    """A fabric box with a handle and a window."""
    studio.shadow((50, 350, 430, 425))
    studio.polygon([(60, 160), (130, 110), (430, 110), (400, 160)], "#d6cfc2")
    studio.block((60, 160, 400, 395), "#c9c1b2", "#a9a191", 8)
    studio.polygon([(400, 160), (430, 110), (430, 335), (400, 395)], "#948c7d")
    studio.rect((120, 215, 340, 345), "#8a94a0", 8)
    studio.polygon([(132, 225), (220, 225), (170, 335), (132, 335)], "#9fa9b4")
    studio.frame((120, 215, 340, 345), "#8d8576", 4, 8)
    studio.line([(190, 190), (270, 190)], "#7d7566", 10)


def towels(studio: Studio) -> None:
    """Two folded towels, one on the other."""
    studio.shadow((60, 345, 430, 420))
    for top, colour in ((260, "#7fa7a0"), (155, "#e6c9b5")):
        for fold in range(3):
            studio.tube((70, top + fold * 34, 410, top + fold * 34 + 40), colour, 19, "down")
        studio.line([(120, top + 16), (120, top + 96)], "#ffffff", 5)


def umbrella(studio: Studio) -> None:
    """An open umbrella."""
    studio.shadow((120, 395, 380, 440), 70)
    studio.line([(240, 90), (240, 380)], "#5c6066", 8)
    studio.arc((195, 345, 248, 415), 10, 180, "#3a2b20", 12)
    for left, right, colour in ((50, 240, "#24496f"), (145, 335, "#3a6a9c"), (240, 430, "#1f3f61")):
        studio.polygon([(240, 82), (left, 250), ((left + right) / 2, 228), (right, 250)], colour)
    studio.disc(240, 80, 7, "#1a2f48")


def humidifier(studio: Studio) -> None:
    """A table humidifier with a plume."""
    for step in range(6):
        studio.light(250 + step * 9, 150 - step * 22, 20 + step * 5, "#ffffff")
    studio.shadow((130, 385, 350, 435))
    studio.tube((150, 190, 330, 420), "#e9eef0", 46)
    studio.rect((150, 300, 330, 306), "#bcd5dc")
    studio.oval((190, 182, 290, 212), "#c3cdd1")
    studio.disc(240, 360, 15, "#8fd0e0")


def kitchen_scale(studio: Studio) -> None:
    """A flat kitchen scale with a bowl of flour."""
    studio.shadow((60, 375, 420, 430))
    studio.block((70, 290, 410, 405), "#e5e7e9", "#9da2a7", 18)
    studio.rect((190, 340, 290, 385), "#20281f", 6)
    studio.text(240, 361, "128.4g", 24, "#9fe08a")
    studio.ball((110, 130, 370, 330), "#d7dbe0")
    studio.oval((110, 175, 370, 240), "#b7bcc3")
    studio.oval((128, 184, 352, 230), "#faf6ec")
