"""Chargers, cables, phones and boards, drawn on the studio board."""

from __future__ import annotations

from lenswatch.operations.demo.drawing.studio import Box, Colour, Studio

__all__ = [
    "app_screen",
    "board_module",
    "bullet_circuit",
    "cable",
    "card_reader",
    "charger",
    "cube_camera",
    "jumper_wires",
    "keyboard",
    "lens_cover",
    "phone_case",
    "pin_table",
    "power_bank",
    "privacy_film",
    "wall_socket",
]

_FURNITURE: dict[str, tuple[Colour, Box]] = {
    "bed": ("#e8e2d6", (165, 160, 320, 215)),
    "desk": ("#6e4c30", (170, 168, 300, 180)),
    "sofa": ("#56748c", (160, 150, 315, 212)),
}
_WIRES: tuple[Colour, ...] = ("#2b2b2b", "#8a5a2b", "#cf3434", "#e88a2d", "#ecd23c", "#3f9f4a", "#3566c8", "#8a49b0")
_PINS = (
    ("引脚", "功能", "电平"),
    ("5V", "电源输入", "5.0V"),
    ("U0R", "串口接收", "3.3V"),
    ("IO12", "通用/SPI", "3.3V"),
    ("GND", "地", "0V"),
)


def charger(studio: Studio, *, body: Colour, ports: int, lens: bool) -> None:
    """A plug-in charger; a lens, if any, is a dot above the ports."""
    studio.shadow((110, 370, 390, 425))
    studio.block((360, 195, 415, 215), "#d9dbdf", "#84888f", 3)
    studio.block((360, 275, 415, 295), "#d9dbdf", "#84888f", 3)
    studio.tube((110, 100, 370, 400), body, 34, "down")
    studio.block((128, 118, 330, 382), "#ffffff" if body > "#8" else "#3a3d44", body, 24)
    for port in range(ports):
        top = 200 + port * 56
        studio.rect((185, top, 275, top + 26), "#22242a", 13)
        studio.rect((200, top + 10, 260, top + 16), "#8b8f97", 3)
    if lens:
        studio.lens(230, 150, 7)


def wall_socket(studio: Studio) -> None:
    """A wall socket plate with a dot between its outlets."""
    studio.shadow((85, 95, 405, 415), 70)
    studio.block((75, 75, 405, 405), "#fbfbf8", "#dcdcd6", 16)
    studio.frame((105, 105, 375, 375), "#c9c9c2", 2, 10)
    for x in (190, 290):
        studio.rect((x - 4, 150, x + 4, 190), "#33353a", 3)
    for left, lean in ((176, 14), (304, -14)):
        studio.line([(left, 275), (left + lean, 310)], "#33353a", 8)
    studio.line([(240, 320), (240, 352)], "#33353a", 8)
    studio.lens(240, 228, 7)
    studio.text(240, 390, "250V~ 10A", 12, "#a4a49c")


def power_bank(studio: Studio, *, body: Colour, ink: Colour, capacity: str, lens: bool) -> None:
    """A power bank standing up; a lens, if any, is a dot near its top."""
    studio.shadow((130, 395, 360, 445))
    studio.tube((140, 60, 340, 420), body, 34)
    studio.rect((195, 66, 225, 78), "#1b1d22", 5)
    studio.rect((250, 66, 292, 78), "#1b1d22", 6)
    studio.text(240, 240, capacity, 38, ink)
    studio.text(240, 278, "mAh", 22, ink)
    for lamp, colour in enumerate(("#5fd17a",) * 3 + ("#6a6d72",)):
        studio.disc(192 + lamp * 32, 372, 5, colour)
    if lens:
        studio.lens(240, 118, 6)


def cable(studio: Studio, *, colour: Colour, heads: int) -> None:
    """A coiled cable with one or three heads."""
    studio.shadow((90, 150, 400, 420), 60)
    for turn in range(4):
        inset = turn * 17
        studio.ring(240, 235, 150 - inset, colour, 9)
    for head in range(heads):
        x = 240 + (head - (heads - 1) / 2) * 78
        studio.line([(240, 330), (x, 365)], colour, 9)
        studio.tube((x - 18, 360, x + 18, 415), "#24262c", 6)
        studio.block((x - 13, 413, x + 13, 440), "#e9eaec", "#8c9097", 3)
    if heads == 1:
        studio.tube((222, 60, 258, 112), "#24262c", 6)
        studio.block((227, 36, 253, 62), "#e5c873", "#9c7f33", 3)


def card_reader(studio: Studio) -> None:
    """An aluminium card reader with one card half in."""
    studio.shadow((80, 300, 420, 370))
    studio.block((300, 195, 420, 285), "#2d3f72", "#1d2a50", 6)
    studio.text(380, 240, "64G", 26, "#e8ecf7")
    studio.tube((110, 170, 330, 320), "#a9afb6", 20, "down")
    studio.rect((318, 188, 332, 295), "#22252a", 3)
    studio.block((58, 215, 112, 275), "#e8eaed", "#8d9198", 4)
    studio.rect((66, 228, 82, 262), "#3b62c4", 2)
    studio.text(215, 245, "USB 3.0", 26, "#3c4046")


def keyboard(studio: Studio) -> None:
    """A mechanical keyboard from above."""
    studio.shadow((20, 150, 460, 370))
    studio.block((24, 140, 456, 345), "#3a3e46", "#22252b", 14)
    for row in range(4):
        for key in range(14):
            left, top = 36 + key * 29, 154 + row * 36
            accent = (row, key) in {(0, 0), (2, 13)}
            studio.block((left, top, left + 26, top + 31), "#e2794f" if accent else "#dfe2e6", "#a9adb4", 5)
    for left, right in ((36, 118), (124, 324), (330, 440)):
        studio.block((left, 300, right, 331), "#dfe2e6", "#a9adb4", 5)


def jumper_wires(studio: Studio) -> None:
    """A ribbon of coloured jumper wires with black ends."""
    studio.shadow((60, 120, 430, 400), 60)
    for place, colour in enumerate(_WIRES):
        x = 100 + place * 38
        bend = 30 if place % 2 else -10
        studio.line([(x, 100), (x + bend, 190), (x + 12, 290), (x, 380)], colour, 12)
        studio.rect((x - 9, 50, x + 9, 112), "#1c1d21", 3)
        studio.rect((x - 9, 370, x + 9, 430), "#1c1d21", 3)
        studio.line([(x, 32), (x, 50)], "#d9c58a", 4)


def phone_case(studio: Studio) -> None:
    """The back of a phone in a case with a cut-out for its cameras."""
    studio.shadow((140, 400, 360, 450))
    studio.block((130, 40, 350, 430), "#3d6f78", "#28525a", 40)
    studio.frame((136, 46, 344, 424), "#68989f", 3, 36)
    studio.block((150, 62, 262, 176), "#20323a", "#15232a", 26)
    for x, y in ((180, 92), (232, 92), (180, 146)):
        studio.lens(x, y, 20)
    studio.disc(232, 146, 10, "#fff3cf")


def lens_cover(studio: Studio) -> None:
    """A sliding cover above a laptop's screen, half open."""
    studio.shadow((40, 380, 440, 430))
    studio.block((60, 90, 420, 350), "#2b2e35", "#1a1c21", 14)
    studio.block((78, 130, 402, 332), "#6fa5d8", "#c9def0", 4)
    studio.polygon([(40, 350), (440, 350), (465, 395), (15, 395)], "#b9bdc3")
    studio.disc(222, 110, 6, "#0b0c10")
    studio.rect((190, 98, 290, 122), "#0e0f12", 9)
    studio.rect((196, 102, 238, 118), "#343840", 7)
    studio.disc(260, 110, 7, "#26426f")
    studio.text(240, 232, "滑动遮挡", 40, "#1d3a57")


def privacy_film(studio: Studio) -> None:
    """A phone whose screen is dark from one side, under a sheet of film."""
    studio.shadow((100, 400, 340, 445))
    studio.block((110, 60, 300, 430), "#1b1d22", "#0e0f12", 28)
    studio.block((120, 72, 290, 418), "#8fc0e8", "#e4f0f8", 20)
    studio.polygon([(205, 72), (290, 72), (290, 418), (205, 418)], "#14161b")
    studio.text(162, 240, "晚上\n几点\n到家", 24, "#24384c")
    studio.polygon([(300, 90), (400, 60), (410, 400), (310, 430)], "#c5d3de")
    studio.polygon([(312, 100), (390, 78), (350, 180)], "#dde7ee")
    studio.text(355, 250, "28°", 34, "#52687a")


def app_screen(studio: Studio, *, scene: str, caption: str) -> None:
    """A phone showing a live view of a room; `scene` is "bed", "desk" or "sofa"."""
    studio.shadow((130, 420, 350, 460))
    studio.block((130, 25, 350, 445), "#202329", "#0c0d10", 32)
    studio.rect((140, 38, 340, 432), "#f4f6f8", 22)
    studio.text(240, 66, "实时画面", 20, "#23262c")
    studio.block((140, 90, 340, 230), "#b7c3c9", "#7f8b90")
    studio.polygon([(140, 190), (340, 190), (340, 230), (140, 230)], "#8a7560")
    colour, box = _FURNITURE[scene]
    studio.rect(box, colour, 8)
    studio.rect((box[0] + 8, box[1] - 14, box[0] + 58, box[1] + 10), "#f6f3ec", 6)
    studio.text(148, 102, "2025-05-01 21:36:08", 11, "#ffffff", anchor="lm")
    studio.banner((298, 96, 334, 112), "1080P", 10, "#d23b30")
    studio.text(240, 262, caption, 21, "#23262c")
    for place, label in enumerate(("回放", "抓拍", "对讲")):
        x = 180 + place * 60
        studio.disc(x, 325, 22, "#3a7be0")
        studio.text(x, 325, label, 14, "#ffffff")
    studio.rect((160, 375, 320, 405), "#dfe6ef", 15)
    studio.text(240, 390, "设备在线 · 信号强", 15, "#4d6078")


def cube_camera(studio: Studio) -> None:
    """A black cube of two centimetres between a coin and a finger-wide ruler."""
    studio.shadow((110, 320, 400, 400))
    studio.block((140, 140, 310, 330), "#2b2d33", "#101115", 20)
    studio.polygon([(310, 155), (365, 125), (365, 295), (310, 325)], "#08090b")
    studio.polygon([(155, 140), (215, 112), (360, 116), (305, 142)], "#3b3e45")
    studio.lens(225, 232, 34)
    for x in (170, 280):
        for y in (175, 290):
            studio.disc(x, y, 4, "#45212a")
    studio.ball((355, 300, 445, 390), "#cfa94e")
    studio.text(400, 345, "1元", 26, "#7a5b1d")
    for tick in range(11):
        studio.line([(90 + tick * 24, 420), (90 + tick * 24, 436 if tick % 5 else 448)], "#3c3c3c", 2)


def board_module(studio: Studio) -> None:
    """A development board with pin headers and a lens on a short ribbon."""
    studio.shadow((90, 360, 400, 430))
    studio.block((120, 70, 360, 400), "#27303a", "#161c23", 8)
    for pin in range(8):
        for x in (134, 346):
            studio.disc(x, 105 + pin * 38, 8, "#c9a74a")
            studio.disc(x, 105 + pin * 38, 3, "#1b1f24")
    studio.block((165, 255, 315, 385), "#d0d4d8", "#8e949b", 4)
    studio.text(240, 320, "WiFi+BT", 26, "#41464d")
    studio.rect((205, 190, 275, 252), "#c98f3c")
    studio.block((185, 85, 295, 195), "#14161a", "#26292f", 10)
    studio.lens(240, 140, 40)
    studio.rect((300, 88, 328, 116), "#f4efc9", 3)


def pin_table(studio: Studio) -> None:
    """A page of a datasheet: a block diagram and a table of pins."""
    studio.shadow((70, 400, 420, 450), 60)
    studio.block((70, 30, 410, 440), "#ffffff", "#f3f3ef", 2)
    studio.text(90, 60, "数据手册  2. 引脚定义", 22, "#23262c", anchor="lm")
    studio.frame((180, 90, 300, 200), "#2b4a86", 2.5, 4)
    studio.text(240, 145, "MCU", 28, "#2b4a86")
    for pin in range(5):
        y = 105 + pin * 20
        studio.line([(150, y), (180, y)], "#2b4a86", 2)
        studio.line([(300, y), (330, y)], "#2b4a86", 2)
    for row, cells in enumerate(_PINS):
        y = 245 + row * 36
        studio.rect((90, y - 18, 390, y + 18), "#dbe4f3" if row == 0 else "#fafafa")
        studio.frame((90, y - 18, 390, y + 18), "#9aa3b2", 1)
        for x, cell in zip((135, 240, 345), cells, strict=True):
            studio.text(x, y, cell, 18, "#2a2d33")


def bullet_circuit(studio: Studio) -> None:
    """A bare kit: a tiny lens on a long ribbon, a green board and a flat cell."""
    studio.shadow((60, 330, 430, 410))
    studio.line([(110, 130), (190, 165), (225, 230)], "#c98f3c", 16)
    studio.block((70, 90, 120, 140), "#1b1d22", "#0b0c0f", 6)
    studio.lens(95, 115, 13)
    studio.block((190, 225, 390, 355), "#2f7a4a", "#1b5431", 6)
    studio.rect((215, 245, 275, 300), "#15181c", 3)
    studio.rect((300, 250, 370, 290), "#b9bec5", 3)
    for pad in range(7):
        studio.rect((215 + pad * 22, 328, 227 + pad * 22, 344), "#d9b958", 2)
    studio.block((270, 80, 420, 180), "#c8ccd2", "#9399a1", 8)
    studio.text(345, 130, "3.7V", 26, "#3f454d")
    studio.line([(300, 180), (310, 228)], "#c43a31", 4)
    studio.line([(325, 180), (332, 228)], "#1f2227", 4)
