"""What is predicted is what a real screening comes to, and only what is read otherwise is judged anew."""

import random
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.screener import Screener
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Verdict
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.switched_off import SwitchedOff
from lenswatch.keywords.term import State
from lenswatch.keywords.weights import Weights
from lenswatch.ledger.verdicts import Verdicts
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.operations.impact.baseline import Baseline, Origin
from lenswatch.operations.impact.edit import Edit
from lenswatch.operations.screening import screen_ledger
from tests.operations.impact.conftest import SMALL, TITLES, Team

FEW, RULES, OUT, POINTS = "terms/few.csv", "context.csv", "exclusions.csv", "weights.csv"
EDITS: dict[str, Callable[[Team], None]] = {
    "a term is added": lambda team: team.append(FEW, "N1,台灯,zh,alert,4,active,CONCEAL_CLAIM,,,,,,authored,,,,,"),
    "a disguise is added": lambda team: team.append(FEW, "N1,台灯,zh,disguise,2,active,,D09,,,,,authored,,,,,"),
    "a term is retired": lambda team: team.replace(FEW, "block,5,active", "block,5,retired"),
    "a severity is lowered": lambda team: team.replace(FEW, "针孔摄像头,zh,block,5", "针孔摄像头,zh,alert,2"),
    "a retired term comes back": lambda team: team.replace(FEW, "alert,4,retired", "alert,4,active"),
    "another signal": lambda team: team.replace(FEW, "MOTION_REC", "NIGHT_IR"),
    "a variant is given": lambda team: team.replace(FEW, "sound;pinyin", "sound;pinyin;order"),
    "an exclusion is added": lambda team: team.append(OUT, "X3,longer_word,高清;小圆镜 针孔摄像头,*,a toy,"),
    "an exclusion goes": lambda team: team.replace(OUT, "X2,clause,检测;防偷拍,@block;@alert,mention,\n", ""),
    "an exclusion reaches less": lambda team: team.replace(OUT, "@block;@alert", "@alert"),
    "a rule is stronger": lambda team: team.replace(RULES, "DISGUISE,2.5", "DISGUISE,6"),
    "a rule reaches further": lambda team: team.replace(RULES, "NIGHT_IR & #CONCEAL_CLAIM,field", "NIGHT_IR,listing"),
    "a rule goes": lambda team: team.replace(RULES, "R1,@disguise,#IMG,8,,,DISGUISE,2.5,CN-DEV-4.6,near\n", ""),
    "a rule loses its unless": lambda team: team.replace(RULES, "#CHILD_WATCH,listing", ","),
    "points change": lambda team: team.replace(POINTS, "alert,3,2.4", "alert,3,4"),
    "points elsewhere change": lambda team: team.replace(POINTS, "block,4,5.8,4.4", "block,4,5.8,1"),
    "a policy is switched off": lambda team: team.append("switched_off.csv", "T1,pinyin,,x,李雷,2026-01-01"),
    "a spelling is switched off": lambda team: team.append("switched_off.csv", "T1,,针孔摄相头,x,李雷,2026-01-01"),
    "a replacement is added": lambda team: team.append("variants.csv", "sound,针,真,authored,"),
    "a campaign ends": lambda team: team.replace(FEW, "2026-06-30", "2026-02-01"),
}  # fmt: skip
UNSEEN = {"an exclusion is added", "a replacement is added", "points elsewhere change", "a variant is given"}
"""Edits that no listing of the small archive shows."""


@pytest.mark.parametrize("name", EDITS)
def test_the_prediction_equals_a_real_screening(team: Team, name: str) -> None:
    before = team.standing()
    EDITS[name](team)

    predicted, rescored = team.predicted(team.trial())
    team.screen()

    assert team.standing() == predicted
    moved = {key for key, outcome in predicted.items() if outcome != before[key]}
    assert moved <= rescored
    assert len(rescored) < len(TITLES)
    assert name in UNSEEN or moved


@pytest.mark.parametrize("name", ["a term is added", "a rule is stronger", "a replacement is added"])
def test_exactly_the_listings_that_are_read_otherwise_are_judged_anew(team: Team, name: str) -> None:
    old = LexiconReader(Lexicon.load(team.keywords).in_force(team.clock.now()))
    EDITS[name](team)
    new = LexiconReader(Lexicon.load(team.keywords).in_force(team.clock.now()))
    stored = [one.stored for one in Verdicts(team.store, team.clock).latest()]

    _, rescored = team.predicted(team.trial())

    texts = {one.key: scored_texts(one.listing) for one in stored}
    assert rescored == {key for key, text in texts.items() if old.read(text) != new.read(text)}


def test_a_note_or_an_owner_changes_no_listing(team: Team) -> None:
    team.replace(FEW, "press,,,,,", "from the press,李雷,韩梅梅,,,")

    predicted, rescored = team.predicted(team.trial())
    team.screen()

    assert (rescored, predicted) == (set(), team.standing())


def test_tables_that_were_lost_are_compared_by_their_verdicts(team: Team) -> None:
    EDITS["a term is added"](team)
    team.screen()
    EDITS["a term is retired"](team)

    trial = team.trial()
    predicted, rescored = team.predicted(trial)
    team.screen()

    assert trial.baseline.origin is Origin.LOST
    assert (predicted, len(rescored)) == (team.standing(), len(TITLES))


def test_verdicts_of_other_settings_are_not_taken_for_those_of_before(team: Team) -> None:
    with team.store.transaction() as connection:
        connection.execute("UPDATE verdict SET versions_sha256 = versions_sha256 || 'x', score = 0.5")
    EDITS["a term is added"](team)

    report = team.trial(against="current").run()
    predicted, _ = team.predicted(team.trial(against="current"))
    team.screen()

    assert (report.judged_here, report.rescored) == (len(TITLES), 2)
    assert predicted == team.standing()


class WithOpinions:
    """A screener with a detector of its own beside the lexicon, as a text model is."""

    def __init__(self, inner: Screener) -> None:
        self.inner = inner
        self.versions = inner.versions.model_copy(update={"software": "with opinions"})

    def screen(self, listing: Listing) -> Verdict:
        verdict = self.inner.screen(listing)
        score = round(min(1.0, verdict.score + len(listing.title) / 50), 4)
        return verdict.model_copy(update={"score": score, "versions": self.versions})

    def screen_all(self, listings: Sequence[Listing], _lines: None = None) -> list[Verdict]:
        return [self.screen(listing) for listing in listings]


def test_a_screener_that_sees_more_than_the_lexicon_is_predicted_too(team: Team) -> None:
    def build(lexicon: Lexicon) -> Screener:
        return cast("Screener", WithOpinions(team.curator.build(lexicon)))

    lexicon = team.trial().baseline.lexicon
    assert lexicon
    screen_ledger(team.store, build(lexicon), team.clock)
    EDITS["a severity is lowered"](team)
    trial = replace(team.trial(), baseline=Baseline.of(lexicon, Origin.TABLES, build), build=build)

    predicted, rescored = team.predicted(trial)
    team.clock.advance(minutes=5)
    screen_ledger(team.store, build(trial.after), team.clock)

    assert predicted == team.standing()
    assert 0 < len(rescored) < len(TITLES)
    assert trial.run().judged_here == 0


FRAGMENTS = st.sampled_from(
    [
        *TITLES,
        "针孔摄像头",
        "摄像头",
        "手表",
        "儿童手表",
        "手表盒",
        "防偷拍",
        "检测",
        "支架",
        "，",
        "。",
        " ",
        "\u200b",
        "0123456789",
    ]
)
TEXTS = st.lists(st.lists(FRAGMENTS, max_size=8).map("".join), min_size=1, max_size=8)
BASE = Lexicon.load(SMALL)


@given(TEXTS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_a_text_without_an_edited_word_is_read_alike(texts: list[str], chance: random.Random) -> None:
    edited = shaken(BASE, chance)
    probe = Edit(BASE, edited).probe()
    before, after = LexiconReader(BASE), LexiconReader(edited)

    for text in texts:
        read = {"title": text, "description": chance.choice(texts)}
        if probe is not None and not probe.read(read).terms:
            assert before.read(read) == after.read(read)


def shaken(lexicon: Lexicon, chance: random.Random) -> Lexicon:
    """A lexicon with some things added, changed and taken away."""
    terms = list(lexicon.terms)
    for _ in range(chance.randint(0, 2)):
        index = chance.randrange(len(terms))
        state = chance.choice([State.ACTIVE, State.RETIRED])
        terms[index] = replace(terms[index], severity=chance.randint(1, 5), state=state)
    rules = [replace(rule, score=chance.choice([rule.score, 3.0])) for rule in lexicon.rules if chance.random() < 0.9]
    exclusions = [one for one in lexicon.exclusions if chance.random() < 0.8]
    points = dict(lexicon.weights.table)
    if chance.random() < 0.3:
        points[chance.choice(list(points))] = (1.5, 0.5)
    off = SwitchedOff({"T1": frozenset({"pinyin"})}) if chance.random() < 0.3 else SwitchedOff()
    return replace(
        lexicon,
        terms=tuple(terms),
        rules=tuple(rules),
        exclusions=tuple(exclusions),
        weights=Weights(points),
        switched_off=off,
    )


def test_whatever_a_lexicon_holds_is_looked_at() -> None:
    """A part that is added to the lexicon must be taken into account in Edit, or it would be passed over here."""
    assert {part.name for part in fields(Lexicon)} == {
        "terms", "rules", "exclusions", "weights", "replacements", "switched_off", "emergencies", "release", "derived"
    }  # fmt: skip


@pytest.mark.slow
def test_the_shipped_lexicon_on_the_shipped_corpus(team: Team) -> None:
    rows = [row for number, row in enumerate(read_corpus(shipped_corpus())) if number % 4 == 0]
    team.add([row.listing().model_copy(update={"platform": "C"}) for row in rows])
    shipped = Lexicon.load(shipped_keywords())
    team.screen(shipped)
    edited = replace(
        shipped,
        terms=tuple(replace(t, state=State.RETIRED) if t.id.endswith("7") else t for t in shipped.terms),
        rules=shipped.rules[2:],
        exclusions=shipped.exclusions[5:],
    )
    trial = replace(team.trial(), after=edited)

    predicted, rescored = team.predicted(trial)
    team.screen(edited)

    assert trial.baseline.origin is Origin.SHIPPED
    assert predicted == team.standing()
    assert 50 < len(rescored) < len(predicted)


def test_a_listing_that_only_an_unsound_reading_knows_is_left_out(team: Team) -> None:
    team.store.connection.execute("UPDATE reading SET sound = 0 WHERE listing_key = 'P:0'")

    assert team.trial().archive.count() == len(TITLES) - 1
