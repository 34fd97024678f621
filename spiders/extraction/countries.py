"""Countries and the currency prices are asked in there (ISO 3166-1, ISO 4217)."""

from collections.abc import Mapping

_EURO = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK"
_OWN = (
    "AE AED,AL ALL,AM AMD,AR ARS,AU AUD,AZ AZN,BA BAM,BD BDT,BG BGN,BH BHD,BO BOB,BR BRL,BY BYN,CA CAD,CH CHF,CL CLP,"
    "CN CNY,CO COP,CR CRC,CZ CZK,DK DKK,DO DOP,DZ DZD,EG EGP,GB GBP,GE GEL,GT GTQ,HK HKD,HU HUF,ID IDR,IL ILS,IN INR,"
    "IQ IQD,IR IRR,IS ISK,JO JOD,JP JPY,KE KES,KR KRW,KW KWD,KZ KZT,LB LBP,LI CHF,LK LKR,MA MAD,MD MDL,MK MKD,MO MOP,"
    "MX MXN,MY MYR,NG NGN,NO NOK,NP NPR,NZ NZD,OM OMR,PA PAB,PE PEN,PH PHP,PK PKR,PL PLN,PY PYG,QA QAR,RO RON,RS RSD,"
    "RU RUB,SA SAR,SE SEK,SG SGD,TH THB,TN TND,TR TRY,TW TWD,TZ TZS,UA UAH,UG UGX,US USD,UY UYU,UZ UZS,VN VND,ZA ZAR"
)

COUNTRIES: Mapping[str, str] = {
    **dict.fromkeys(_EURO.split(), "EUR"),
    **{pair[:2]: pair[3:] for pair in _OWN.split(",")},
}
"""Country code to currency code."""

COUNTRY_OF_LANGUAGE: Mapping[str, str] = {
    "cs": "CZ", "da": "DK", "he": "IL", "iw": "IL", "hu": "HU", "is": "IS", "ja": "JP", "ko": "KR", "nb": "NO",
    "no": "NO", "pl": "PL", "sv": "SE", "th": "TH", "tr": "TR", "uk": "UA", "vi": "VN", "zh": "CN",
}  # fmt: skip
"""Languages that are sold in, nearly always, in one country."""
