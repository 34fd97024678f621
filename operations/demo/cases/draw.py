"""Draw the pictures of the first four cases: `python -m lenswatch.operations.demo.cases.draw OUT`.

The pictures stand in the repository; this script is their source. Same Pillow and same font, same bytes.
"""

import argparse
from functools import partial
from pathlib import Path

from lenswatch.operations.demo.draw_pictures import FONT, Banner, Picture, draw
from lenswatch.operations.demo.drawing import electronics, household
from lenswatch.operations.demo.drawing.studio import Studio

PICTURES = {
    "shelf.jpg": Picture(
        partial(household.tissue_box, side="#b9c4c9", top="#9fadb4", lens=False),
        "#e9ecee",
        "#b59d80",
        (
            Banner((16, 14, 464, 78), "内置针孔摄像头", 44, "#c8322b"),
            Banner((16, 398, 464, 458), "循环录像 手机远程查看", 36, "#1f3d63"),
        ),
    ),
    "case-lamp.jpg": Picture(partial(household.desk_lamp, colour="#3b3f46", lens=True), "#b9b2a6", "#6f5238"),
    "stock-charger.jpg": Picture(partial(electronics.charger, body="#eceef0", ports=3, lens=False), "#e3e9ee"),
    "clock.jpg": Picture(partial(household.clock_round, rim="#5b4636", face="#f7f3ea", digits=True), "#e4e0d8"),
}
"""Drawn ones."""
REUSED = ("case-lamp.jpg", "lamp.jpg")
"""The confirmed device's picture, and the same as another seller shows it: cut a little, smaller, saved again."""


def main(arguments: list[str] | None = None) -> None:
    """Draw all into a directory."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the demo's first four cases.")
    parser.add_argument("out", type=Path, help="the directory that receives the JPEG files")
    parser.add_argument("--font", type=Path, default=FONT, help="a CJK font collection (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        draw(picture, chosen.font, chosen.out / name)
    source = PICTURES[REUSED[0]]
    studio = Studio(chosen.font, wall=source.wall, table=source.table)
    source.subject(studio)
    smaller = studio.finished().crop((8, 8, 472, 472)).resize((360, 360))
    smaller.save(chosen.out / REUSED[1], "JPEG", quality=70, optimize=True)


if __name__ == "__main__":
    main()
