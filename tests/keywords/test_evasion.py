"""Ways of writing a blocked word so that a plain search misses it."""

from collections.abc import Callable

import pytest

from lenswatch.keywords.reading import LexiconReader

WORDS = ("针孔摄像头", "隐藏摄像头", "偷拍摄像头", "微型摄像头")
SOUNDS = str.maketrans("针孔摄像头隐藏偷拍微型", "珍恐社向投引仓透派薇行")
PINYIN = dict(zip("针孔摄像头隐藏偷拍微型", "zhen kong she xiang tou yin cang tou pai wei xing".split(), strict=True))
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda word: word,
    "blanks": " ".join,
    "full stops": ".".join,
    "asterisks": "*".join,
    "hyphens": "-".join,
    "underscores": "_".join,
    "slashes": "/".join,
    "zero-width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "combining marks": "\u0336".join,
    "emoji": "📷".join,
    "joined emoji": "👨\u200d👩\u200d👧".join,
    "brackets": lambda word: f"【{word[:2]}】{word[2:]}",
    "sound-alike 象": lambda word: word.replace("像", "象"),
    "sound-alike 相": lambda word: word.replace("像", "相"),
    "traditional": lambda word: word.replace("针", "針").replace("摄", "攝").replace("头", "頭"),
    "pinyin for one": lambda word: word.replace("头", "tou"),
    "pinyin for two": lambda word: word.replace("摄", "she").replace("头", "TOU"),
    "split characters": lambda word: word.replace("像", "亻象"),
    "strokes": "丨".join,
    "sound-alikes throughout": lambda word: word.translate(
        str.maketrans("针孔摄像头隐藏偷拍微型", "珍恐社向投引仓透派薇行")
    ),
    "look-alikes throughout": lambda word: word.translate(str.maketrans("摄像隐偷拍微", "镊橡稳愉怕徽")),
    "a sound-alike beside a look-alike": lambda word: word.replace("摄", "慑").replace("像", "橡").replace("头", "投"),
    "rare characters": lambda word: word.replace("像", "潒"),
    "pinyin throughout": lambda word: "".join(PINYIN[character] for character in word),
    "backwards": lambda word: word[::-1],
    "neighbours exchanged": lambda word: word[:-2] + word[-1] + word[-2],
    "repeated": lambda word: word[0] * 3 + word[1:] + word[-1],
    "half in English": lambda word: word.replace("摄像头", "camera"),
    "as a picture": lambda word: word.replace("摄像头", "📷"),
    "full-width letters": lambda word: f"ＨＤ{word}",
    "inside other words": lambda word: f"新款{word}家用",
}


@pytest.mark.parametrize("way", SPELLINGS)
@pytest.mark.parametrize("word", WORDS)
def test_a_blocked_word_is_seen_however_it_is_written(shipped_reader: LexiconReader, word: str, way: str) -> None:
    title = SPELLINGS[way](word)

    hits = shipped_reader.read({"title": title}).terms

    blocks = [hit for hit in hits if hit.role == "block"]
    assert max(hit.weight for hit in blocks) >= 5.6
    assert max(blocks, key=lambda hit: len(hit.matched)).matched in title


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("超小的针 孔摄象头", (3, 9)),
        ("家用zhen孔摄像头", (2, 10)),
        ("新款针kong摄像tou ", (2, 12)),
        ("领夹式微刑摄像机", (0, 8)),
        ("隐闭摄像头", (0, 5)),
        ("隐型摄像头", (0, 5)),
        ("偷怕摄像头", (0, 5)),
        ("摄相头 针孔摄相头", (4, 9)),
        ("HIDDEN-CAMERA", (0, 13)),
        ("ｓｐｙｃａｍ 4K", (0, 6)),
        ("hidden\u200b cameras!", (0, 15)),
        ("a sру camera", (2, 12)),
    ],
)
def test_the_original_characters_are_named(shipped_reader: LexiconReader, title: str, span: tuple[int, int]) -> None:
    hits = [hit for hit in shipped_reader.read({"title": title}).terms if hit.role == "block"]

    assert span in {hit.span for hit in hits}


@pytest.mark.parametrize(
    "title",
    [
        "针，孔雀羽毛 摆件",
        "spyro the dragon 玩具",
        "spy. Camera bag for travel",
        "hidden (camera shop)",
        "穿针孔 缝衣针",
        "十字绣 针 孔大",
        "covert cameraman biography",
        "真空吸尘器 真空包装机",
        "微星摄像头 主播直播用",
        "头牌 头牌女装",
        "新款透明隐形眼镜盒",
        "摄影头灯 补光",
    ],
)
def test_what_only_looks_alike_is_not_seen(shipped_reader: LexiconReader, title: str) -> None:
    assert not [hit for hit in shipped_reader.read({"title": title}).terms if hit.role == "block" and hit.weight]
