"""What was decided of a seller before, in words; never as something seen in the listing."""

from lenswatch.core.messages import Message, message
from lenswatch.core.signal import Signal, SignalSource


def decision_in_words(signal: Signal) -> Message | None:
    """The decision behind a signal; None for others."""
    if signal.source is not SignalSource.SELLER:
        return None
    return message(
        "this seller: decision of {date}, {source} (says nothing of this listing)",
        date=next(iter(signal.reasons), "–"),
        source=signal.term or "–",
    )


def decision_line(signal: Signal) -> Message | None:
    """The same with its points, in a line; None for other signals."""
    decision = decision_in_words(signal)
    if decision is None:
        return None
    return message("  {points}  {decision}", points=f"{signal.weight:+.4f}", decision=decision)
