"""Minor units of currencies."""

from decimal import ROUND_HALF_EVEN, Decimal

# ISO 4217, list one: the currencies whose minor unit is not 1/100.
_NO_DECIMALS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV"}
    | {"XAF", "XOF", "XPF"}
)
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_FOUR_DECIMALS = frozenset({"CLF", "UYW"})


def exponent(currency: str) -> int:
    """Decimal places of a currency's minor unit (ISO 4217): CNY 2, JPY 0."""
    if currency in _NO_DECIMALS:
        return 0
    if currency in _THREE_DECIMALS:
        return 3
    return 4 if currency in _FOUR_DECIMALS else 2


def minor_units(amount: Decimal, currency: str) -> int:
    """An amount of major units as whole minor units, half to even: 129.00 CNY is 12900."""
    scaled = amount.scaleb(exponent(currency))
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
