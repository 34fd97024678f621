"""The head is trained and written: `python -m lenswatch.models.objects.train [--extra FOLDER]`.

The same renders, photos and network give the same bytes. The manifest is written last.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from lenswatch.classifier.image.object_head import FORMAT, MANIFEST, HeadJson, head_files
from lenswatch.core.digest import sha256_of
from lenswatch.core.files import written_aside
from lenswatch.models.objects import renders
from lenswatch.models.objects.learning import Settings, learn
from lenswatch.models.objects.looks import CODES, RENDER, Looker, Seen
from lenswatch.models.objects.photos import digest_of_photos, look_at_photos


def trained(seen: Sequence[Seen], trained_on: dict[str, str], settings: Settings) -> dict[str, bytes]:
    """The files of a head."""
    learnt = learn(seen, settings)
    said = HeadJson(
        format=FORMAT,
        kinds=CODES,
        network=settings.network,
        trained_on=trained_on,
        pictures=dict(sorted(Counter("renders" if one.source == RENDER else "photos" for one in seen).items())),
    )
    return head_files(said, asdict(learnt))


def main() -> None:
    """Write head.npz, head.json and manifest.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extra", type=Path, action="append", default=[], help="folder of photos with MANIFEST.csv")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder that is written to")
    given = parser.parse_args()
    data = renders.FILE.read_bytes()
    seen, looker = renders.unpacked(data), Looker.load()
    trained_on = {"network": looker.backbone.digest, "renders": sha256_of(data)}
    for number, folder in enumerate(given.extra, 1):
        seen += look_at_photos(folder, looker)
        trained_on[f"photos {number}"] = digest_of_photos(folder)
    content = trained(seen, trained_on, Settings())
    for name in sorted(content, key=lambda name: name == MANIFEST):
        with written_aside(given.out / name) as stream:
            stream.write(content[name])
    sys.stdout.write(f"{len(seen)} pictures, {sum(map(len, content.values()))} bytes\n")


if __name__ == "__main__":
    main()
