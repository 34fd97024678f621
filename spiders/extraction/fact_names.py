"""What facts are called on pages, in the languages shops use."""

import re

BRAND = re.compile(
    r"^(?:brand(?: name)?|marke|marque|marca|merk|märke|mærke|merke|brend|marka|kaubamärk|tootja|zīmols|prekės ženklas|tuotemerkki|márka|thương hiệu|značka|brand/hersteller|бренд|марка|ブランド|"
    r"브랜드|品牌|品牌名称|العلامة التجارية|מותג)$",
    re.IGNORECASE,
)
SKU = re.compile(
    r"^(?:sku|asin|item (?:no\.?|number|#|id)|article(?: no\.?| number)?|art\.?(?: ?nr\.?| no\.?)?|"
    r"artikel-?(?:nummer|nr\.?)|product (?:code|id|number|no\.?)|code(?: article)?|codice(?: articolo| prodotto)?|"
    r"cod\.?|código|referencia|référence|réf\.?|ref\.?|reference|référence produit|kod(?: produktu)?|katalogové číslo|"
    r"šifra|tootekood|артикул|код товара|品番|型番|商品番号|货号|商品编号|商品编码|상품번호|מק\"ט|מקט)$",
    re.IGNORECASE,
)
SHIP_FROM = re.compile(r"^(?:发货地|发货地址|ships? from|dispatched from|item location|versand aus|expédié de|spedito da)$", re.IGNORECASE)
SALES = re.compile(r"^(?:销量|月销量|已售|总销量|累计销量|sold|items sold|판매량|販売数)$", re.IGNORECASE)
PUBLISHED = re.compile(r"^(?:上架时间|发布时间|发布于|date listed|listed on|published|posted|date posted)$", re.IGNORECASE)
SELLER = re.compile(
    r"^(?:seller|sold by|vendor|shop|store|merchant|verkäufer|vendeur|vendido por|venditore|venduto da|店铺|卖家|掌柜|商家|"
    r"店铺名称|판매자|販売元|продавец|sprzedawca|prodejce|verkoper)$",
    re.IGNORECASE,
)
REGION = re.compile(r"^(?:所在地区|所在地|地区|店铺所在地|seller location|located in)$", re.IGNORECASE)
LICENCE = re.compile(r"^(?:统一社会信用代码|社会信用代码|营业执照注册号|注册号|business licen[cs]e(?: no\.?)?)$", re.IGNORECASE)

SOLD_BY = re.compile(
    r"(?:sold by|dispatched from and sold by|ships from and sold by|verkauf(?: und versand)? durch|verkauft von|vendu(?: et expédié)? par|"
    r"expédié et vendu par|venduto(?: e spedito)? da|vendido(?: y enviado)? por|sprzedawca:|卖家[:：]|掌柜[:：]|店铺[:：])\s*"
    r"([^.。|]{2,60}?)(?=\s*(?:$|[.。|(]|\band\b|\bund\b|\bet\b|\be\b|\by\b))",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?:(?:brand|marke|marque|marca|by|par|von|di)\s*:\s*|(?:visit the|besuche den|visiter la boutique|visita lo store di|visita la tienda de)\s+)"
    r"(.{1,60}?)(?:\s*-?\s*store)?$",
    re.IGNORECASE,
)
AVAILABILITY = (
    ("OutOfStock", re.compile(
        r"out of stock|not available|unavailable|sold out|nicht (?:verfügbar|auf lager|lieferbar)|rupture|indisponible|non disponibile|"
        r"agotado|no disponible|esgotado|niedostępn|nedostupn|нет в наличии|无货|缺货|售罄|已下架|在庫切れ|품절|אזל", re.IGNORECASE)),
    ("InStock", re.compile(
        r"\bin stock|auf lager|sofort lieferbar|lieferbar|en stock|disponibilità immediata|\bdisponib|em estoque|dostępn|skladem|"
        r"na sklade|na skladě|na stanju|laos\b|noliktavā|в наличии|有货|现货|有現貨|在庫あり|재고 있음|במלאי|\bavailable\b", re.IGNORECASE)),
)
"""schema.org's name of a state and the words that say it; the negations come first, as they hold the affirmations."""
BUY = re.compile(
    r"add to (?:cart|basket|bag|trolley)|buy (?:it )?now|add-?to-?(?:cart|basket|bag)|in den warenkorb|ajouter au panier|"
    r"aggiungi al carrello|añadir a(?:l carrito| la cesta)|agregar al carr|adicionar ao carrinho|comprar|do koszyka|do košíku|"
    r"lisa (?:ost)?korvi|pievienot grozam|в корзину|купить|加入购物车|立即购买|加入購物車|立即購買|カートに入れる|장바구니|구매하기|"
    r"הוסף לסל|dodaj u košaricu|\bkupi\b|kosárba|adaugă în coș|sepete ekle|handlekurv|varukorg|i kurv|ostoskoriin|winkelwagen|в кошик|أضف (?:إلى|الى) (?:السلة|عربة|الحقيبة)|addtocart|buynow|place bid|make an offer",
    re.IGNORECASE,
)
