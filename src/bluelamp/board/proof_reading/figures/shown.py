"""Numbers as a working prints them."""

from __future__ import annotations

from fractions import Fraction

from bluelamp.board.proof_reading.language.amounts import Amount


def number(value: Fraction, digits: int = 1) -> str:
    """Thousands marked; as many decimals as are needed and asked for."""
    if value.denominator == 1:
        return f"{int(value):,}"
    return f"{float(value):,.{digits}f}"


def percent(value: Fraction, digits: int = 1) -> str:
    """A value in hundredths: ``2.9%``."""
    return f"{float(value):,.{digits}f}%"


def like(value: Fraction, amount: Amount) -> str:
    """``value`` in the unit of an amount, one decimal finer than it where that matters."""
    if amount.is_of_hundred:
        return percent(value, max(amount.digits, 1))
    if amount.unit == "points":
        return f"{float(value):,.{max(amount.digits, 1)}f} points"
    if amount.unit == "money":
        return money(value)
    return number(value, max(amount.digits, 1))


def money(value: Fraction) -> str:
    """Pounds, in millions or thousands where that is how people say it."""
    size = abs(value)
    if size >= 10**6:
        return f"£{float(value) / 10**6:,.2f}m"
    return f"£{float(value):,.0f}"


def said(amount: Amount) -> str:
    """An amount in the words of the paper."""
    return amount.text.strip()
