"""Minor units of currencies."""

from decimal import ROUND_HALF_EVEN, Decimal

_EXPONENTS = {
    # ISO 4217, list one: the currencies whose minor unit is not 1/100.
    **dict.fromkeys(
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(),
        0,
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}


def exponent(currency: str) -> int:
    """Decimal places of a currency's minor unit (ISO 4217): CNY 2, JPY 0."""
    return _EXPONENTS.get(currency, 2)


def minor_units(amount: Decimal, currency: str) -> int:
    """An amount of major units as whole minor units, half to even: 129.00 CNY is 12900."""
    scaled = amount.scaleb(exponent(currency))
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
