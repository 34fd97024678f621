"""Why a column that the report's form asks for is empty today; schema.json repeats it."""

from lenswatch.reports.column import Reason

FIRST_MESSAGE = Reason("草稿均为新增报文，无原报告", "every draft is new: there is no earlier report")
NOT_REVIEWED = Reason("尚无人复核", "nobody has reviewed the draft")
NOT_ROUTED = Reason("接收机关由复核人员选定", "the person who reviews chooses the recipient")
NOT_PUBLISHED = Reason(
    "商品页不显示主体名称；自然人身份不写入报告",
    "listing pages do not show it; a natural person's identity never enters a report",
)
STAYS_ON_PLATFORM = Reason(
    "自然人身份留存于平台自有系统，本软件不采集",
    "a natural person's identity stays in the platform's own system and is not collected",
)
NOT_CODED = Reason("页面文字尚未转换为 GB/T 2260 代码", "the words shown are not coded by GB/T 2260 yet")
NEEDS_HISTORY = Reason(
    "行为特征需要订单数据或历史数据，尚未计算", "typologies need order data or history and are not computed yet"
)
NOT_ESTIMATED = Reason("不以公示销量推算金额", "no amount is estimated from sales counts")
NO_KNOWLEDGE_LEDGER = Reason(
    "知悉方式和时间由复核人员登记", "how and when it became known is recorded by the person who reviews"
)
NO_ACTION = Reason("草稿不含处置，处置由人员决定并登记", "a draft takes no action; people decide and record it")
NOT_DETERMINED = Reason("尚无公安机关认定", "there is no determination by the police")
NOT_SEALED = Reason("证据在复核后封存", "evidence is sealed after the review")
NOT_SENT = Reason("保存期限自报送或结案起算", "retention is counted from sending or closing")
NO_HOLDS = Reason("法定保全由人员登记", "legal holds are recorded by people")
