"""Facts and reasons (事实与理由): why a seller stands in a draft, in sentences."""

import re
from collections.abc import Iterable

from lenswatch.classifier.explaining.picture_signals import told_of_picture
from lenswatch.core.ground import Ground
from lenswatch.core.messages import Catalogue
from lenswatch.core.money import minor_units
from lenswatch.core.signal import Signal, SignalSource
from lenswatch.ledger.sellers import alleged_grounds
from lenswatch.reports.amounts import major, score
from lenswatch.reports.cell import capped, units, visible
from lenswatch.reports.language import Words
from lenswatch.reports.rows import ItemRow, ReportRow

FACTS_LIMIT = 5000
_MOST_SIGNALS = 8
"""Of each direction, for one listing; all of them stand in str_indicators.csv."""
_LONGEST_QUOTE = 120
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MASK = "****"


def facts(row: ReportRow) -> str:
    """The facts of a report: as many listings as fit, the worst first, and always the closing sentence."""
    phrases = row.words.phrases
    opening, closing, more = _opening(row), phrases.closing, phrases.more_items.format(count=len(row.items))
    room = FACTS_LIMIT - sum(units(text) + 1 for text in (opening, closing, more))
    told: list[str] = []
    for item in row.items:
        text = reasons(item)
        room -= units(text) + 1
        if room < 0:
            left_out = phrases.more_items.format(count=len(row.items) - len(told))
            return "\n".join([opening, *told, left_out, closing])
        told.append(text)
    return "\n".join([opening, *told, closing])


def reasons(item: ItemRow) -> str:
    """What speaks for and against the suspicion of one listing, its grounds, and what the page does not tell."""
    words, phrases = item.words, item.words.phrases
    signals = item.verdict.signals
    against = [one for one in signals if one.weight < 0]
    parts = [
        phrases.item.format(
            number=item.number,
            id=words.quote(item.listing.id) if item.listing.id else phrases.no_id,
            title=_quote(item.listing.title, words),
            price=_price(item),
            score=score(item.verdict.score),
        ),
        _disguise(item),
        phrases.speaks_for.format(signals=_signals((one for one in signals if one.weight > 0), words)),
        phrases.speaks_against.format(signals=_signals(against, words)) if against else phrases.nothing_against,
        *(_ground(ground, words) for ground in sorted(alleged_grounds(item.judged), key=_plainest_first)),
    ]
    return phrases.sentence_gap.join(part for part in parts if part)


def _opening(row: ReportRow) -> str:
    phrases, rollup = row.words.phrases, row.rollup
    seller_id = rollup.key.seller_id
    shop = phrases.shop.format(id=row.words.quote(seller_id)) if seller_id else phrases.shop_not_shown
    return phrases.opening.format(
        platform=row.words.quote(rollup.key.platform),
        shop=shop,
        flagged=rollup.flagged_count,
        review=rollup.review_count,
        score=score(rollup.max_score),
    )


def _price(item: ItemRow) -> str:
    listing, phrases = item.listing, item.words.phrases
    low, high, currency = listing.price, listing.price_high, listing.currency
    if low is None:
        return phrases.price_not_shown
    if currency is None:
        return phrases.price_without_currency.format(low=major(low, None))
    if high is None:
        told = phrases.price.format(low=major(low, currency), currency=currency)
    else:
        told = phrases.price_range.format(low=major(low, currency), high=major(high, currency), currency=currency)
    whole = all(minor_units(amount, currency) is not None for amount in (low, high) if amount is not None)
    return told if whole else told + phrases.price_not_whole.format(currency=currency)


def _disguise(item: ItemRow) -> str:
    code = item.verdict.disguise
    return item.words.phrases.disguise.format(name=item.words.code(code)) if code and code != "D00" else ""


def _signals(signals: Iterable[Signal], words: Words) -> str:
    heaviest = sorted(signals, key=lambda one: -abs(one.weight))
    parts = [
        words.phrases.signal.format(
            name=words.signal(one),
            field=words.field(one.field),
            quote=_matched(one, words),
            weight=f"{one.weight:+.2f}",
        )
        for one in heaviest[:_MOST_SIGNALS]
    ]
    if len(heaviest) > _MOST_SIGNALS:
        parts.append(words.phrases.more_signals.format(count=len(heaviest) - _MOST_SIGNALS))
    return words.phrases.list_separator.join(parts)


def _plainest_first(ground: Ground) -> tuple[int, str]:
    return (len(ground.unknown), ground.code)


def _ground(ground: Ground, words: Words) -> str:
    phrases = words.phrases
    unknown = phrases.unknown.format(elements=words.codes(ground.unknown)) if ground.unknown else ""
    return phrases.ground.format(
        name=words.code(ground.code),
        met=phrases.met.format(elements=words.codes(ground.met)),
        unknown=unknown or phrases.nothing_unknown,
    )


def _matched(signal: Signal, words: Words) -> str:
    """What matched; a shop's id is shown whole, as in the opening, though it may look like a telephone number.

    Of a picture, what it seems to show, and what that is set against.
    """
    if signal.source is SignalSource.SELLER:
        return words.quote(visible(signal.matched))
    if signal.source is SignalSource.IMAGE:
        return words.quote(told_of_picture(signal, Catalogue.load(words.language)))
    return _quote(signal.matched, words)


def _quote(text: str, words: Words) -> str:
    """The seller's characters, long ones cut; telephone numbers and mail addresses are masked here."""
    masked = _MAIL.sub(lambda match: match.group()[0] + _MASK, visible(text))
    masked = _LONG_NUMBER.sub(lambda match: match.group()[:3] + _MASK, masked)
    return words.quote(capped(" ".join(masked.split()), _LONGEST_QUOTE))
