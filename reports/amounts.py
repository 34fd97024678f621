"""Money and numbers as cells."""

from decimal import Decimal

from lenswatch.core.money import exponent, minor_units


def major(amount: Decimal | None, currency: str | None) -> str:
    """An amount in major units with the decimal places of its currency: 129.00 CNY, 1980 JPY.

    As shown where there is no currency, or where its minor unit is too coarse for the amount.
    """
    if amount is None:
        return ""
    fits = currency is not None and minor_units(amount, currency) is not None
    return f"{amount:.{exponent(currency)}f}" if currency is not None and fits else f"{amount:f}"


def minor(amount: Decimal | None, currency: str | None) -> str:
    """An amount in whole minor units; empty without a currency, and where the amount is no whole number of them."""
    return "" if amount is None or currency is None else whole(minor_units(amount, currency))


def score(value: float) -> str:
    """A score in [0, 1] with 4 decimals."""
    return f"{value:.4f}"


def whole(number: int | None) -> str:
    """A whole number; empty where none is known, which is not 0."""
    return "" if number is None else str(number)
