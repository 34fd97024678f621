"""What facts are called on pages, in the languages shops use."""

import re


def _name(*words: str) -> re.Pattern[str]:
    """A label that is one of some words, and nothing else."""
    return re.compile(rf"^(?:{'|'.join(words)})$", re.IGNORECASE)


def _text(*words: str) -> re.Pattern[str]:
    """A text in small letters that holds one of some words."""
    return re.compile("|".join(words))


BRAND = _name(
    *("brand(?: name)?", "marke", "marque", "marca", "merk", "märke", "mærke", "merke", "brend", "marka", "kaubamärk"),
    *("tootja", "zīmols", "prekės ženklas", "tuotemerkki", "márka", "thương hiệu", "značka", "бренд", "марка"),
    *("ブランド", "브랜드", "品牌", "品牌名称", "العلامة التجارية", "מותג"),
)
SKU = _name(
    *("sku", "asin", r"item (?:no\.?|number|#|id)", r"article(?: no\.?| number)?", r"art\.?(?: ?nr\.?| no\.?)?"),
    *(r"artikel-?(?:nummer|nr\.?)", r"product (?:code|id|number|no\.?)", "code(?: article)?", r"cod\.?", "código"),
    *("codice(?: articolo| prodotto)?", "referencia", "référence(?: produit)?", r"réf\.?", r"ref\.?", "reference"),
    *("kod(?: produktu)?", "katalogové číslo", "šifra", "tootekood", "артикул", "код товара", "品番", "型番"),
    *(
        "nr ref",
        r"numer (?:referencyjny|katalogowy)",
        "produkta kods",
        "prekės kodas",
        "kód produktu",
        "číslo produktu",
    ),
    *("varenummer", "varenr", "artikelkod", "tuotenumero", "ürün kodu", "mã sản phẩm", "商品コード", "제품번호"),
    *("商品番号", "货号", "商品编号", "商品编码", "상품번호", 'מק"ט', "מקט"),
)
SHIP_FROM = _name(
    *(
        "发货地",
        "发货地址",
        "ships? from",
        "dispatched from",
        "item location",
        "versand aus",
        "expédié de",
        "spedito da",
    )
)
SALES = _name("销量", "月销量", "已售", "总销量", "累计销量", "sold", "items sold", "판매량", "販売数")
PUBLISHED = _name("上架时间", "发布时间", "发布于", "date listed", "listed on", "published", "posted", "date posted")
SELLER = _name(
    *("seller", "sold by", "vendor", "shop", "store", "merchant", "verkäufer", "vendeur", "vendido por", "venditore"),
    *(
        "venduto da",
        "店铺",
        "卖家",
        "掌柜",
        "商家",
        "店铺名称",
        "판매자",
        "販売元",
        "продавец",
        "sprzedawca",
        "prodejce",
        "verkoper",
    ),
)
REGION = _name("所在地区", "所在地", "地区", "店铺所在地", "seller location", "located in")
LICENCE = _name("统一社会信用代码", "社会信用代码", "营业执照注册号", "注册号", r"business licen[cs]e(?: no\.?)?")

_SELLS = "|".join(
    (
        *("sold by", "dispatched from and sold by", "ships from and sold by", "verkauf(?: und versand)? durch"),
        *("verkauft von", "vendu(?: et expédié)? par", "expédié et vendu par", "venduto(?: e spedito)? da"),
        *("vendido(?: y enviado)? por", "sprzedawca:", "卖家[:：]", "掌柜[:：]", "店铺[:：]"),
    )
)
SOLD_BY = re.compile(
    rf"(?:{_SELLS})\s{{0,5}}:?\s{{0,5}}([^.。|\n]{{2,60}}?)(?=\s{{0,5}}(?:$|[.。|(\n]|\band\b|\bund\b|\bet\b|\be\b|\by\b))",
    re.IGNORECASE,
)
"""A sentence that names who sells; the first group is the name."""
BYLINE = re.compile(
    r"^(?:(?:brand|marke|marque|marca|by|par|von|di)\s?:\s?"
    r"|(?:visit the|besuche den|visiter la boutique|visita lo store di|visita la tienda de)\s)"
    r"(.{1,60}?)(?:[ -]store)?$",
    re.IGNORECASE,
)
"""The line under a title that names the brand; the first group is the name."""

BUY = _text(
    *("add[ -]?to[ -]?(?:cart|basket|bag|trolley)", "buy (?:it )?now", "buynow", "buy[-_]?(?:button|box)", "place bid"),
    *("make an offer", "in den warenkorb", "ajouter au panier", "aggiungi al carrello", "comprar", "sepete ekle"),
    *("añadir a(?:l carrito| la cesta)", "agregar al carr", "adicionar ao carrinho", "do koszyka", "do košíku"),
    *("dodaj u košaricu", r"\bkupi\b", "kosárba", "adaugă în coș", "handlekurv", "varukorg", "i kurv", "ostoskoriin"),
    *(
        "winkelwagen",
        "lisa (?:ost)?korvi",
        "pievienot grozam",
        "в корзину",
        "в кошик",
        "купить",
        "加入购物车",
        "立即购买",
    ),
    *(
        "加入購物車",
        "立即購買",
        "カートに入れる",
        "장바구니",
        "구매하기",
        "הוסף לסל",
        "أضف (?:إلى|الى) (?:السلة|عربة|الحقيبة)",
    ),
)

AVAILABILITY = (
    (
        "OutOfStock",
        _text(
            *("out of stock", "not available", "unavailable", "sold out", "nicht (?:verfügbar|auf lager|lieferbar)"),
            *("rupture", "indisponible", "non disponibile", "agotado", "no disponible", "esgotado", "niedostępn"),
            *("nedostupn", "нет в наличии", "无货", "缺货", "售罄", "已下架", "在庫切れ", "품절", "אזל"),
        ),
    ),
    (
        "InStock",
        _text(
            *(r"\bin stock", "auf lager", "lieferbar", "en stock", "disponibilità immediata", r"\bdisponib"),
            *("em estoque", "dostępn", "skladem", "na sklade", "na skladě", "na stanju", r"laos\b", "noliktavā"),
            *("usually (?:dispatch|ship)", r"ships (?:in|within)\b", "ready to ship", "expédié sous", "versandfertig"),
            *("in magazzino", "op voorraad", "på lager", "i lager", "dostupné", r"k dispozici", "delivers? in"),
            *("в наличии", "有货", "现货", "有現貨", "在庫あり", "재고 있음", "במלאי", r"\bavailable\b"),
        ),
    ),
)
"""schema.org's name of a state and the words that say it; the negations come first, as they hold the affirmations."""
