"""From pictures to the network that ships: `python -m lenswatch.models.lenses.build PICTURES [DIR] [--twins RENDERS]`.

PICTURES is a folder with MANIFEST.csv that does not belong to lenswatch; `shop_pictures.py` says what it holds. Needs
the dependency group `backbone`. The same pictures give the same bytes on the same machine.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lenswatch.core.digest import sha256_of
from lenswatch.core.files import written_aside
from lenswatch.models.backbone.build import PACKAGE, WEIGHTS, WEIGHTS_SHA256, published_weights
from lenswatch.models.backbone.layers import Layer, layers_of
from lenswatch.models.backbone.torch_file import read_weights
from lenswatch.models.lenses.cells import Maps
from lenswatch.models.lenses.gathering import Gathered, Looker, gathered, opened, whole
from lenswatch.models.lenses.graph import lens_model, trunk_model
from lenswatch.models.lenses.judged import HELD_OUT, Judged, cuts_of, on_a_spot, write_judged
from lenswatch.models.lenses.learning import Fitted, learn, peaks_of
from lenswatch.models.lenses.shop_pictures import ShopPicture, shop_pictures
from lenswatch.models.lenses.splitting import FOLDS, folds_of
from lenswatch.models.lenses.twin_cells import of_twins
from lenswatch.models.lenses.twins import Twin, read_twins

NETWORK, MANIFEST = "lenses.onnx", "manifest.json"
DRAWINGS = 1000
_DIGITS = 4


@dataclass(frozen=True, eq=False)
class Material:
    """Everything that is learnt from and judged."""

    pictures: Sequence[ShopPicture]
    folds: Sequence[int]
    parts: Sequence[Gathered]
    maps: Sequence[Maps]
    """Of each picture, as it is."""

    @classmethod
    def of(cls, pictures: Sequence[ShopPicture], look: Looker, drawings: int, twins: Iterable[Twin] = ()) -> "Material":
        """Gather it; takes some minutes."""
        parts = [*gathered(pictures, look, drawings, _tell), *of_twins(twins, look.maps)]
        maps = [look.maps(whole(picture, opened(picture))[0]) for picture in pictures]
        return cls(pictures, folds_of(pictures), parts, maps)

    def learnt(self, without_fold: int | None) -> Fitted:
        """A head that has seen nothing of a fold, or everything; renders are of no fold."""
        parts = [part for part in self.parts if part.picture is None or self.folds[part.picture] != without_fold]
        maps = [part.maps for part in parts if part.maps is not None]
        return learn([part.cells for part in parts], [not part.drawn for part in parts], maps)

    def judged(self) -> list[Judged]:
        """Each picture by the head that has seen nothing of its fold."""
        rows = []
        for fold in range(FOLDS):
            fitted = self.learnt(fold)
            rows += [self._judge(number, fitted) for number, its in enumerate(self.folds) if its == fold]
            _tell(f"fold {fold + 1} of {FOLDS} is judged")
        return rows

    def _judge(self, number: int, fitted: Fitted) -> Judged:
        picture = self.pictures[number]
        spots = whole(picture, opened(picture))[1]
        lens, callout = peaks_of(fitted, self.maps[number])
        return Judged(
            sha256=picture.sha256,
            kind=picture.kind,
            source=picture.source,
            device=picture.device,
            fold=self.folds[number],
            lens=round(lens[0], _DIGITS),
            lens_there=on_a_spot(*lens[1:], spots),
            callout=round(callout[0], _DIGITS),
            callout_there=on_a_spot(*callout[1:], spots),
        )


def manifest_of(network: bytes, cuts: dict[str, float]) -> bytes:
    """Digest and cuts of the network, and what it was made from."""
    entry = {
        "sha256": sha256_of(network),
        "bytes": len(network),
        "cuts": cuts,
        "made_by": "python -m lenswatch.models.lenses.build PICTURES --twins TWINS",
        "made_from": {"package": PACKAGE, "licence": "Apache-2.0", "file": WEIGHTS, "sha256": WEIGHTS_SHA256},
    }
    return json.dumps({NETWORK: entry}, indent=2).encode() + b"\n"


def layers() -> tuple[Layer, ...]:
    """Of the backbone."""
    return layers_of(read_weights(published_weights()))


def main() -> None:
    """Judge by folds, learn from everything, write network, manifest and the table of the judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    parser.add_argument("--twins", type=Path, help="what models/objects/recipe/twins/draw.py has drawn")
    given = parser.parse_args()
    backbone = layers()
    twins = read_twins(given.twins) if given.twins else ()
    material = Material.of(shop_pictures(given.pictures), Looker.of(trunk_model(backbone)), DRAWINGS, twins)
    write_all(material, backbone, given.folder)


def write_all(material: Material, backbone: Sequence[Layer], folder: Path) -> None:
    """The files that ship."""
    judged = material.judged()
    network = lens_model(backbone, material.learnt(None).head())
    for name, data in {NETWORK: network, MANIFEST: manifest_of(network, cuts_of(judged))}.items():
        with written_aside(folder / name) as stream:
            stream.write(data)
        _tell(f"{folder / name}: {len(data)} bytes, SHA-256 {sha256_of(data)}")
    write_judged(folder / HELD_OUT.name, judged)


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
