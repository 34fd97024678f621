"""How much of what the lexicon catches plainly it still catches when the covert words are disguised.

    python benchmarks/evasions.py [FILE.jsonl …] [--seeds 5] [--all-evidence] [--missed]

Texts are the Chinese covert rows of the training corpus (or rows of FILE with `title` or `text`) that the lexicon alone
puts at band review or above, and in which its words stand as the curators wrote them. The covert phrases in them, that
is all words of role block or alert that give points, are rewritten in fifteen ways, as a seller would, and the lexicon
reads again. With --all-evidence everything that gives points is rewritten, features such as 夜视 too, and what
context rules join but everyday things. Which characters replace which is decided here, not by the lexicon's own tables:
sounds by pypinyin over the 3,755 commonest characters, shapes and parts by a list of this file.
"""

import argparse
import gzip
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

from lenswatch.classifier.fields import scored_texts
from lenswatch.classifier.fusion import fuse, total_points
from lenswatch.classifier.observations import observations_of
from lenswatch.classifier.points import to_score
from lenswatch.core.listing import Listing
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords
from lenswatch.keywords.reading import LexiconReader, Reading, TermHit
from lenswatch.models.corpus_file import read_corpus, shipped_corpus
from lenswatch.models.corpus_row import Difficulty, Label

LEXICON_ALONE, REVIEW_ALONE = -40_000, 0.35
"""Points a listing starts from, and the score that is looked at, where the lexicon judges alone."""
Chance = random.Random  # nothing secret: the same rewrites in every run
Rewrite = Callable[[str, Chance], str]
HAN = re.compile("[\u4e00-\u9fff]+")
SHAPES = dict(
    pair.split(":")
    for pair in (
        "针:钉什计 孔:扎礼吼 摄:慑镊蹑 像:橡象豫 头:斗买夭 偷:愉喻渝 拍:柏怕伯 隐:稳瘾急 藏:臧赃葬 "
        "微:徽徵薇 型:刑形邢 机:几杌肌 窃:切窍窈 听:昕斤吓 窥:规窟 录:绿禄 监:蓝盐临 控:空腔挖 形:彤杉刑 "
        "蔽:弊敝撇 密:蜜宓 无:元天尢 线:钱浅栈 迷:谜述 你:您尔 超:趋起 小:少水 眼:跟银 镜:境竟 表:衣裘 "
        "充:允兖 电:由甩 插:扦锸 座:坐痤 笔:毛笆 夜:液腋 视:祝规 高:膏亮 清:请情 远:运元 程:逞呈 家:冢嫁 "
        "用:甩角 神:伸绅 器:噐嚣 照:昭熙 影:彭彰 间:问闫 谍:碟蝶 暗:谙喑 访:仿纺 "
    ).split()
)
PARTS = dict(
    pair.split(":")
    for pair in (
        "针:钅十 摄:扌聂 像:亻象 偷:亻俞 拍:扌白 隐:阝急 机:木几 窃:穴切 听:口斤 窥:穴规 控:扌空 形:开彡 "
        "型:刑土 探:扌罙 蔽:艹敝 藏:艹臧 镜:钅竟 线:纟戋 神:礻申 视:礻见 谍:讠枼 暗:日音 访:讠方 插:扌臿 "
        "钟:钅中 远:辶元 超:走召 粒:米立 "
    ).split()
)
WORDS = {
    "摄像头": "camera",
    "摄像机": "cam",
    "针孔": "pinhole",
    "隐藏": "hidden",
    "偷拍": "spy",
    "微型": "mini",
    "录像": "video",
}
EMOJI = "📷🔥✨❤👀🎁"
LEET = str.maketrans("aeiost", "43105t")


def _common() -> dict[str, list[str]]:
    by_sound: dict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            character = bytes([row, cell]).decode("gb2312", errors="ignore")
            for sound in {s for sounds in pinyin(character, style=Style.NORMAL, heteronym=True) for s in sounds}:
                by_sound[sound].append(character)
    return by_sound


SOUNDS = _common()


def some(text: str, chance: Chance, change: Callable[[str], str]) -> str:
    """One or two characters changed, of those that can be."""
    able = [index for index, character in enumerate(text) if change(character) != character]
    chosen = set(chance.sample(able, min(len(able), chance.choice((1, 2)))))
    return "".join(change(character) if index in chosen else character for index, character in enumerate(text))


def homophones(text: str, chance: Chance) -> str:
    """Characters of the same syllable, tones aside."""
    han = [c for c in sorted(set(text)) if HAN.match(c)]
    pick = {c: chance.choice([o for o in SOUNDS[lazy_pinyin(c)[0]] if o != c] or [c]) for c in han}
    return some(text, chance, lambda c: pick.get(c, c))


def look_alikes(text: str, chance: Chance) -> str:
    """Characters of a similar shape."""
    pick = {c: chance.choice(SHAPES.get(c, c)) for c in sorted(set(text))}
    return some(text, chance, pick.__getitem__)


def widths(text: str, chance: Chance) -> str:
    """Full-width letters, and capitals for small ones."""
    del chance
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text.swapcase())


def swapped(text: str, chance: Chance) -> str:
    """Two neighbours exchanged."""
    if not text[1:]:
        return text
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def mixed(text: str, chance: Chance) -> str:
    """One word in English."""
    able = [word for word in WORDS if word in text]
    word = chance.choice(able) if able else ""
    return text.replace(word, WORDS[word]) if word else text


TRADITIONAL = OpenCC("s2t")
REWRITES: dict[str, Rewrite] = {
    "width and case": widths,
    "zero-width and combining": lambda text, chance: chance.choice("\u200b\u200d\u2060\ufeff\u0336\u0332").join(text),
    "separators": lambda text, chance: chance.choice(["*", ".", " ", "-", "_", "/", "丨", "~", "+"]).join(text),
    "brackets inside": lambda text, chance: f"{text[:1]}{chance.choice(('】【', ')(', '」「', ']['))}{text[1:]}",
    "emoji inside": lambda text, chance: chance.choice(EMOJI).join(text),
    "traditional": lambda text, chance: str(TRADITIONAL.convert(text)) if chance else text,
    "look-alike characters": look_alikes,
    "homophones": homophones,
    "pinyin of some": lambda text, chance: some(text, chance, lambda c: lazy_pinyin(c)[0] if HAN.match(c) else c),
    "pinyin of all": lambda text, chance: "".join(lazy_pinyin(text)) if chance else text,
    "split characters": lambda text, chance: some(text, chance, lambda c: PARTS.get(c, c)),
    "digits for letters": lambda text, chance: text.translate(LEET) if chance else text,
    "neighbours exchanged": swapped,
    "Chinese and English": mixed,
    "repeated characters": lambda text, chance: some(text, chance, lambda c: c * 2),
}


Fields = Mapping[str, str]
COVERT = frozenset({"block", "alert"})


@dataclass(frozen=True)
class Base:
    """A text that is caught as it is written."""

    fields: Fields
    spans: Mapping[str, list[tuple[int, int]]]
    """Field to the places of what is rewritten; none overlap."""

    def rewritten(self, rewrite: Rewrite, chance: Chance) -> Fields:
        """The text with its covert phrases disguised."""
        fields = dict(self.fields)
        for name, spans in self.spans.items():
            for start, end in reversed(spans):
                text = fields[name]
                fields[name] = text[:start] + rewrite(text[start:end], chance) + text[end:]
        return fields


class Measure:
    """The shipped lexicon alone, without any other detector."""

    def __init__(self) -> None:
        lexicon = Lexicon.load(shipped_keywords())
        self._reader = LexiconReader(lexicon)
        self._words = {term.id: term.text.casefold() for term in lexicon.terms}

    def caught(self, texts: Iterable[Fields]) -> list[bool]:
        """Whether each text reaches band review."""
        return [self._reaches_review(reading) for reading in self._reader.read_many(list(texts))]

    def bases(self, texts: Iterable[Fields], *, all_evidence: bool) -> list[Base]:
        """Those of some texts that are caught, hold a covert phrase and write their words plainly."""
        every = list(texts)
        found = []
        for fields, reading in zip(every, self._reader.read_many(every), strict=True):
            spans = _spans(reading, all_evidence=all_evidence)
            plain = all(self._is_plain(hit) for hit in reading.terms if hit.weight > 0)
            if spans and plain and self._reaches_review(reading):
                found.append(Base(fields, spans))
        return found

    def _reaches_review(self, reading: Reading) -> bool:
        return to_score(total_points(fuse(observations_of(reading)), LEXICON_ALONE)) >= REVIEW_ALONE

    def _is_plain(self, hit: TermHit) -> bool:
        return hit.matched.casefold() == self._words[hit.term_id]


def _spans(reading: Reading, *, all_evidence: bool) -> dict[str, list[tuple[int, int]]]:
    joined = {term_id for rule in reading.rules for term_id in rule.term_ids}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in reading.terms:
        covert = hit.role in COVERT and hit.weight > 0
        other = hit.weight > 0 or (hit.term_id in joined and hit.role not in {"disguise", "counter"})
        if hit.excluded_by is None and (covert or (all_evidence and other)):
            found[hit.field].append(hit.span)
    return {name: _merged(spans) for name, spans in found.items()}


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])  # noqa: PLW2901 - what overlaps is one phrase
        merged.append((start, end))
    return merged


def corpus_texts() -> Iterator[Fields]:
    """The Chinese covert rows of the training corpus, without those that are written in disguise already."""
    for row in read_corpus(shipped_corpus()):
        plain = row.difficulty is not Difficulty.OBFUSCATED
        if row.label is Label.COVERT and plain and row.lang == "zh":
            yield scored_texts(row.listing())


def file_texts(paths: Iterable[Path]) -> Iterator[Fields]:
    """Titles or texts of JSONL files; of rows with a label the Chinese covert ones."""
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                row = json.loads(line)
                if row.get("label", "covert") == "covert" and row.get("lang", "zh").startswith("zh"):
                    text = unicodedata.normalize("NFC", row.get("title") or row["text"])
                    yield scored_texts(Listing(title=text, description=row.get("description") or None))


def missed(measure: Measure, bases: Iterable[Base], rewrite: Rewrite, seeds: int) -> tuple[int, list[Fields]]:
    """How many rewritten texts there are, and those of them that are caught no more."""
    texts = []
    for seed in range(seeds):
        chance = Chance(seed)
        rewritten = [(base, base.rewritten(rewrite, chance)) for base in bases]
        texts += [fields for base, fields in rewritten if fields != base.fields]
    return len(texts), [text for text, caught in zip(texts, measure.caught(texts), strict=True) if not caught]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--all-evidence", action="store_true")
    options.add_argument("--missed", action="store_true", help="print what was missed")
    asked = options.parse_args()
    measure = Measure()
    texts = file_texts(asked.files) if asked.files else corpus_texts()
    bases = measure.bases(texts, all_evidence=asked.all_evidence)
    print(f"{'as written':26} {len(bases):6,} of {len(bases):6,}")
    every = lost = 0
    for name, rewrite in REWRITES.items():
        count, others = missed(measure, bases, rewrite, asked.seeds)
        every, lost = every + count, lost + len(others)
        print(f"{name:26} {count - len(others):6,} of {count:6,}  {-100 * len(others) / max(count, 1):6.1f} points")
        for fields in others[:12] if asked.missed else []:
            print(f"    {' | '.join(fields.values())}")
    print(f"{'all':26} {every - lost:6,} of {every:6,}  {-100 * lost / max(every, 1):6.1f} points")


if __name__ == "__main__":
    main()
