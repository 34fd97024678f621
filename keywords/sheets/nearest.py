"""The valid value nearest to a wrong one, Chinese names included."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

NAMES: Mapping[str, tuple[str, ...]] = {
    "block": ("拦截", "阻断", "屏蔽", "禁用词", "黑名单"),
    "alert": ("提示", "警告", "预警", "告警", "警示"),
    "context": ("语境", "上下文"),
    "cover_story": ("掩护说辞", "借口", "托词", "说辞"),
    "purpose": ("用途", "目的"),
    "disguise": ("伪装物", "伪装"),
    "feature": ("功能", "特征", "参数"),
    "counter": ("反证", "排除", "反向", "白名单"),
    "proposed": ("提议", "建议", "草稿", "待提交"),
    "under_review": ("复核中", "审核中", "待审", "待复核"),
    "active": ("生效", "启用", "有效", "在用"),
    "suspended": ("暂停", "停用", "挂起"),
    "retired": ("退役", "废止", "作废", "下线", "失效"),
    "zh": ("中文", "汉语", "简体中文", "zh-cn", "cn", "chinese"),
    "en": ("英文", "英语", "english"),
    "ja": ("日文", "日语", "jp"),
    "ko": ("韩文", "韩语", "朝鲜语", "kr"),
    "de": ("德文", "德语"),
    "es": ("西班牙文", "西班牙语"),
    "fr": ("法文", "法语"),
    "ru": ("俄文", "俄语"),
    "longer_word": ("更长的词", "长词", "包含词"),
    "clause": ("分句", "句内", "小句"),
    "product": ("商品", "产品"),
    "field": ("字段",),
    "listing": ("商品页", "整条"),
    "sound": ("谐音", "同音", "音近"),
    "shape": ("形近", "字形"),
    "split": ("拆字",),
    "pinyin": ("拼音",),
    "initials": ("首字母", "缩写"),
    "order": ("倒序", "换序"),
    "mix": ("中英混写", "混写"),
    "emoji": ("表情", "表情符号"),
    "repeat": ("重复", "叠字"),
    "leet": ("数字代字母",),
    "plural": ("复数",),
}
"""What people call each value in a table; the first name is the one shown."""


def nearest(value: str, allowed: Collection[str]) -> str:
    """The allowed value somebody meant, with its Chinese name in brackets; empty if nothing is near.

    A Chinese name, another letter case or a slip of a letter or two is understood.
    """
    folded = value.strip().casefold()
    called = {name: code for code in allowed for name in (code.casefold(), *NAMES.get(code, ()))}
    found = called.get(folded) or _close(folded, called)
    return shown(found) if found else ""


def shown(code: str) -> str:
    """A code with its Chinese name: alert (提示)."""
    return f"{code} ({NAMES[code][0]})" if code in NAMES else code


def _close(folded: str, called: Mapping[str, str]) -> str | None:
    close = get_close_matches(folded, called, n=1, cutoff=0.6)
    return called[close[0]] if close else None
