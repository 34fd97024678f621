"""A report suspects; it never finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.core.exit_code import ExitCode
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.reports.wording import WordingError, finding_in, official_names, quoted, refuse_findings

NAMES = official_names(Taxonomy.load())


@pytest.mark.parametrize(
    "text",
    [
        "该商品违法",
        "涉嫌犯罪的商品",
        "非法窃照器材",
        "違法商品",
        "an illegal device",
        "Illegally sold",
        "a criminal seller",
        "the offender",
        "unlawful",
        "「引号内」外的违法",
    ],
)
def test_a_finding_is_refused_as_our_bug(text: str) -> None:
    with pytest.raises(WordingError, match=r"reports, facts: states a finding") as caught:
        refuse_findings(text, "reports, facts", NAMES)

    assert caught.value.exit_code is ExitCode.BUG


@pytest.mark.parametrize(
    "text",
    [
        "疑似以伪装方式使用的摄录器材",
        "suspected of being a recording device",
        "标题「违法犯罪」",
        "title “illegal”",
        "依据《禁止非法生产销售使用窃听窃照专用器材和“伪基站”设备的规定》",
        "为非法销售提供广告设计、制作、代理、发布 CN-DEV-10",
        "advertising for unlawful sale CN-DEV-10",
    ],
)
def test_suspicion_quotations_and_names_of_grounds_pass(text: str) -> None:
    assert finding_in(text, NAMES) is None


def test_a_name_of_a_ground_covers_nothing_beside_it() -> None:
    assert finding_in("为非法销售提供广告设计、制作、代理、发布的非法商品", NAMES) == "非法"


@given(st.text("「」“”‘’『』《》违法 a"), st.sampled_from(["zh", "en"]))
def test_a_seller_cannot_get_out_of_the_quotation_marks(words: str, language: str) -> None:
    text = f"标题{quoted(words, language)}，违法"

    assert finding_in(text.removesuffix("违法"), NAMES) is None
    assert finding_in(text, NAMES) == "违法"
