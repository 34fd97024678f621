"""Things carried, worn, read or played with, drawn on the studio board."""

from __future__ import annotations

from lenswatch.operations.demo.drawing.studio import Colour, Studio

__all__ = [
    "book",
    "car_key",
    "child_watch",
    "contact_lenses",
    "door_sensor",
    "fountain_pen",
    "glasses",
    "key_ring_bear",
    "notebook",
    "pen",
    "pinhole_glasses",
    "shirt_button",
    "teddy",
]


def pen(studio: Studio) -> None:
    """A thick clip pen with a dot above the clip."""
    studio.shadow((60, 300, 440, 350), 70)
    studio.tube((70, 215, 400, 275), "#1d2026", 26, "down")
    studio.tube((70, 215, 215, 275), "#30343b", 26, "down")
    studio.rect((212, 213, 222, 277), "#c9a24a")
    studio.polygon([(400, 220), (445, 243), (445, 248), (400, 271)], "#b9bdc3")
    studio.tube((105, 195, 230, 211), "#d0b060", 6, "down")
    studio.rect((98, 195, 116, 232), "#d0b060", 4)
    studio.tube((50, 225, 74, 265), "#c9a24a", 6, "down")
    studio.lens(150, 229, 6)


def fountain_pen(studio: Studio) -> None:
    """A brass fountain pen with its nib, over a line of handwriting."""
    studio.block((50, 60, 430, 430), "#fbf6e8", "#eee6d0", 4)
    for line in range(6):
        studio.line([(80, 120 + line * 52), (400, 120 + line * 52)], "#d9cdb1", 1.5)
    curl = [(90 + step * 9, 165 + (8 if step % 2 else -6)) for step in range(22)]
    studio.line(curl, "#27407a", 3)
    studio.shadow((120, 270, 430, 320), 60)
    studio.tube((190, 235, 430, 285), "#c2953c", 22, "down")
    studio.rect((245, 233, 253, 287), "#8d6820")
    studio.polygon([(192, 238), (110, 258), (110, 262), (192, 282)], "#d7dade")
    studio.line([(112, 260), (170, 260)], "#5c6066", 2)
    studio.disc(170, 260, 5, "#5c6066")


def _spectacles(studio: Studio, rim: Colour, glass: Colour) -> None:
    studio.shadow((40, 300, 440, 360), 70)
    studio.line([(65, 205), (30, 150), (80, 95)], rim, 12)
    studio.line([(415, 205), (450, 150), (400, 95)], rim, 12)
    for left in (60, 260):
        studio.rect((left, 185, left + 160, 305), rim, 42)
        studio.block((left + 13, 198, left + 147, 292), glass, "#ffffff", 32)
    studio.line([(218, 222), (240, 212), (262, 222)], rim, 16)


def glasses(studio: Studio, *, rim: Colour, lens: bool) -> None:
    """A pair of spectacles; a lens, if any, is a dot in the bridge."""
    _spectacles(studio, rim, "#d9e6ee")
    if lens:
        studio.block((222, 198, 258, 230), "#3a3d44", "#1d1f24", 8)
        studio.lens(240, 214, 8)


def pinhole_glasses(studio: Studio) -> None:
    """Black glasses whose panes are full of small holes."""
    _spectacles(studio, "#1d1f24", "#2a2d33")
    for left in (60, 260):
        studio.rect((left + 12, 197, left + 148, 293), "#26292e", 32)
        for row in range(6):
            for place in range(8):
                x = left + 28 + place * 15 + (row % 2) * 7
                studio.disc(x, 210 + row * 14, 3.6, "#e9edf0")


def contact_lenses(studio: Studio) -> None:
    """Blister strips of contact lenses and a box."""
    studio.shadow((60, 340, 430, 410))
    studio.block((220, 70, 430, 230), "#eaf4fa", "#bcd8e8", 6)
    studio.text(325, 125, "日抛", 44, "#2f6f9c")
    studio.text(325, 185, "10片装", 26, "#2f6f9c")
    for place in range(3):
        left = 50 + place * 130
        studio.block((left, 265, left + 118, 405), "#f3f6f8", "#ccd5da", 10)
        studio.ball((left + 18, 280, left + 100, 362), "#a7d4ea")
        studio.ring(left + 59, 321, 26, "#7fb9d6", 2)
        studio.text(left + 59, 388, "-3.00", 18, "#6d7b84")


def shirt_button(studio: Studio) -> None:
    """A shirt front with five buttons; the middle one has a dark centre."""
    middle = 241
    studio.block((0, 0, 480, 480), "#4a5d7c", "#33435c")
    studio.block((180, 0, 300, 480), "#526687", "#3b4c67")
    for x in (186, 294):
        studio.line([(x, 0), (x, 480)], "#6d80a0", 1.5)
    for y in (45, 143, 241, 339, 437):
        studio.ball((212, y - 28, 268, y + 28), "#d7d2c6")
        if y == middle:
            studio.lens(240, y, 8)
        else:
            for x, dy in ((233, -7), (247, -7), (233, 7), (247, 7)):
                studio.disc(x, y + dy, 3.5, "#5e594f")


def car_key(studio: Studio) -> None:
    """A car key fob with a ring and a dark dot in its edge."""
    studio.shadow((110, 380, 370, 435))
    studio.ring(240, 70, 38, "#b3b7bd", 7)
    studio.tube((150, 100, 330, 410), "#24262b", 70)
    studio.frame((158, 108, 322, 402), "#70747b", 3, 64)
    for y, label in ((190, "开"), (262, "锁"), (334, "箱")):
        studio.block((195, y - 27, 285, y + 27), "#42454c", "#2c2e34", 16)
        studio.text(240, y, label, 24, "#d4d7dc")
    studio.lens(240, 128, 6)


def child_watch(studio: Studio) -> None:
    """A pink watch-phone for children, a lens above its screen."""
    studio.shadow((120, 380, 370, 440), 70)
    studio.tube((175, 15, 305, 140), "#f29bb2", 20)
    studio.tube((175, 340, 305, 465), "#f29bb2", 20)
    studio.block((115, 105, 365, 375), "#ffd0dc", "#e98ba6", 52)
    studio.block((138, 128, 342, 352), "#1c2030", "#0c0e16", 36)
    studio.lens(240, 150, 11)
    studio.text(240, 225, "15:28", 58, "#ffffff")
    studio.text(240, 285, "上课模式", 26, "#8fd8ff")
    studio.tube((362, 215, 380, 265), "#d87a96", 6, "down")


def teddy(studio: Studio, *, fur: Colour) -> None:
    """A sitting teddy bear with stitched eyes."""
    studio.shadow((90, 390, 390, 445))
    for x in (110, 370):
        studio.ball((x - 55, 230, x + 55, 330), fur)
        studio.ball((x - 50, 340, x + 60, 430), fur)
    studio.ball((130, 215, 350, 430), fur)
    studio.ball((170, 270, 310, 410), "#e9d3b0")
    for x in (155, 325):
        studio.ball((x - 42, 45, x + 42, 129), fur)
        studio.disc(x, 88, 20, "#e9d3b0")
    studio.ball((130, 60, 350, 260), fur)
    studio.ball((190, 155, 290, 240), "#ecd9ba")
    for x in (195, 285):
        studio.disc(x, 150, 10, "#2b1d14")
        studio.line([(x - 4, 146), (x + 4, 154)], "#7a5b45", 2)
    studio.oval((224, 170, 256, 194), "#2b1d14")
    studio.line([(240, 194), (240, 212), (225, 220)], "#2b1d14", 3)


def key_ring_bear(studio: Studio) -> None:
    """A small plush bear's head on a key ring."""
    studio.shadow((110, 390, 370, 440))
    studio.ring(240, 60, 42, "#c9ccd1", 7)
    studio.line([(240, 100), (240, 165)], "#a3a7ad", 7)
    for x in (155, 325):
        studio.ball((x - 48, 160, x + 48, 256), "#c7a27c")
    studio.ball((120, 165, 360, 405), "#c7a27c")
    studio.ball((185, 285, 295, 380), "#efe0c8")
    for x in (195, 285):
        studio.disc(x, 265, 9, "#33241a")
    studio.oval((222, 298, 258, 324), "#33241a")


def book(studio: Studio) -> None:
    """A novel with a foggy harbour on its cover."""
    studio.shadow((90, 390, 400, 440))
    studio.polygon([(110, 50), (130, 38), (390, 38), (370, 50)], "#efe9da")
    studio.polygon([(370, 50), (390, 38), (390, 405), (370, 420)], "#d9d2bf")
    studio.block((110, 50, 370, 420), "#223348", "#6c7f8d", 4)
    studio.text(240, 120, "雾港谍影", 52, "#f2e3b8")
    studio.text(240, 170, "长篇小说", 22, "#cfd8df")
    studio.polygon([(150, 330), (300, 330), (285, 365), (165, 365)], "#16202b")
    studio.line([(225, 330), (225, 240)], "#16202b", 6)
    studio.light(300, 250, 34, "#ffe9a8")
    studio.text(240, 398, "何未眠 著", 20, "#f0ead8")


def notebook(studio: Studio) -> None:
    """A thread-bound notebook in indigo cloth."""
    studio.shadow((90, 390, 400, 440))
    studio.block((110, 60, 380, 420), "#2f4a74", "#203457", 3)
    studio.line([(150, 60), (150, 420)], "#e7e2d4", 3)
    for y in (95, 195, 295, 385):
        studio.line([(110, y), (150, y)], "#e7e2d4", 3)
    studio.block((290, 90, 350, 240), "#f5efdf", "#e2d8bf", 2)
    studio.text(320, 165, "册\n页", 36, "#27303f")


def door_sensor(studio: Studio) -> None:
    """A door contact in two parts at the edge of a door."""
    studio.block((0, 0, 250, 480), "#d9c8ad", "#c2ae8e")
    studio.block((250, 0, 480, 480), "#efe9de", "#ddd5c6")
    studio.line([(250, 0), (250, 480)], "#8f7f65", 6)
    studio.shadow((150, 170, 400, 360), 70)
    studio.block((130, 150, 236, 340), "#ffffff", "#dfe0e0", 14)
    studio.block((264, 190, 316, 320), "#ffffff", "#dfe0e0", 12)
    for slot in range(5):
        studio.line([(155, 255 + slot * 13), (211, 255 + slot * 13)], "#a9acb0", 4)
    studio.disc(183, 190, 9, "#d8332b")
