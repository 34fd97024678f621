"""A second archive for the miner, written after it was finished: invented shops, invented expressions, none attested.

No rule of the miner was changed because of what it found or missed here.
"""

from collections.abc import Iterator
from random import Random

from lenswatch.core.listing import Listing
from lenswatch.core.seller import Seller

PLANTED = {
    "飞蚊": (
        "飞蚊装好以后谁来都看不见它",
        "同款飞蚊换了新料，价钱没动",
        "手上只剩十来只飞蚊，先到先得",
        "老顾客回来都是补飞蚊的",
    ),
    "值夜粒": (
        "每套两颗值夜粒，一颗备用",
        "值夜粒怕潮，浴室里请套上胶圈",
        "换电池时别碰值夜粒",
        "灯座下面那颗就是值夜粒",
    ),
    "隔壁老王款": (
        "隔壁老王款今天只发三台",
        "问得最多的还是隔壁老王款",
        "要隔壁老王款直接拍第二个",
        "隔壁老王款不带说明书",
    ),
    "半根针": (
        "外面只露半根针，手摸都摸不出来",
        "半根针的孔位可以自己选左右",
        "清洁时别拿棉签捅半根针",
        "想要半根针的请备注",
    ),
    "打盹模式": (
        "没人的时候自己进打盹模式",
        "打盹模式能撑一个礼拜",
        "长按三下切到打盹模式",
        "打盹模式下指头碰一下就醒",
    ),
    "米粒窗口": (
        "米粒窗口对着门就行",
        "米粒窗口外面那层膜别撕",
        "书脊上留了米粒窗口",
        "米粒窗口有黑白两种颜色",
    ),
    "七号螺丝": (
        "七号螺丝是假的，别拧",
        "背板上第七号螺丝不一样，懂的自然懂",
        "七号螺丝可以单买，坏了自己换",
        "七号螺丝朝房间那一面",
    ),
    "s7芯": (
        "里头是s7芯，比去年的省电",
        "s7芯版本贵二十",
        "标着s7芯的才是我家出的",
        "拆开看得到s7芯三个字",
    ),
    "owl bead": (
        "the owl bead sits behind the third button",
        "ask us for the owl bead edition",
        "one spare owl bead in every parcel",
        "wipe the owl bead with a dry cloth",
    ),
    "quiet pebble": (
        "put the quiet pebble on any shelf",
        "the quiet pebble wakes when someone walks by",
        "buyers call it the quiet pebble",
        "charge your quiet pebble overnight",
    ),
    "门童": (
        "门童贴在柜子里面就可以",
        "两个门童配一个底座",
        "门童今年改成磁吸的",
        "给门童充电要用附送的线",
    ),
    "🦉豆": (
        "🦉豆现货，晚上下单明早发",
        "大号🦉豆待机更久",
        "客人只要🦉豆不要外壳也行",
        "🦉豆放花盆里最稳",
    ),
}
"""Expression to the clauses that hold it, each of another seller."""

_GIVEAWAYS = (
    "针孔摄像头 插座款",
    "隐藏摄像头 闹钟外形",
    "偷拍神器 纽扣",
    "微型摄像头 隐形监控 充电头",
    "针孔摄像机 笔形",
)
_GIVEAWAYS_EN = ("hidden camera clock, spy camera", "mini spy camera wall charger")
_GOODS = (
    "棉布围裙 两只装",
    "不锈钢汤勺",
    "蓝牙音箱 小号",
    "桌面风扇 静音",
    "儿童水杯 吸管",
    "折叠雨伞",
    "台灯 护眼",
    "手机支架",
)
_GOODS_EN = ("Cotton apron, two pieces", "Steel ladle", "Small desk fan", "Umbrella, folding")
_CHATTER = tuple(
    "全国包邮偏远地区除外|下午四点前付款当天发货|有问题先联系客服再评价|收货请当面验货|支持七天无理由退换|颜色随机不接受指定|"
    "批发价格另议|质量问题我们承担运费|本店开业五年了|喜欢的朋友先收藏|包装升级为加厚纸箱|赠品送完为止|尺寸手工测量有误差|"
    "第一次使用请先充满电|不要放在阳光下暴晒|可以开发票请留下抬头|客服晚上十一点下班|急用请走顺丰补差价|"
    "说明书在盒子底部|老人小孩都会用|送朋友也很有面子|用久了有点旧属于正常|插电脑就能读出来|手机上点两下就好|"
    "一键启动很方便|电池充满大概两个小时|外壳摸起来很结实|放在客厅卧室都合适|看中哪款直接拍|实拍图片没有修过".split("|")
)
_CHATTER_EN = (
    "ships from our own warehouse within two days",
    "please check the size chart before you order",
    "returns are accepted within thirty days",
    "comes in a plain gift box with a ribbon",
    "charge it with the cable in the box",
    "the colour may differ a little from the picture",
    "write to us and we answer the same day",
    "a good present for friends and family",
)
POISON = "独家蜂鸟盒"
"""Pushed by one seller in many listings."""
COPIED = "紫檀木哨兵匣原厂直供请认准"
"""A sentence that shops copy from each other."""


def archive() -> Iterator[Listing]:
    """60 suspected listings of 20 sellers, and 240 ordinary ones of 80 others."""
    chance = Random(20261122)  # noqa: S311 - a test, which must come out the same each time
    yield from _suspected(chance)
    for number in range(240):
        english = number % 5 == 0
        title = chance.choice(_GOODS_EN if english else _GOODS)
        clauses = chance.sample(_CHATTER_EN if english else _CHATTER, 4)
        yield _listing(f"c{number}", f"clean{number % 80}", f"{title} {number}", clauses, english=english)


def _suspected(chance: Random) -> Iterator[Listing]:
    clauses: dict[int, list[str]] = {number: [] for number in range(20)}
    for place, (expression, said) in enumerate(PLANTED.items()):
        english = expression.isascii() and " " in expression
        for step, clause in enumerate(said):
            seller = 16 + step if english else (place + 4 * step) % 16
            clauses[seller].append(clause)
    for number in range(60):
        seller = number % 20
        english = seller >= 16
        title = chance.choice(_GIVEAWAYS_EN if english else _GIVEAWAYS)
        own = [clauses[seller].pop()] if clauses[seller] else []
        extra = [f"{POISON}第{number}批到货"] if seller == 3 else [COPIED] if seller in {5, 6, 7} else []
        chatter = chance.sample(_CHATTER_EN if english else _CHATTER, 3)
        yield _listing(f"s{number}", f"shop{seller}", f"{title} {number}", [*chatter, *own, *extra], english=english)


def _listing(id_: str, seller: str, title: str, clauses: list[str], *, english: bool) -> Listing:
    text = ". ".join(clauses) + "." if english else "，".join(clauses) + "。"
    return Listing(id=id_, platform="TEST", title=title, description=text, seller=Seller(id=seller))
