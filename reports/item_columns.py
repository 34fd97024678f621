"""Columns of str_items.csv: one row for each flagged listing, as captured."""

from collections.abc import Iterable
from itertools import chain

from lenswatch.core.clock import report_time
from lenswatch.core.signal import SignalSource
from lenswatch.ledger.sellers import alleged_grounds
from lenswatch.reports.amounts import major, minor, score, whole
from lenswatch.reports.column import Column, Kind, Table
from lenswatch.reports.facts import reasons
from lenswatch.reports.rows import ItemRow


def _joined(codes: Iterable[str]) -> str:
    return ";".join(sorted(set(codes)))


def _signals(row: ItemRow) -> set[str]:
    """What was seen of the listing; what was decided of the shop before is no signal of it."""
    seen = {one.code for one in row.verdict.signals if one.source is not SignalSource.SELLER}
    return seen & row.words.taxonomy.signals


def _counter_signals(row: ItemRow) -> set[str]:
    return {one.code for one in row.verdict.signals} & row.words.taxonomy.counter_signals


def _grounds(row: ItemRow) -> set[str]:
    return {ground.code for ground in alleged_grounds(row.judged)}


def _met(row: ItemRow) -> set[str]:
    return set(chain.from_iterable(ground.met for ground in alleged_grounds(row.judged)))


def _unknown(row: ItemRow) -> set[str]:
    return set(chain.from_iterable(ground.unknown for ground in alleged_grounds(row.judged)))


def _published(row: ItemRow) -> str:
    return report_time(row.listing.published_at) if row.listing.published_at else ""


def _publication(row: ItemRow) -> str:
    phrases = row.words.phrases
    return phrases.publication_shown if row.listing.published_at else phrases.publication_not_shown


def _captured(row: ItemRow) -> str:
    instant = row.capture.captured_at if row.capture else row.listing.captured_at
    return report_time(instant) if instant else ""


def _promoted(row: ItemRow) -> str:
    return {True: "Yes", False: "No", None: ""}[row.listing.paid_promotion]


ITEMS: Table[ItemRow] = Table(
    file="str_items.csv",
    zh="疑似商品（草稿）",
    en="suspected listings (draft)",
    key=("report_id", "item_no"),
    columns=(
        Column(zh="报告编号", en="report_id", kind=Kind.REPORT_ID, fill=lambda r: r.report_id),
        Column(zh="报送状态", en="status", kind=Kind.CODE, codes="status", fill=lambda _: "DRAFT"),
        Column(zh="商品序号", en="item_no", kind=Kind.INTEGER, fill=lambda r: str(r.number)),
        Column(zh="平台", en="platform", theirs=True, fill=lambda r: r.listing.platform or ""),
        Column(zh="商品编号", en="listing_id", theirs=True, fill=lambda r: r.listing.id or ""),
        Column(zh="商品标题", en="title", theirs=True, fill=lambda r: r.listing.title),
        Column(zh="商品链接", en="url", theirs=True, fill=lambda r: r.listing.url or ""),
        Column(zh="规范链接", en="canonical_url", theirs=True, fill=lambda r: r.listing.canonical_url or ""),
        Column(zh="类目", en="category", theirs=True, fill=lambda r: r.listing.category or ""),
        Column(zh="商品描述", en="description", theirs=True, fill=lambda r: r.listing.description or ""),
        Column(zh="图中文字", en="image_text", theirs=True, fill=lambda r: r.listing.image_text or ""),
        Column(zh="标价(元)", en="price", kind=Kind.DECIMAL, fill=lambda r: major(r.listing.price, r.listing.currency)),
        Column(
            zh="标价上限(元)",
            en="price_high",
            kind=Kind.DECIMAL,
            fill=lambda r: major(r.listing.price_high, r.listing.currency),
        ),
        Column(
            zh="标价(最小货币单位)",
            en="price_minor",
            kind=Kind.INTEGER,
            fill=lambda r: minor(r.listing.price, r.listing.currency),
        ),
        Column(
            zh="标价上限(最小货币单位)",
            en="price_high_minor",
            kind=Kind.INTEGER,
            fill=lambda r: minor(r.listing.price_high, r.listing.currency),
        ),
        Column(zh="币种", en="currency", fill=lambda r: r.listing.currency or ""),
        Column(zh="标价原文", en="price_raw", theirs=True, fill=lambda r: r.listing.price_raw or ""),
        Column(zh="公示销量", en="public_sales", kind=Kind.INTEGER, fill=lambda r: whole(r.listing.public_sales)),
        Column(zh="发货地(页面文字)", en="ship_from_shown", theirs=True, fill=lambda r: r.listing.ship_from or ""),
        Column(zh="付费推广", en="paid_promotion", kind=Kind.CODE, codes="yes_no", fill=_promoted),
        Column(
            zh="出现位置",
            en="surfaces",
            kind=Kind.CODES,
            codes="surface",
            fill=lambda r: _joined(sighting.surface for sighting in r.listing.seen),
        ),
        Column(zh="发布时间", en="published_at", kind=Kind.TIME, fill=_published),
        Column(zh="发布时间说明", en="published_at_note", fill=_publication),
        Column(zh="采集时间", en="captured_at", kind=Kind.TIME, fill=_captured),
        Column(zh="首次发现", en="first_seen", kind=Kind.TIME, fill=lambda r: report_time(r.judged.stored.first_seen)),
        Column(zh="末次发现", en="last_seen", kind=Kind.TIME, fill=lambda r: report_time(r.judged.stored.last_seen)),
        Column(zh="得分", en="score", kind=Kind.DECIMAL, fill=lambda r: score(r.verdict.score)),
        Column(zh="等级", en="band", kind=Kind.CODE, codes="band", fill=lambda r: r.verdict.band),
        Column(
            zh="疑似伪装类型", en="disguise", kind=Kind.CODE, codes="disguise", fill=lambda r: r.verdict.disguise or ""
        ),
        Column(
            zh="疑似伪装类型说明",
            en="disguise_text",
            fill=lambda r: r.words.code(r.verdict.disguise) if r.verdict.disguise else "",
        ),
        Column(zh="信号", en="signals", kind=Kind.CODES, codes="signal", fill=lambda r: _joined(_signals(r))),
        Column(zh="信号说明", en="signals_text", fill=lambda r: r.words.codes(_signals(r))),
        Column(
            zh="反向信号",
            en="counter_signals",
            kind=Kind.CODES,
            codes="counter_signal",
            fill=lambda r: _joined(_counter_signals(r)),
        ),
        Column(zh="反向信号说明", en="counter_signals_text", fill=lambda r: r.words.codes(_counter_signals(r))),
        Column(zh="涉嫌事由", en="grounds", kind=Kind.CODES, codes="ground", fill=lambda r: _joined(_grounds(r))),
        Column(zh="涉嫌事由说明", en="grounds_text", fill=lambda r: r.words.codes(_grounds(r))),
        Column(zh="已显示要件", en="met_elements", kind=Kind.CODES, codes="element", fill=lambda r: _joined(_met(r))),
        Column(zh="已显示要件说明", en="met_elements_text", fill=lambda r: r.words.codes(_met(r))),
        Column(
            zh="未明要件", en="unknown_elements", kind=Kind.CODES, codes="element", fill=lambda r: _joined(_unknown(r))
        ),
        Column(zh="未明要件说明", en="unknown_elements_text", fill=lambda r: r.words.codes(_unknown(r))),
        Column(zh="理由", en="reasons", fill=reasons),
        Column(
            zh="页面数据哈希",
            en="page_sha256",
            kind=Kind.SHA256,
            fill=lambda r: r.capture.payload_sha256 if r.capture else "",
        ),
        Column(zh="存档文件", en="warc_file", fill=lambda r: r.capture.payload_file if r.capture else ""),
        Column(zh="存档记录", en="warc_record_id", fill=lambda r: r.capture.payload_record_id if r.capture else ""),
        Column(zh="词库版本", en="lexicon_version", fill=lambda r: r.verdict.versions.lexicon),
        Column(zh="规则版本", en="rules_version", fill=lambda r: r.verdict.versions.rules),
        Column(
            zh="模型版本",
            en="model_sha256",
            kind=Kind.SHA256,
            fill=lambda r: r.verdict.versions.text_model or "",
        ),
        Column(zh="软件版本", en="software_version", fill=lambda r: r.verdict.versions.software),
    ),
)
