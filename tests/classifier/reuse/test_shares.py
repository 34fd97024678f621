from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.reuse.comparing import Dossier, KnownText, PictureHit, compare
from lenswatch.classifier.reuse.reference_match import ReferenceKind, ReferenceMatch
from lenswatch.classifier.reuse.seen import ListingObservation, SeenPicture, see_text
from lenswatch.classifier.reuse.share import Share
from lenswatch.classifier.reuse.shingles import blocks

WHOLE = (0, 0, 100, 100)
WORDS = "".join(chr(0x4E00 + (number * 7919) % 20000) for number in range(4000))


def picture(name: str) -> SeenPicture:
    return SeenPicture(
        name, ((WHOLE, np.empty((0, 4), dtype=np.uint64)),), lambda: ((), np.empty((0, 1280), dtype=np.float32))
    )


def listing(pictures: int, text: str = "") -> ListingObservation:
    return ListingObservation(tuple(picture(f"p{n}") for n in range(pictures)), (see_text("description", text),))


def device(number: int, pictures: int, text: str = "", kind: ReferenceKind = ReferenceKind.DEVICE) -> Dossier:
    names = {number * 10_000 + n: f"r{n}" for n in range(pictures)}
    return Dossier(number, kind, f"case {number}", names, (KnownText("manual", blocks((text,))),))


def hits(reference: int, count: int, first: int = 0, distance: int = 4) -> list[PictureHit]:
    return [PictureHit(first + n, WHOLE, reference * 10_000 + n, reference, distance, None) for n in range(count)]


def only(found: tuple[ReferenceMatch, ...]) -> ReferenceMatch:
    assert len(found) == 1
    return found[0]


def test_one_of_ten_pictures_used_alone_is_a_tenth_of_the_one_and_all_of_the_other() -> None:
    found = only(compare(listing(1), hits(1, 1), [device(1, 10)]))

    assert (found.quoted.exact, found.taken.exact) == (Fraction(1, 10), Fraction(1))
    assert (found.quoted.shown, found.taken.shown) == ("0.100", "1.000")
    assert found.expert_review


@pytest.mark.parametrize(("matched", "review"), [(499, False), (500, True)])
def test_the_quoted_share_leads_to_an_expert_from_one_half(matched: int, *, review: bool) -> None:
    found = only(compare(listing(5000), hits(1, matched), [device(1, 1000)]))

    assert found.quoted.shown == f"0.{matched}"
    assert found.expert_review is review


@pytest.mark.parametrize(("matched", "review"), [(499, False), (500, True)])
def test_the_taken_share_leads_to_an_expert_from_one_half(matched: int, *, review: bool) -> None:
    found = only(compare(listing(1000), hits(1, matched), [device(1, 5000)]))

    assert found.taken.shown == f"0.{matched}"
    assert found.expert_review is review


def test_thirty_hundredths_of_two_references_are_not_sixty_of_one() -> None:
    found = compare(listing(10), [*hits(1, 3), *hits(2, 3, first=3)], [device(1, 10), device(2, 10)])

    assert [(match.quoted.shown, match.taken.shown) for match in found] == [("0.300", "0.300")] * 2
    assert not any(match.expert_review for match in found)


def test_pictures_and_blocks_of_text_count_alike() -> None:
    found = only(compare(listing(1, WORDS[:600]), hits(1, 1), [device(1, 2, WORDS[400:800])]))

    assert (found.quoted.matched, found.quoted.of) == (2, 4)
    assert (found.taken.matched, found.taken.of) == (2, 4)
    assert [(part.side, part.number) for part in found.blocks] == [("reference", 1), ("listing", 3)]


def test_the_arithmetic_names_which_picture_is_which() -> None:
    part = only(compare(listing(2), hits(1, 1, first=1, distance=9), [device(1, 2)])).pictures[0]

    assert (part.listing, part.reference, part.by, part.distance) == ("p1", "r0", "fingerprint", 9)


@pytest.mark.parametrize(("lawful", "counted"), [(3, 0), (4, 0), (5, 1)])
def test_a_lawful_product_at_least_as_near_silences_a_picture(lawful: int, counted: int) -> None:
    bank = device(2, 1, kind=ReferenceKind.LAWFUL)
    found = only(compare(listing(1), [*hits(1, 1), *hits(2, 1, distance=lawful)], [device(1, 1), bank]))

    assert found.taken.matched == counted
    assert found.pictures[0].silenced_by == (None if counted else 2)


def test_a_lawful_text_silences_the_blocks_it_holds_and_no_others() -> None:
    bank = device(2, 0, WORDS[:200], kind=ReferenceKind.LAWFUL)
    found = only(compare(listing(0, WORDS[:400]), [], [device(1, 0, WORDS[:400]), bank]))

    assert (found.quoted.shown, found.taken.shown) == ("0.500", "0.500")
    assert [part.silenced_by for part in found.blocks] == [2, None, 2, None]


def test_a_lawful_product_alone_is_no_match() -> None:
    bank = device(2, 1, kind=ReferenceKind.LAWFUL)
    assert compare(listing(1), hits(2, 1), [bank]) == ()


def test_nothing_of_nothing_is_no_share() -> None:
    nothing = Share(matched=0, of=0)
    assert (nothing.exact, nothing.shown, nothing.at_least_half) == (None, "–", False)


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_share_shown_as_one_half_is_one_half(matched: int, of: int) -> None:
    share = Share(matched=min(matched, of), of=of)
    assert share.at_least_half == (share.shown >= "0.500")
