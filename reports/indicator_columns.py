"""Columns of str_indicators.csv: one row for each signal, those against the suspicion included."""

from lenswatch.core.signal import SignalSource
from lenswatch.reports.column import Column, Kind, Table
from lenswatch.reports.context import context_of
from lenswatch.reports.rows import IndicatorRow

_POLARITY = {"+": "FOR", "-": "AGAINST", "0": "NONE"}


def _points(row: IndicatorRow, sign: int) -> str:
    """Points in one direction: unsigned, so that no cell starts with a minus."""
    weight = row.signal.weight * sign
    return f"{weight:.4f}" if weight > 0 else ""


def _code(row: IndicatorRow) -> str:
    """The code of what was seen; empty for a decision on the shop, which the name of its code would overstate."""
    return "" if row.signal.source is SignalSource.SELLER else row.signal.code


def _side(row: IndicatorRow, number: int) -> str:
    """A side of the box in pixels of the picture as shown; empty where the signal has none."""
    return str(row.signal.box[number]) if row.signal.box else ""


INDICATORS: Table[IndicatorRow] = Table(
    file="str_indicators.csv",
    zh="信号明细（草稿）",
    en="indicators (draft)",
    key=("report_id", "item_no", "indicator_no"),
    columns=(
        Column(zh="报告编号", en="report_id", kind=Kind.REPORT_ID, fill=lambda r: r.item.report_id),
        Column(zh="报送状态", en="status", kind=Kind.CODE, codes="status", fill=lambda _: "DRAFT"),
        Column(zh="商品序号", en="item_no", kind=Kind.INTEGER, fill=lambda r: str(r.item.number)),
        Column(zh="信号序号", en="indicator_no", kind=Kind.INTEGER, fill=lambda r: str(r.number)),
        Column(zh="商品编号", en="listing_id", theirs=True, fill=lambda r: r.item.listing.id or ""),
        Column(zh="信号", en="code", kind=Kind.CODE, codes="any_signal", fill=_code),
        Column(zh="信号说明", en="code_text", fill=lambda r: r.item.words.signal(r.signal)),
        Column(zh="方向", en="polarity", kind=Kind.CODE, codes="polarity", fill=lambda r: _POLARITY[r.signal.polarity]),
        Column(zh="加分(对数几率)", en="points_for", kind=Kind.DECIMAL, fill=lambda r: _points(r, 1)),
        Column(zh="减分(对数几率)", en="points_against", kind=Kind.DECIMAL, fill=lambda r: _points(r, -1)),
        Column(zh="字段", en="field", theirs=True, fill=lambda r: r.signal.field),
        Column(zh="字段说明", en="field_text", theirs=True, fill=lambda r: r.item.words.field(r.signal.field)),
        Column(zh="起始位置", en="span_start", kind=Kind.INTEGER, fill=lambda r: str(r.signal.span[0])),
        Column(zh="结束位置", en="span_end", kind=Kind.INTEGER, fill=lambda r: str(r.signal.span[1])),
        Column(zh="前文", en="context_before", theirs=True, fill=lambda r: context_of(r.signal, r.item.listing).before),
        Column(zh="原文", en="matched", theirs=True, fill=lambda r: r.signal.matched),
        Column(zh="后文", en="context_after", theirs=True, fill=lambda r: context_of(r.signal, r.item.listing).after),
        Column(zh="来源", en="source", kind=Kind.CODE, codes="source", fill=lambda r: r.signal.source),
        Column(zh="词条编号", en="term", theirs=True, fill=lambda r: r.signal.term or ""),
        Column(zh="规则编号", en="rule", theirs=True, fill=lambda r: r.signal.rule or ""),
        Column(zh="图片哈希", en="picture_sha256", kind=Kind.SHA256, fill=lambda r: r.signal.picture or ""),
        Column(zh="图中左边", en="box_left", kind=Kind.INTEGER, fill=lambda r: _side(r, 0)),
        Column(zh="图中上边", en="box_top", kind=Kind.INTEGER, fill=lambda r: _side(r, 1)),
        Column(zh="图中右边", en="box_right", kind=Kind.INTEGER, fill=lambda r: _side(r, 2)),
        Column(zh="图中下边", en="box_bottom", kind=Kind.INTEGER, fill=lambda r: _side(r, 3)),
    ),
)
