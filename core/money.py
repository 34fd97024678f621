"""Minor units of currencies."""

from decimal import Decimal

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


def minor_units(amount: Decimal, currency: str) -> int | None:
    """An amount of major units as whole minor units: 129.00 CNY is 12900.

    None where it is no whole number of them, such as 0.1 JPY: then the amount or the currency was misread, and neither
    0 nor a rounded amount would be true.
    """
    scaled = amount.scaleb(exponent(currency))
    return int(scaled) if scaled == scaled.to_integral_value() else None
