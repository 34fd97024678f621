"""Stay-down: every screened listing is held against the library, and half of one reference asks for an expert."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import PIL.Image

from lenswatch.classifier.image.backbone import Backbone
from lenswatch.classifier.reuse.reference_match import ReferenceKind
from lenswatch.core.feed.row import FeedRow
from lenswatch.core.listing import Listing
from lenswatch.core.signal import SignalSource
from lenswatch.core.verdict import Band
from lenswatch.ledger.references import Provenance, References
from lenswatch.operations.pictures.ledger_sight import file_sight
from lenswatch.operations.references.adding import add_reference
from lenswatch.operations.references.parts import parts_of_files
from lenswatch.operations.screening import screen_rows
from tests.operations.pictures.team import Team

Make = Callable[..., Team]


def pattern(seed: int) -> PIL.Image.Image:
    coarse = np.random.default_rng(seed).integers(0, 255, (12, 12, 3), dtype=np.uint8)
    return PIL.Image.fromarray(coarse).resize((240, 240), PIL.Image.Resampling.BICUBIC)


def reference(team: Team, seed: int, kind: ReferenceKind) -> int:
    file = Path(team.workspace.root) / f"{kind}-{seed}.png"
    pattern(seed).save(file)
    provenance = Provenance(kind, f"case {seed}", "鉴定 1", "合同", "李雷", None, None)
    library = References(team.store, team.clock)
    return add_reference(library, provenance, parts_of_files([file]), Backbone.load(), keep_text=False).reference


def listed(team: Team, number: str, seed: int) -> None:
    team.pictures.mkdir(exist_ok=True)
    pattern(seed).save(team.pictures / f"{number}.png")
    team.list_one(number, "桌面摆件", f"{number}.png")


def test_a_reused_picture_under_another_title_and_seller_goes_to_an_expert(team_with: Make) -> None:
    team = team_with()
    listed(team, "1", seed=1)
    team.screen()
    number = reference(team, 1, ReferenceKind.DEVICE)
    before = team.verdict("1")
    summary = team.screen()

    verdict = team.verdict("1")
    (found,) = [one for one in verdict.signals if one.source is SignalSource.REFERENCE]
    assert (before.band, verdict.band, verdict.score) == (Band.CLEAR, Band.REVIEW, before.score)
    assert (found.term, found.reasons[:2], found.field) == (
        f"reference-{number}",
        ("quoted 1/1", "taken 1/1"),
        "images.0",
    )
    assert verdict.versions.library == References(team.store, team.clock).state()
    assert [one.key for one in summary.reused] == ["DEMO:1"]


def test_the_negative_bank_silences_it_and_a_retired_one_no_more(team_with: Make) -> None:
    team = team_with()
    listed(team, "1", seed=1)
    reference(team, 1, ReferenceKind.DEVICE)
    team.screen()
    lawful = reference(team, 1, ReferenceKind.LAWFUL)
    team.screen()

    assert team.verdict("1").band is Band.CLEAR

    team.clock.advance(hours=1)
    References(team.store, team.clock).retire(lawful, "李雷", "决定已撤销")
    team.screen()
    assert team.verdict("1").band is Band.REVIEW


def test_a_reference_taken_back_asks_for_nobody(team_with: Make) -> None:
    team = team_with()
    listed(team, "1", seed=1)
    number = reference(team, 1, ReferenceKind.DEVICE)
    team.screen()
    References(team.store, team.clock).retire(number, "李雷", "决定已撤销")
    team.screen()

    assert team.verdict("1").band is Band.CLEAR


def test_a_reference_counts_for_the_next_row_of_a_running_process(team_with: Make) -> None:
    team = team_with()
    listed(team, "1", seed=1)
    library = References(team.store, team.clock)
    sight = file_sight(team.workspace.config.pictures, team.pictures, library)
    row = Listing.model_validate({"id": "9", "title": "桌面摆件", "images": ["1.png"]})

    def rows() -> Iterator[FeedRow]:
        yield FeedRow(1, row)
        reference(team, 1, ReferenceKind.DEVICE)
        yield FeedRow(2, row)

    bands = [one.band for one in screen_rows(lambda: team.screener, rows(), lambda _: None, sight)]
    assert bands == [Band.CLEAR, Band.REVIEW]
