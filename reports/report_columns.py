"""Columns of str_reports.csv: one row for each seller, platform and period."""

from collections.abc import Iterable

from lenswatch.core.clock import report_time
from lenswatch.core.verdict import Versions
from lenswatch.ledger.prices import PriceRange
from lenswatch.reports import unfilled
from lenswatch.reports.amounts import major, score, whole
from lenswatch.reports.column import Column, Kind, Table
from lenswatch.reports.facts import FACTS_LIMIT, facts
from lenswatch.reports.rows import ReportRow
from lenswatch.reports.subject import entity_type, shown_licence
from lenswatch.reports.uscc import check_uscc

PROPOSED_ACTION = "REVIEW"
"""A score alone never leads to more."""


def _joined(codes: Iterable[str]) -> str:
    return ";".join(sorted(set(codes)))


def _main_prices(row: ReportRow) -> PriceRange | None:
    return next((one for one in row.rollup.prices if one.currency), None)


def _price_min(row: ReportRow) -> str:
    prices = _main_prices(row)
    return major(prices.low, prices.currency) if prices else ""


def _price_max(row: ReportRow) -> str:
    prices = _main_prices(row)
    return major(prices.high, prices.currency) if prices else ""


def _price_min_minor(row: ReportRow) -> str:
    prices = _main_prices(row)
    return whole(prices.low_minor) if prices else ""


def _price_max_minor(row: ReportRow) -> str:
    prices = _main_prices(row)
    return whole(prices.high_minor) if prices else ""


def _currency(row: ReportRow) -> str:
    prices = _main_prices(row)
    return (prices.currency or "") if prices else ""


def _other_prices(row: ReportRow) -> str:
    unnamed = row.words.phrases.currency_not_shown
    others = (one for one in row.rollup.prices if one != _main_prices(row))
    return "; ".join(
        f"{one.currency or unnamed} {major(one.low, one.currency)}–{major(one.high, one.currency)}" for one in others
    )


def _versions(row: ReportRow) -> list[Versions]:
    return [item.verdict.versions for item in row.items]


REPORTS: Table[ReportRow] = Table(
    file="str_reports.csv",
    zh="可疑交易线索报告（草稿）",
    en="suspicious-transaction reports (draft)",
    key=("report_id",),
    columns=(
        Column(zh="报告编号", en="report_id", kind=Kind.REPORT_ID, fill=lambda r: r.report_id),
        Column(zh="报文类型", en="message_type", kind=Kind.CODE, codes="message_type", fill=lambda _: "NEW"),
        Column(zh="报送状态", en="status", kind=Kind.CODE, codes="status", fill=lambda _: "DRAFT"),
        Column(zh="原报告编号", en="prev_report_id", kind=Kind.REPORT_ID, empty=unfilled.FIRST_MESSAGE),
        Column(zh="紧急程度", en="urgency", kind=Kind.CODE, codes="urgency", fill=lambda _: "01"),
        Column(zh="报告机构", en="reporter_name", theirs=True, fill=lambda r: r.reporter.name),
        Column(zh="机构代码", en="reporter_uscc", theirs=True, fill=lambda r: r.reporter.uscc),
        Column(
            zh="机构代码校验",
            en="reporter_uscc_check",
            kind=Kind.CODE,
            codes="uscc_check",
            fill=lambda r: check_uscc(r.reporter.uscc),
        ),
        Column(zh="经办人", en="preparer", theirs=True, fill=lambda r: r.reporter.preparer),
        Column(zh="复核人", en="approver", empty=unfilled.NOT_REVIEWED),
        Column(zh="接收机关", en="recipient_code", empty=unfilled.NOT_ROUTED),
        Column(zh="报告期起", en="period_start", kind=Kind.TIME, fill=lambda r: report_time(r.occasion.period.start)),
        Column(zh="报告期止", en="period_end", kind=Kind.TIME, fill=lambda r: report_time(r.occasion.period.end)),
        Column(zh="生成时间", en="generated_at", kind=Kind.TIME, fill=lambda r: report_time(r.occasion.generated_at)),
        Column(zh="平台", en="platform", theirs=True, fill=lambda r: r.rollup.key.platform),
        Column(zh="店铺ID", en="seller_id", theirs=True, fill=lambda r: r.rollup.key.seller_id or ""),
        Column(
            zh="店铺ID是否显示",
            en="seller_shown",
            kind=Kind.CODE,
            codes="shown",
            fill=lambda r: "SHOWN" if r.rollup.key.seller_id else "NOT_SHOWN",
        ),
        Column(zh="店铺名称", en="shop_name", theirs=True, fill=lambda r: r.rollup.seller.name or ""),
        Column(zh="店铺链接", en="shop_url", theirs=True, fill=lambda r: r.rollup.seller.url or ""),
        Column(
            zh="主体类型",
            en="entity_type",
            kind=Kind.CODE,
            codes="entity_type",
            fill=lambda r: entity_type(r.rollup.seller),
        ),
        Column(zh="主体名称", en="entity_name", empty=unfilled.NOT_PUBLISHED),
        Column(zh="统一社会信用代码", en="uscc", theirs=True, fill=lambda r: shown_licence(r.rollup.seller)),
        Column(
            zh="代码校验",
            en="uscc_check",
            kind=Kind.CODE,
            codes="uscc_check",
            fill=lambda r: check_uscc(shown_licence(r.rollup.seller)),
        ),
        Column(zh="证件掩码", en="id_masked", empty=unfilled.STAYS_ON_PLATFORM),
        Column(zh="主体伪名", en="subject_pseudonym", empty=unfilled.STAYS_ON_PLATFORM),
        Column(zh="实际经营地区划", en="region_gbt2260", empty=unfilled.NOT_CODED),
        Column(zh="区划版本", en="region_version", empty=unfilled.NOT_CODED),
        Column(zh="经营地(页面文字)", en="region_shown", theirs=True, fill=lambda r: r.rollup.seller.region or ""),
        Column(zh="发货地区划", en="ship_from_region", empty=unfilled.NOT_CODED),
        Column(
            zh="涉嫌事由", en="grounds", kind=Kind.CODES, codes="ground", fill=lambda r: ";".join(r.rollup.ground_codes)
        ),
        Column(zh="涉嫌事由说明", en="grounds_text", fill=lambda r: r.words.codes(r.rollup.ground_codes)),
        Column(
            zh="未明要件",
            en="unknown_elements",
            kind=Kind.CODES,
            codes="element",
            fill=lambda r: ";".join(r.rollup.unknown_elements),
        ),
        Column(zh="未明要件说明", en="unknown_elements_text", fill=lambda r: r.words.codes(r.rollup.unknown_elements)),
        Column(zh="行为特征", en="typologies", empty=unfilled.NEEDS_HISTORY),
        Column(zh="涉及商品数", en="item_count", kind=Kind.INTEGER, fill=lambda r: str(len(r.items))),
        Column(zh="最高分", en="max_score", kind=Kind.DECIMAL, fill=lambda r: score(r.rollup.max_score)),
        Column(
            zh="建议处置",
            en="proposed_action",
            kind=Kind.CODE,
            codes="proposed_action",
            fill=lambda _: PROPOSED_ACTION,
        ),
        Column(
            zh="建议处置说明",
            en="proposed_action_text",
            fill=lambda r: r.words.local("proposed_action", PROPOSED_ACTION),
        ),
        Column(zh="标价最低(元)", en="price_min", kind=Kind.DECIMAL, fill=_price_min),
        Column(zh="标价最高(元)", en="price_max", kind=Kind.DECIMAL, fill=_price_max),
        Column(zh="标价最低(最小货币单位)", en="price_min_minor", kind=Kind.INTEGER, fill=_price_min_minor),
        Column(zh="标价最高(最小货币单位)", en="price_max_minor", kind=Kind.INTEGER, fill=_price_max_minor),
        Column(zh="币种", en="currency", fill=_currency),
        Column(zh="其他币种标价", en="prices_other", fill=_other_prices),
        Column(zh="公示销量", en="public_sales", kind=Kind.INTEGER, fill=lambda r: whole(r.rollup.public_sales)),
        Column(zh="估算金额", en="est_amount_minor", kind=Kind.INTEGER, empty=unfilled.NOT_ESTIMATED),
        Column(zh="估算方法", en="est_method", empty=unfilled.NOT_ESTIMATED),
        Column(zh="首次发现", en="first_seen", kind=Kind.TIME, fill=lambda r: report_time(r.rollup.first_seen)),
        Column(zh="末次发现", en="last_seen", kind=Kind.TIME, fill=lambda r: report_time(r.rollup.last_seen)),
        Column(zh="知悉方式", en="knowledge_basis", empty=unfilled.NO_KNOWLEDGE_LEDGER),
        Column(zh="知悉时间", en="known_at", kind=Kind.TIME, empty=unfilled.NO_KNOWLEDGE_LEDGER),
        Column(zh="已采取措施", en="actions_taken", empty=unfilled.NO_ACTION),
        Column(zh="措施时间", en="action_at", kind=Kind.TIME, empty=unfilled.NO_ACTION),
        Column(zh="认定状态", en="determination", kind=Kind.CODE, codes="determination", fill=lambda _: "none"),
        Column(zh="认定机关", en="determination_authority", empty=unfilled.NOT_DETERMINED),
        Column(zh="认定文号", en="determination_number", empty=unfilled.NOT_DETERMINED),
        Column(zh="认定日期", en="determination_date", kind=Kind.DATE, empty=unfilled.NOT_DETERMINED),
        Column(zh="自动化识别", en="automated_detection", kind=Kind.CODE, codes="yes_no", fill=lambda _: "Yes"),
        Column(
            zh="自动化决定",
            en="automated_decision",
            kind=Kind.CODE,
            codes="automated_decision",
            fill=lambda _: "NOT",
        ),
        Column(zh="申诉状态", en="appeal_state", kind=Kind.CODE, codes="appeal_state", fill=lambda _: "none"),
        Column(zh="事实与理由", en="facts", max_length=FACTS_LIMIT, fill=facts),
        Column(zh="证据清单哈希", en="manifest_sha256", kind=Kind.SHA256, empty=unfilled.NOT_SEALED),
        Column(zh="时间戳文件", en="tsr_file", empty=unfilled.NOT_SEALED),
        Column(zh="词库版本", en="lexicon_version", fill=lambda r: _joined(v.lexicon for v in _versions(r))),
        Column(zh="规则版本", en="rules_version", fill=lambda r: _joined(v.rules for v in _versions(r))),
        Column(
            zh="模型版本",
            en="model_sha256",
            fill=lambda r: _joined(v.text_model for v in _versions(r) if v.text_model),
        ),
        Column(zh="软件版本", en="software_version", fill=lambda r: _joined(v.software for v in _versions(r))),
        Column(zh="保存至", en="retain_until", kind=Kind.DATE, empty=unfilled.NOT_SENT),
        Column(zh="法定保全", en="legal_hold", empty=unfilled.NO_HOLDS),
        Column(zh="筛查批次", en="screening_run", fill=lambda r: r.occasion.run_id),
    ),
)
