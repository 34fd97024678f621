"""Cameras that show what they are, and things that look like them."""

from __future__ import annotations

from math import cos, radians, sin

from lenswatch.operations.demo.drawing.studio import Studio

__all__ = [
    "action_camera",
    "baby_monitor",
    "body_worn",
    "bullet_dummy",
    "camera_bag",
    "dash_camera",
    "dash_camera_mounted",
    "detector_card",
    "detector_handheld",
    "doorbell",
    "endoscope",
    "pan_tilt_camera",
    "pinhole_box",
    "pinhole_parts",
    "toy_camera",
]


def pan_tilt_camera(studio: Studio, *, closed: bool) -> None:
    """A white round room camera with a large lens, or with its shutter closed."""
    studio.shadow((130, 385, 350, 440))
    studio.tube((170, 350, 310, 425), "#e4e6e8", 20)
    studio.ball((105, 90, 375, 370), "#f1f2f3")
    if closed:
        studio.ball((150, 140, 330, 300), "#d9dcdf")
        studio.text(240, 222, "隐私遮蔽中", 24, "#6a7078")
        return
    studio.ball((140, 130, 340, 310), "#1a1c21")
    studio.lens(240, 218, 52)
    studio.disc(240, 392, 6, "#3f8cff")
    studio.light(240, 392, 14, "#7db4ff")


def baby_monitor(studio: Studio) -> None:
    """A rabbit-shaped baby unit beside a parent unit with a screen."""
    studio.shadow((50, 375, 440, 430))
    for x in (105, 165):
        studio.oval((x - 18, 90, x + 18, 220), "#f5efe2")
        studio.oval((x - 9, 110, x + 9, 205), "#f2c9c4")
    studio.ball((60, 180, 210, 330), "#f5efe2")
    studio.tube((80, 315, 190, 405), "#f5efe2", 20)
    studio.lens(135, 255, 34)
    studio.block((245, 170, 440, 400), "#fbfaf7", "#d8d5cc", 18)
    studio.block((258, 185, 427, 310), "#9fb7c9", "#d8e3ea", 6)
    studio.ball((310, 215, 370, 275), "#f0c9a8")
    studio.rect((280, 268, 405, 305), "#e6e0f0", 12)
    for x in (285, 342, 399):
        studio.disc(x, 352, 15, "#8fc3b4")


def doorbell(studio: Studio) -> None:
    """A video doorbell on a brick wall beside a door."""
    for row in range(12):
        for place in range(-1, 7):
            left = place * 84 + (row % 2) * 42
            studio.block((left, row * 40 + 2, left + 80, row * 40 + 38), "#b5694c", "#9c553b", 2)
    studio.block((330, 0, 480, 480), "#5f4632", "#4a3525")
    studio.shadow((120, 90, 290, 430), 120)
    studio.block((135, 70, 265, 410), "#2d3036", "#15171b", 42)
    studio.lens(200, 140, 42)
    studio.disc(200, 215, 7, "#fff0c8")
    studio.ball((155, 290, 245, 380), "#d7dade")
    studio.ring(200, 335, 44, "#4a90ff", 4)


def dash_camera(studio: Studio) -> None:
    """A dash camera with its mount and a large lens."""
    studio.shadow((60, 355, 420, 415))
    studio.block((195, 50, 285, 130), "#3d4047", "#22242a", 10)
    studio.tube((205, 120, 275, 185), "#2c2f35", 6)
    studio.block((60, 170, 420, 345), "#2a2d33", "#101216", 26)
    studio.disc(300, 258, 78, "#0c0d10")
    studio.lens(300, 258, 66)
    studio.text(145, 235, "2K", 40, "#c7ccd4")
    studio.disc(110, 300, 7, "#42d36b")
    studio.light(110, 300, 16, "#7df09b")


def dash_camera_mounted(studio: Studio) -> None:
    """The back of a dash camera behind a windscreen: its screen shows the road."""
    studio.block((0, 0, 480, 300), "#9cc7ec", "#dcebf3")
    studio.polygon([(0, 300), (190, 190), (290, 190), (480, 300)], "#6b6f75")
    for top, width in ((210, 3), (235, 5), (265, 8)):
        studio.rect((240 - width, top, 240 + width, top + 14), "#f2f2ea")
    studio.block((0, 300, 480, 480), "#2c2f34", "#141518")
    studio.line([(0, 20), (480, 0)], "#1b1c20", 26)
    studio.rect((225, 10, 255, 75), "#25282d")
    studio.block((120, 70, 360, 215), "#24272c", "#131519", 14)
    studio.block((134, 84, 346, 190), "#8db9dd", "#cfdce2", 4)
    studio.polygon([(134, 190), (225, 130), (255, 130), (346, 190)], "#5c6066")
    studio.text(142, 94, "REC", 15, "#d8332b", anchor="lm")


def action_camera(studio: Studio) -> None:
    """An action camera with a front screen, in a clear case."""
    studio.shadow((90, 350, 400, 420))
    studio.frame((80, 95, 400, 375), "#b9c4cc", 12, 26)
    studio.rect((200, 372, 280, 420), "#b9c4cc", 6)
    studio.block((105, 120, 375, 350), "#454a52", "#1f2227", 22)
    studio.rect((282, 138, 360, 222), "#0b0c0f", 14)
    studio.lens(321, 180, 36)
    studio.block((122, 150, 262, 310), "#7fb5d8", "#d6e6ee", 6)
    studio.polygon([(122, 310), (180, 225), (215, 265), (240, 240), (262, 275), (262, 310)], "#58764d")
    for x in (300, 345):
        studio.disc(x, 320, 7, "#e23a30")


def toy_camera(studio: Studio) -> None:
    """A chunky blue camera for children."""
    studio.shadow((60, 370, 420, 425))
    studio.ball((50, 160, 130, 380), "#f2b33d")
    studio.ball((350, 160, 430, 380), "#f2b33d")
    studio.block((80, 130, 400, 385), "#59b0e6", "#2c80bd", 50)
    studio.block((110, 100, 180, 140), "#e8574a", "#b83a30", 12)
    studio.disc(240, 265, 92, "#f4f6f7")
    studio.lens(240, 265, 68)
    studio.disc(350, 180, 18, "#fff1b8")
    studio.line([(85, 170), (40, 80), (120, 30)], "#e8574a", 6)


def bullet_dummy(studio: Studio) -> None:
    """A dummy bullet camera with a solar panel and a printed word."""
    studio.shadow((80, 330, 420, 400), 70)
    studio.rect((60, 120, 90, 320), "#aeb3b9", 6)
    studio.line([(90, 220), (170, 240)], "#9aa0a7", 22)
    studio.tube((150, 180, 390, 300), "#dfe3e6", 30, "down")
    studio.polygon([(140, 170), (400, 170), (420, 195), (150, 195)], "#c3c8cc")
    studio.polygon([(160, 140), (330, 140), (350, 168), (170, 168)], "#1d3a66")
    for step in range(5):
        studio.line([(185 + step * 32, 140), (198 + step * 32, 168)], "#5679b0", 1.5)
    studio.disc(388, 240, 56, "#23262b")
    studio.disc(388, 240, 40, "#3d4148")
    studio.disc(388, 196, 6, "#ff3b30")
    studio.light(388, 196, 18, "#ff7a70")
    studio.banner((130, 380, 350, 425), "仿真模型 不可录像", 22, "#6b7078")


def body_worn(studio: Studio) -> None:
    """A body-worn recorder clipped on a uniform, its red lamp lit."""
    studio.block((0, 0, 480, 480), "#2e4360", "#1f2f47")
    studio.line([(240, 0), (240, 480)], "#1a2840", 5)
    studio.polygon([(60, 40), (200, 40), (195, 120), (70, 120)], "#27395a")
    studio.shadow((150, 100, 350, 440), 140)
    studio.block((155, 80, 325, 410), "#33363b", "#131417", 22)
    studio.lens(240, 165, 56)
    studio.disc(190, 252, 9, "#ff3b30")
    studio.light(190, 252, 24, "#ff776f")
    studio.text(258, 252, "录音录像中", 20, "#ffd9d6")
    studio.rect((178, 285, 302, 375), "#0b0c0f", 8)
    studio.text(240, 330, "工号 0137", 20, "#d6dbe2")


def endoscope(studio: Studio) -> None:
    """A coiled endoscope, its tip ringed with lamps, and three small tools."""
    studio.shadow((70, 140, 420, 420), 60)
    for turn in range(3):
        studio.ring(220, 240, 140 - turn * 18, "#2a2d33", 10)
    studio.line([(330, 330), (385, 370), (395, 405)], "#2a2d33", 10)
    studio.tube((372, 80, 428, 210), "#a4a9b0", 8)
    studio.disc(400, 80, 28, "#7d828a")
    studio.lens(400, 80, 12)
    for lamp in range(8):
        angle = radians(lamp * 45)
        studio.disc(400 + cos(angle) * 20, 80 + sin(angle) * 20, 4, "#fffbe0")
    studio.line([(400, 210), (395, 250), (352, 285)], "#2a2d33", 10)
    studio.arc((180, 205, 215, 245), 0, 250, "#8d9299", 5)
    studio.rect((225, 205, 245, 250), "#b5322b", 3)
    studio.rect((225, 238, 245, 252), "#d5d8dc", 2)
    studio.polygon([(190, 275), (225, 265), (230, 290), (195, 300)], "#b9d3e4")


def pinhole_box(studio: Studio) -> None:
    """A cardboard pinhole camera with a brass plate."""
    studio.shadow((80, 360, 420, 425))
    studio.polygon([(90, 180), (160, 130), (430, 130), (380, 180)], "#cdb58d")
    studio.block((90, 180, 380, 390), "#c1a679", "#a1875b", 3)
    studio.polygon([(380, 180), (430, 130), (430, 330), (380, 390)], "#8c734b")
    studio.block((180, 230, 290, 340), "#e0bd63", "#b38c34", 4)
    studio.disc(235, 285, 4, "#15100a")
    for x, y in ((192, 242), (278, 242), (192, 328), (278, 328)):
        studio.disc(x, y, 4, "#7b5f22")
    studio.tube((120, 120, 165, 150), "#3f3a33", 6)
    studio.text(135, 370, "PINHOLE", 19, "#6b5632")


def pinhole_parts(studio: Studio) -> None:
    """The flat parts of the cardboard kit, a roll of film and a booklet."""
    studio.shadow((50, 80, 440, 430), 50)
    studio.block((50, 70, 290, 300), "#cdb58d", "#b79c6e", 4)
    for x in (110, 170, 230):
        studio.line([(x, 75), (x, 295)], "#8c734b", 1.5)
    studio.line([(55, 185), (285, 185)], "#8c734b", 1.5)
    studio.block((320, 80, 430, 240), "#f4efe2", "#d8d0ba", 3)
    studio.text(375, 130, "8", 48, "#b2533a")
    studio.text(375, 185, "projects", 21, "#5c5240")
    studio.tube((330, 290, 400, 400), "#d5a528", 8)
    studio.tube((345, 272, 385, 292), "#2a2a2a", 3)
    studio.block((120, 330, 200, 410), "#e0bd63", "#b38c34", 4)
    studio.disc(160, 370, 3, "#15100a")


def camera_bag(studio: Studio) -> None:
    """A canvas shoulder bag with a camera peeping out."""
    studio.shadow((60, 370, 430, 430))
    studio.arc((110, 20, 370, 330), 180, 360, "#5a4632", 14)
    studio.block((170, 120, 320, 210), "#33363c", "#1b1d21", 10)
    studio.lens(245, 170, 36)
    studio.block((70, 190, 410, 400), "#8d8a63", "#6a6848", 22)
    studio.polygon([(70, 210), (410, 210), (395, 300), (85, 300)], "#7a7753")
    for x in (150, 330):
        studio.rect((x - 13, 270, x + 13, 345), "#5a4632", 4)
        studio.rect((x - 10, 310, x + 10, 326), "#c9b071", 2)


def detector_handheld(studio: Studio) -> None:
    """A handheld detector: aerial, signal bars and a ring of red lamps."""
    studio.shadow((130, 400, 340, 450))
    studio.line([(190, 110), (190, 25)], "#9ba0a6", 9)
    studio.block((140, 100, 340, 430), "#3a3f47", "#1b1e23", 30)
    studio.disc(240, 195, 66, "#14161a")
    for lamp in range(6):
        angle = radians(lamp * 60)
        studio.disc(240 + cos(angle) * 50, 195 + sin(angle) * 50, 9, "#ff3f34")
        studio.light(240 + cos(angle) * 50, 195 + sin(angle) * 50, 14, "#ff8a80")
    studio.block((210, 165, 270, 225), "#8c1d1d", "#4a0e10", 30)
    for bar, colour in enumerate(("#49c46a",) * 4 + ("#4a4f56",) * 2):
        studio.rect((178 + bar * 22, 330 - bar * 8, 192 + bar * 22, 342), colour, 2)
    studio.text(240, 380, "探测 / 寻镜", 22, "#d5d9de")


def detector_card(studio: Studio) -> None:
    """A card-sized scanner held between two fingers' width, with a red window."""
    studio.shadow((70, 300, 420, 380))
    studio.block((70, 120, 410, 330), "#f4f4f2", "#d3d4d3", 18)
    studio.rect((100, 160, 240, 260), "#7a1518", 10)
    studio.polygon([(110, 168), (180, 168), (140, 252), (110, 252)], "#a5393a")
    for place in range(4):
        studio.disc(280 + place * 32, 180, 9, "#ff4a3d")
    studio.ball((300, 230, 370, 300), "#c9ccd0")
    studio.text(170, 295, "反偷窥扫描卡", 22, "#4a4e55")
