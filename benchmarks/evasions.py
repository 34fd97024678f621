"""How many disguised spellings of what the lexicon catches plainly it still catches.

    python benchmarks/evasions.py [FILE.jsonl …] [--seed 1] [--whole]

Each row of the files holds `title` or `text`; those that reach band review or above as they are written are rewritten
in thirteen ways, and screened again. Only words of the lexicon's strong terms are rewritten, as a seller would, unless
--whole rewrites a third of all characters. Which characters replace which is decided here, not by the lexicon's own
tables: sounds by pypinyin over the 3,755 commonest characters, shapes and parts by a list of this file.
"""

import argparse
import gzip
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

from lenswatch.classifier.screener import Screener
from lenswatch.core.config import Config
from lenswatch.core.listing import Listing
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.core.verdict import Band
from lenswatch.keywords.lexicon import Lexicon, shipped_keywords

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
    pick = {c: chance.choice([o for o in SOUNDS[lazy_pinyin(c)[0]] if o != c] or [c]) for c in sorted(set(text))}
    return some(text, chance, pick.__getitem__)


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


def rows(paths: list[Path]) -> Iterator[str]:
    """Titles or texts of JSONL files; of the development texts the Chinese covert ones."""
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                row = json.loads(line)
                if row.get("label", "covert") == "covert" and row.get("lang", "zh").startswith("zh"):
                    yield unicodedata.normalize("NFC", row.get("title") or row["text"])


def rewritten(text: str, rewrite: Rewrite, chance: Chance, words: list[str], *, whole: bool) -> str:
    """A text with the strong terms it holds rewritten, the longest first."""
    if whole:
        return HAN.sub(lambda run: rewrite(run[0], chance), text)
    for word in words:
        if word in text:
            return text.replace(word, rewrite(word, chance))
    return text


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--whole", action="store_true")
    options.add_argument("--missed", action="store_true", help="print what was missed")
    asked = options.parse_args()
    lexicon = Lexicon.load(shipped_keywords())
    screener = Screener.build(lexicon, Taxonomy.load(), Config())

    def caught(text: str) -> bool:
        return screener.screen(Listing(title=text)).band is not Band.CLEAR

    words = sorted((t.text for t in lexicon.terms if t.role in {"block", "alert"}), key=len, reverse=True)
    texts = [text for text in rows(asked.files) if caught(text)]
    print(f"{'as written':26} {len(texts):5} of {len(texts)}")
    for name, rewrite in REWRITES.items():
        chance = Chance(asked.seed)
        others = [rewritten(text, rewrite, chance, words, whole=asked.whole) for text in texts]
        changed = [other for text, other in zip(texts, others, strict=True) if other != text]
        missed = [other for other in changed if not caught(other)]
        print(f"{name:26} {len(changed) - len(missed):5} of {len(changed)}")
        if asked.missed:
            print("".join(f"    {text}\n" for text in missed[:12]), end="")


if __name__ == "__main__":
    main()
