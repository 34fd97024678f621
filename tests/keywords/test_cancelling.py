from lenswatch.keywords.reading import LexiconReader


def excluded(reader: LexiconReader, title: str) -> dict[str, str | None]:
    return {hit.term_id: hit.excluded_by for hit in reader.read({"title": title}).terms}


def weights(reader: LexiconReader, title: str) -> dict[str, float]:
    return {hit.term_id: hit.weight for hit in reader.read({"title": title}).terms}


def test_a_longer_allowed_word_beats_the_shorter_blocked_one(small: LexiconReader) -> None:
    assert excluded(small, "针孔摄像头支架") == {"T1": "X1", "T2": "X1"}
    assert weights(small, "针孔摄像头支架") == {"T1": 0.0, "T2": 0.0}


def test_it_cancels_only_what_is_inside(small: LexiconReader) -> None:
    assert excluded(small, "针孔摄像头支架 针孔摄像头") == {"T1": None, "T2": None}
    assert [hit.excluded_by for hit in small.read({"title": "针孔摄像头支架 针孔摄像头"}).terms] == [
        "X1",
        "X1",
        None,
        None,
    ]


def test_a_counter_term_cancels_what_it_contains(small: LexiconReader) -> None:
    assert excluded(small, "儿童手表") == {"T5": None, "T3": "T5"}


def test_mention_reaches_as_far_as_its_clause(small: LexiconReader) -> None:
    assert excluded(small, "可检测针孔摄像头")["T1"] == "X2"
    assert excluded(small, "针孔摄像头检测")["T1"] == "X2"
    assert excluded(small, "针孔摄像头 赠检测卡")["T1"] is None
    assert excluded(small, "检测，针孔摄像头")["T1"] is None


def test_a_word_of_mention_inside_a_longer_term_is_none(small: LexiconReader) -> None:
    assert excluded(small, "移动检测针孔摄像头")["T1"] is None


def test_an_exclusion_lowers_what_strong_signals_support(small: LexiconReader) -> None:
    title = "手表摄像头 密拍 检测针孔摄像头"

    assert excluded(small, title)["T1"] == "X2"
    assert weights(small, title)["T1"] == 3.2


def test_a_counter_term_weighs_half_beside_a_blocked_word_or_two_strong_signals(small: LexiconReader) -> None:
    assert weights(small, "儿童手表 密拍")["T5"] == -5.0
    assert weights(small, "儿童手表 针孔摄像头")["T5"] == -2.5
    assert weights(small, "儿童手表 手表摄像头 密拍")["T5"] == -2.5


def test_many_kinds_of_counter_terms_do_not_clear_a_blocked_word(shipped_reader: LexiconReader) -> None:
    hits = shipped_reader.read({"title": "针孔摄像头 行车记录仪 无人机 内窥镜 儿童手表"}).terms

    assert {hit.signals[0] for hit in hits if hit.weight < 0} == {"DASHCAM"}
    assert min(hit.weight for hit in hits) == -2.5


def test_a_word_of_mention_inside_a_counter_term_still_speaks_for_its_clause(shipped_reader: LexiconReader) -> None:
    (hit,) = [
        hit for hit in shipped_reader.read({"title": "Hidden Camera and Bug Detector"}).terms if hit.role == "block"
    ]

    assert hit.excluded_by == "X23"
