from hypothesis import given
from hypothesis import strategies as st

from lenswatch.classifier.reuse.shingles import BLOCK, DIGEST_BYTES, blocks, contained, joined
from lenswatch.classifier.reuse.text_index import TextIndex

SPECIFICATION = (
    "产品型号K18，外观为充电器，插电即可使用。分辨率1920乘1080，每秒30帧，视角90度，支持移动侦测，发现画面变化时自动保存。"
    "存储卡最大支持128GB，循环覆盖最早的文件。手机连接同一无线网络后打开应用，按住复位孔五秒，指示灯熄灭即进入配对。"
    "远程查看需要登录账号，可分享给家人。机身自带电池约可工作六十分钟，接通电源后长期工作。包装内含主机一台、数据线一条、"
    "取卡针一枚、说明书一份。请勿在潮湿环境使用，清洁时请先断电。售后请联系店铺客服，保修期十二个月，人为损坏不在保修之列。"
)


def test_a_text_is_cut_into_blocks_of_200_characters_and_a_short_rest_belongs_to_the_last() -> None:
    plain = "".join(chr(0x4E00 + number) for number in range(499))
    assert [len(blocks((plain[:size],))) for size in (39, 45, 200, 290, 310, 490)] == [0, 1, 1, 1, 2, 2]
    assert BLOCK == 200


def test_a_text_in_another_cut_and_another_dress_is_found() -> None:
    dressed = "★爆款★ 全新到货" + SPECIFICATION.replace("。", " . ").replace("支持", "支 持").upper()
    text = joined(blocks((dressed,)))

    assert all(contained(block, text) > 0.95 for block in blocks((SPECIFICATION,)))


def test_every_tenth_word_exchanged_is_still_found() -> None:
    edited = "".join("某" if place % 20 == 7 else sign for place, sign in enumerate(SPECIFICATION))
    assert all(contained(block, joined(blocks((edited,)))) >= 0.5 for block in blocks((SPECIFICATION,)))


def test_another_text_is_not() -> None:
    other = "这款棉质枕套采用四件式包装，含两只枕套与一条床单，面料亲肤透气，机洗不易变形，适合一米五与一米八的床。" * 3
    assert all(contained(block, joined(blocks((other,)))) < 0.1 for block in blocks((SPECIFICATION,)))


def test_the_index_names_the_references_that_share_text() -> None:
    plain = "".join(chr(0x4E00 + number) for number in range(200))
    index = TextIndex.of([*((1, block) for block in blocks((SPECIFICATION,))), (2, blocks((plain,))[0])])

    assert index.sharing(joined(blocks((SPECIFICATION[100:300],)))) == {1}
    assert index.sharing(joined(())) == frozenset()


def test_an_empty_index_names_none() -> None:
    assert TextIndex.of([]).sharing(joined(blocks((SPECIFICATION,)))) == frozenset()


@given(st.text())
def test_digests_are_ascending_and_fit_their_bytes(text: str) -> None:
    for block in blocks((text,)):
        assert block.itemsize == DIGEST_BYTES
        assert (block[1:] > block[:-1]).all()
