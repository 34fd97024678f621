"""The lists that code columns draw from, with their names."""

from collections.abc import Iterable, Mapping

from lenswatch.core.record import Record
from lenswatch.core.sighting import Surface
from lenswatch.core.signal import SignalSource
from lenswatch.core.taxonomy import MATCHES_REFERENCE, Taxonomy
from lenswatch.core.verdict import Band


class CodeName(Record):
    """One code and its names."""

    code: str
    zh: str
    en: str


_LISTS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "message_type": (("NEW", "新增", "new"), ("UPD", "修改", "corrected"), ("WDR", "撤回", "withdrawn")),
    "status": (("DRAFT", "草稿，未经人工复核", "draft, not reviewed by a person"),),
    "urgency": (("01", "一般", "normal"), ("02", "紧急", "urgent")),
    "shown": (("SHOWN", "页面显示", "shown on the page"), ("NOT_SHOWN", "页面未显示", "not shown on the page")),
    "entity_type": (
        ("ENT", "企业", "enterprise"),
        ("IND_BIZ", "个体工商户", "individual business"),
        ("NAT", "自然人", "natural person"),
        ("UNKNOWN", "未明", "not known"),
    ),
    "uscc_check": (
        ("OK", "校验通过", "check character fits"),
        ("BAD", "校验不通过", "check character does not fit"),
        ("MISSING", "未显示", "not shown"),
    ),
    "proposed_action": (("REVIEW", "建议人工复核", "a person should review"),),
    "determination": (
        ("none", "未认定", "none"),
        ("requested", "已提请认定", "requested"),
        ("confirmed", "认定属于", "confirmed"),
        ("rejected", "认定不属于", "rejected"),
    ),
    "yes_no": (("Yes", "是", "yes"), ("No", "否", "no")),
    "automated_decision": (
        ("NOT", "未作自动化决定", "not automated"),
        ("PARTIALLY", "部分自动化决定", "partially automated"),
        ("FULLY", "完全自动化决定", "fully automated"),
    ),
    "appeal_state": (
        ("none", "无申诉", "none"),
        ("open", "申诉处理中", "open"),
        ("upheld", "申诉成立", "upheld"),
        ("overturned", "申诉不成立", "overturned"),
    ),
    "band": (("flag", "疑似，列入草稿", "suspected, enters a draft"),),
    "polarity": (
        ("FOR", "支持怀疑", "speaks for the suspicion"),
        ("AGAINST", "不支持怀疑", "speaks against it"),
        ("NONE", "仅为观察，不计分", "an observation without points"),
    ),
    "source": (
        ("lexicon", "词库", "lexicon"),
        ("rule", "规则", "rule"),
        ("text", "文本模型", "text model"),
        ("ocr", "图中文字(词库)", "printed in a picture (lexicon)"),
        ("image", "图片内容", "what a picture shows"),
        ("reference", "参照库比对", "comparison with the reference library"),
        ("seller", "店铺既往决定", "earlier decision on the shop"),
    ),
    "surface": (
        ("search", "搜索结果", "search results"),
        ("category", "类目页", "category page"),
        ("recommendation", "推荐位", "recommendation"),
        ("advertisement", "广告位", "advertisement"),
        ("search suggestion", "搜索联想", "search suggestion"),
        ("shop", "店铺页", "shop page"),
        ("feed", "平台数据", "platform's feed"),
    ),
}


def code_lists(taxonomy: Taxonomy) -> dict[str, tuple[CodeName, ...]]:
    """Every code list by its name."""
    lists = {name: local_list(name) for name in _LISTS}
    lists["disguise"] = _named(taxonomy.disguises, taxonomy)
    lists["ground"] = _named(taxonomy.grounds, taxonomy)
    lists["element"] = _named(taxonomy.elements, taxonomy)
    lists["signal"] = _named(taxonomy.signals, taxonomy)
    lists["counter_signal"] = _named(taxonomy.counter_signals, taxonomy)
    lists["any_signal"] = _named(taxonomy.known_signals | {MATCHES_REFERENCE}, taxonomy)
    return lists


def local_list(name: str) -> tuple[CodeName, ...]:
    """One of the lists that belong to the report's form, not to the taxonomy."""
    return tuple(CodeName(code=code, zh=zh, en=en) for code, zh, en in _LISTS[name])


def unnamed_codes() -> frozenset[str]:
    """Codes of the enumerations of core that no list names; a test keeps this empty."""
    known = {name: {code for code, _, _ in rows} for name, rows in _LISTS.items()}
    return frozenset(
        {str(one) for one in SignalSource} - known["source"]
        | {str(one) for one in Surface} - known["surface"]
        | {Band.FLAG.value} - known["band"]
    )


def _named(codes: Iterable[str], taxonomy: Taxonomy) -> tuple[CodeName, ...]:
    return tuple(
        CodeName(code=code, zh=taxonomy.name(code, "zh"), en=taxonomy.name(code, "en")) for code in sorted(codes)
    )
