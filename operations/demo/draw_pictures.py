"""Draw the pictures of the demo marketplace: `python -m lenswatch.operations.demo.draw_pictures OUT`.

The pictures stand in the repository; this script is their source. Same Pillow and same font, same bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from lenswatch.operations.demo.drawing import cameras, electronics, household, sundries
from lenswatch.operations.demo.drawing.packshots import Packshot
from lenswatch.operations.demo.drawing.studio import Box, Colour, Studio

__all__ = ["PICTURES", "Banner", "Picture", "draw", "main", "packshots"]

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
JPEG_QUALITY = 88
PACKSHOT_QUALITY = 62
"""Plain shapes lose nothing by it, and there are many of them."""


class Banner(NamedTuple):
    """An advertising strip pasted over a picture."""

    box: Box
    words: str
    size: float
    fill: Colour


class Picture(NamedTuple):
    """What one picture shows, and where it was "taken"."""

    subject: Callable[[Studio], None]
    wall: Colour = "#f2f3f4"
    table: Colour | None = None
    banners: tuple[Banner, ...] = ()
    quality: int = JPEG_QUALITY


def _strip(words: str, fill: Colour = "#d23b30", *, top: float = 418, size: float = 30) -> tuple[Banner, ...]:
    return (Banner((20, top, 460, top + 48), words, size, fill),)


_HOUSEHOLD = {
    "clock-1.jpg": Picture(partial(household.clock_round, rim="#e6e7e8", face="#fdfdfb", digits=True), "#dfe7ea"),
    "clock-2.jpg": Picture(
        partial(household.alarm_clock_digital, time="21:36", lens=True),
        "#d8d2c8",
        "#a37b52",
        _strip("1080P 循环录像 无光不闪"),
    ),
    "clock-3.jpg": Picture(partial(household.clock_round, rim="#7a4f2c", face="#f3ead8", digits=False), "#e9e4da"),
    "clock-4.jpg": Picture(household.alarm_clock_twin_bell, "#e8ecef", "#b08a5e"),
    "clock-5.jpg": Picture(household.clock_travel, "#e3ded5", "#8f6f4d"),
    "weather-1.jpg": Picture(household.weather_station, "#e4e8ea", "#c6b090"),
    "lamp-1.jpg": Picture(partial(household.desk_lamp, colour="#f3f4f5", lens=False), "#b9c6cf", "#8b6a48"),
    "lamp-2.jpg": Picture(
        partial(household.desk_lamp, colour="#3b3f46", lens=True), "#a9a39a", "#6f5238", _strip("灯照样亮 手机照样看")
    ),
    "nightlight-1.jpg": Picture(household.night_light, "#5b5a66"),
    "tissue-1.jpg": Picture(
        partial(household.tissue_box, side="#d8b679", top="#c39f60", lens=False), "#eef0ec", "#c3a887"
    ),
    "tissue-2.jpg": Picture(
        partial(household.tissue_box, side="#a5673a", top="#8a5530", lens=True),
        "#e6e2dc",
        "#7d5d44",
        _strip("1080P 远程查看", size=38),
    ),
    "smoke-1.jpg": Picture(household.smoke_alarm, "#dcdad4"),
    "mug-1.jpg": Picture(household.mug, "#dfe9e4", "#c59a6a"),
    "flask-1.jpg": Picture(household.flask, "#eceff1", "#b9bec3"),
    "frame-1.jpg": Picture(household.photo_frame, "#e8e3da", "#a98560"),
    "storage-1.jpg": Picture(household.storage_box, "#eef0f2", "#c9c2b7"),
    "towel-1.jpg": Picture(household.towels, "#eef2f1", "#d3c6b3"),
    "umbrella-1.jpg": Picture(household.umbrella, "#dfe8ee", None, _strip("新品第二件半价", top=14)),
    "humidifier-1.jpg": Picture(household.humidifier, "#93a7b3", "#7a6350"),
    "scale-1.jpg": Picture(household.kitchen_scale, "#e9ecee", "#b9a58c", _strip("0.1克起称", top=14)),
}


_ELECTRONICS = {
    "charger-1.jpg": Picture(partial(electronics.charger, body="#e9eaec", ports=3, lens=False), "#eef1f4"),
    "charger-2.jpg": Picture(partial(electronics.charger, body="#e9eaec", ports=2, lens=True), "#dfe3e6", "#b39d82"),
    "charger-3.jpg": Picture(
        partial(electronics.charger, body="#2a2d33", ports=1, lens=True),
        "#e6e6e3",
        None,
        _strip("LIVE VIEW ON YOUR PHONE", "#205a9c", size=26),
    ),
    "socket-1.jpg": Picture(electronics.wall_socket, "#cfd3cf"),
    "powerbank-1.jpg": Picture(
        partial(electronics.power_bank, body="#e4e8ec", ink="#5c646e", capacity="20000", lens=False),
        "#dbe4ec",
        "#b6a48d",
        _strip("双向快充 可带上飞机", "#2a6f5b"),
    ),
    "powerbank-2.jpg": Picture(
        partial(electronics.power_bank, body="#2a2d35", ink="#aab2bd", capacity="10000", lens=True),
        "#e7e7ea",
        "#9b9ea5",
        (Banner((14, 14, 250, 58), "WiFi远程看 72小时", 24, "#1d5fb8"),),
    ),
    "cable-1.jpg": Picture(partial(electronics.cable, colour="#3a4350", heads=1), "#eceff2"),
    "cable-2.jpg": Picture(partial(electronics.cable, colour="#b5423a", heads=3), "#f2efe9"),
    "reader-1.jpg": Picture(electronics.card_reader, "#e7ebee", "#b8bdc2"),
    "keyboard-1.jpg": Picture(electronics.keyboard, "#a88a68"),
    "jumper-1.jpg": Picture(electronics.jumper_wires, "#eef0ee"),
    "phonecase-1.jpg": Picture(electronics.phone_case, "#eee6dd"),
    "lenscover-1.jpg": Picture(electronics.lens_cover, "#e9edf1", "#c9b493"),
    "film-1.jpg": Picture(electronics.privacy_film, "#dfe5ea"),
    "app-1.jpg": Picture(partial(electronics.app_screen, scene="bed", caption="卧室 · 红外夜视"), "#cfdbe6"),
    "app-2.jpg": Picture(partial(electronics.app_screen, scene="sofa", caption="客厅 · 远程查看"), "#e6dccf"),
    "app-3.jpg": Picture(partial(electronics.app_screen, scene="desk", caption="办公室 · 循环录像"), "#d6dfd4"),
    "cube-1.jpg": Picture(electronics.cube_camera, "#e8eaec", "#d9d6cf"),
    "esp32-1.jpg": Picture(electronics.board_module, "#dfe6df"),
    "esp32-2.jpg": Picture(electronics.pin_table, "#c9ced6"),
    "module-1.jpg": Picture(electronics.bullet_circuit, "#d9e0e4", "#aeb6ba", _strip("超小镜头 手机远程")),
}


_CAMERAS = {
    "camera-1.jpg": Picture(
        partial(cameras.pan_tilt_camera, closed=False),
        "#dfe6ea",
        "#c5a987",
        _strip("400万像素 一键隐私遮蔽", "#1d5fb8"),
    ),
    "camera-2.jpg": Picture(partial(cameras.pan_tilt_camera, closed=True), "#dfe6ea", "#c5a987"),
    "babymonitor-1.jpg": Picture(cameras.baby_monitor, "#e7eef0", "#d7c3a9"),
    "doorbell-1.jpg": Picture(cameras.doorbell),
    "dashcam-1.jpg": Picture(cameras.dash_camera, "#dde1e5", "#a9adb2", _strip("前后双录 停车监控", "#22252b")),
    "dashcam-2.jpg": Picture(cameras.dash_camera_mounted),
    "actioncam-1.jpg": Picture(cameras.action_camera, "#e3e6e3", "#b08d66"),
    "toycamera-1.jpg": Picture(cameras.toy_camera, "#fdf1d9", "#e8d2ae"),
    "dummy-1.jpg": Picture(cameras.bullet_dummy, "#e5e7e6"),
    "bodycam-1.jpg": Picture(cameras.body_worn),
    "endoscope-1.jpg": Picture(cameras.endoscope, "#eceee9"),
    "pinholekit-1.jpg": Picture(cameras.pinhole_box, "#eae6de", "#a58a66"),
    "pinholekit-2.jpg": Picture(cameras.pinhole_parts, "#dcd8cf"),
    "camerabag-1.jpg": Picture(cameras.camera_bag, "#e9e7e2", "#b59872"),
    "detector-1.jpg": Picture(cameras.detector_handheld, "#dfe4e8", "#b9b3a9"),
    "detector-2.jpg": Picture(cameras.detector_card, "#d9d4dd", "#b2a7b6"),
}


_SUNDRIES = {
    "pen-1.jpg": Picture(sundries.fountain_pen, "#8f6f4d"),
    "pen-2.jpg": Picture(sundries.pen, "#e5e7ea", "#c7cace"),
    "glasses-1.jpg": Picture(partial(sundries.glasses, rim="#8c3b3b", lens=False), "#efece6", "#d6c5ab"),
    "glasses-2.jpg": Picture(partial(sundries.glasses, rim="#17181c", lens=True), "#e3e6e9", "#bfc3c8"),
    "pinholeglasses-1.jpg": Picture(sundries.pinhole_glasses, "#eef1ec", "#cfd5c9"),
    "contactlens-1.jpg": Picture(sundries.contact_lenses, "#f4f8fa", "#dbe6ec"),
    "button-1.jpg": Picture(sundries.shirt_button),
    "carkey-1.jpg": Picture(sundries.car_key, "#dfe1e4", "#9c8468"),
    "childwatch-1.jpg": Picture(sundries.child_watch, "#fdf3f0"),
    "teddy-1.jpg": Picture(partial(sundries.teddy, fur="#b98550"), "#eaf0ea", "#d9c4a5"),
    "keyring-1.jpg": Picture(sundries.key_ring_bear, "#f3ece4"),
    "book-1.jpg": Picture(sundries.book, "#e4dfd6", "#84664a"),
    "notebook-1.jpg": Picture(sundries.notebook, "#efe8da", "#a88a66"),
    "doorsensor-1.jpg": Picture(sundries.door_sensor),
}

PICTURES = {**_HOUSEHOLD, **_ELECTRONICS, **_CAMERAS, **_SUNDRIES}
"""Every picture drawn with its own function, by file name."""


def packshots() -> dict[str, Picture]:
    """The pictures of the table `marketplace/packshots.csv` by file name."""
    table = files("lenswatch.operations.demo") / "marketplace" / "packshots.csv"
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    return {row["file"]: _packshot(row) for row in rows}


def _packshot(row: dict[str, str]) -> Picture:
    subject = Packshot(row["shape"], row["colour"], row["ink"], row["words"], bool(row["lens"]))
    banners = _strip(row["banner"], size=26) if row["banner"] else ()
    return Picture(subject, row["wall"], row["table"] or None, banners, PACKSHOT_QUALITY)


def draw(picture: Picture, font: Path, target: Path) -> None:
    """Draw one picture into a JPEG file."""
    studio = Studio(font, wall=picture.wall, table=picture.table)
    picture.subject(studio)
    for banner in picture.banners:
        studio.banner(banner.box, banner.words, banner.size, banner.fill)
    studio.finished().save(target, "JPEG", quality=picture.quality, optimize=True, subsampling=0)


def main(arguments: list[str] | None = None) -> None:
    """Draw all pictures into a directory."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the demo marketplace.")
    parser.add_argument("out", type=Path, help="the directory that receives the JPEG files")
    parser.add_argument("--font", type=Path, default=FONT, help="a CJK font collection (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, picture in {**PICTURES, **packshots()}.items():
        draw(picture, chosen.font, chosen.out / name)


if __name__ == "__main__":
    main()
