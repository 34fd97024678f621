"""What `lenswatch lexicon impact` prints."""

from collections.abc import Callable, Iterable, Mapping

from lenswatch.commands.session import Session
from lenswatch.core.messages import Message, message
from lenswatch.operations.impact.baseline import Origin
from lenswatch.operations.impact.moves import Move
from lenswatch.operations.impact.report import Breach, ComparedWith, ImpactReport, Moves, Sample

_MOST_TERMS = 20
_LISTINGS = message("listings")
_SELLERS = message("sellers")
_HEADS = {
    Move.NEWLY_FLAGGED: message("newly flagged"),
    Move.NEWLY_REVIEW: message("newly to be looked at"),
    Move.NO_LONGER_FLAGGED: message("no longer flagged"),
    Move.NO_LONGER_REVIEW: message("no longer to be looked at"),
}


def show_impact_report(session: Session, report: ImpactReport) -> None:
    """Everything: counts, examples, terms, ceilings."""
    session.say(_compared_with(report.compared_with))
    _show_counts(session, report)
    for platform in report.platforms if len(report.platforms) > 1 else ():
        session.say("{platform}:", platform=platform.platform or "–")
        session.say(_moved(_LISTINGS, platform.listings, indent="  "))
        session.say(_moved(_SELLERS, platform.sellers, indent="  "))
    _show_samples(session, report.samples)
    if report.lawful.samples:
        session.say("lawful look-alikes that are worse off:")
    _show_samples(session, report.lawful.samples)
    _show_terms(session, report)
    _show_breaches(session, report.breaches)


def show_impact_summary(session: Session, report: ImpactReport) -> None:
    """Counts and ceilings, without examples."""
    _show_counts(session, report)
    _show_breaches(session, report.breaches)


def _compared_with(known: ComparedWith) -> Message:
    match known.origin:
        case Origin.RELEASE:
            return message("compared with release {name}", name=known.release)
        case Origin.TABLES:
            return message("compared with the tables as they stand, by which run {run} judged", run=known.run)
        case Origin.SHIPPED:
            return message("compared with the lexicon that ships, by which run {run} judged", run=known.run)
        case Origin.LOST:
            return message(
                "compared with the verdicts of run {run}. The tables it judged by were edited since and never "
                "released, so every listing was judged anew, and look-alikes are compared with the lexicon that "
                "ships. Once you work with releases (lenswatch lexicon compile), this takes a fraction of the time.",
                run=known.run,
            )


def _show_counts(session: Session, report: ImpactReport) -> None:
    session.say(
        "listings compared: {compared}; read otherwise, and judged anew: {rescored}",
        compared=f"{report.compared:,}",
        rescored=f"{report.rescored:,}",
    )
    if report.judged_here:
        session.say(
            "{count} of them had no verdict by what is compared with, under the present settings and software; it was "
            "made for this comparison.",
            count=f"{report.judged_here:,}",
        )
    if report.left_out:
        session.say(
            "{count} listings have no verdict to compare with and are left out; run lenswatch screen.",
            count=f"{report.left_out:,}",
        )
    session.say(_moved(_LISTINGS, report.listings))
    session.say(_moved(_SELLERS, report.sellers))
    lawful = report.lawful
    session.say(
        "lawful look-alikes ({rows}): flagged {flagged_before} → {flagged_after}, to be looked at {review_before} → "
        "{review_after}",
        **lawful.model_dump(exclude={"samples", "newly_flagged", "newly_review", "rows"}),
        rows=f"{lawful.rows:,}",
    )
    session.say(
        "working time: {listings} listings at {minutes} minutes are {once} hours, then {daily} hours a day",
        listings=f"{report.reviewer.listings:,}",
        minutes=f"{report.reviewer.minutes_per_listing:g}",
        once=f"{report.reviewer.hours_once:,}",
        daily=f"{report.reviewer.hours_per_day:,}",
    )


def _moved(what: Message, moves: Moves, indent: str = "") -> Message:
    return message(
        "{indent}{what}: newly flagged {newly_flagged}, newly to be looked at {newly_review}, no longer flagged "
        "{no_longer_flagged}, no longer to be looked at {no_longer_review}",
        indent=indent,
        what=what,
        **{name: f"{count:,}" for name, count in moves},
    )


def _show_samples(session: Session, samples: Iterable[Sample]) -> None:
    last = None
    for sample in samples:
        if sample.move != last:
            last = sample.move
            session.say("{move}, for example:", move=_HEADS[Move(sample.move)])
        session.say_text(f"  {sample.score_before:.4f} → {sample.score_after:.4f}  {sample.title}")
        seller = " ".join(part for part in (sample.seller_id, sample.seller_name) if part)
        session.say_text(f"    {sample.id}" + (f" · {seller}" if seller else ""))
        for one in sample.reasons:
            points = f"{one.before:+g} → {one.after:+g}"
            session.say_text(f"    {one.by or one.code} {one.field}: {one.matched} ({points})")


def _show_terms(session: Session, report: ImpactReport) -> None:
    shown = sorted(report.terms, key=lambda one: (-max(one.before, one.after), one.term, one.policy or ""))
    if shown:
        session.say("edited terms in the archive:")
    for one in shown[:_MOST_TERMS]:
        session.say(
            "  {id} {word} ({policy}): in {before} listings → {after}, of which {flagged} flagged",
            id=one.term,
            word=one.text,
            policy=one.policy or message("as written"),
            before=one.before,
            after=one.after,
            flagged=one.flagged_after,
        )
    if len(shown) > _MOST_TERMS:
        session.say("  and {count} more, with --json", count=len(shown) - _MOST_TERMS)


def _show_breaches(session: Session, breaches: Iterable[Breach]) -> None:
    for breach in breaches:
        session.warn(_BREACHES[breach.setting](breach))


_BREACHES: Mapping[str, Callable[[Breach], Message]] = {
    "impact.most_newly_flagged": lambda breach: message(
        "too much: {value} listings would be newly flagged, and {setting} in lenswatch.toml allows {limit}. Narrow the "
        "edit, or raise the setting.",
        **_figures(breach),
    ),
    "impact.most_newly_flagged_share": lambda breach: message(
        "too much: a share of {value} of the listings would be newly flagged, and {setting} in lenswatch.toml allows "
        "{limit}. Narrow the edit, or raise the setting.",
        **_figures(breach),
    ),
    "impact.most_lawful_newly_flagged": lambda breach: message(
        "too much: {value} lawful look-alikes would be newly flagged, and {setting} in lenswatch.toml allows {limit}. "
        "Add an exclusion, lower the severity, or raise the setting.",
        **_figures(breach),
    ),
    "impact.most_lawful_newly_review": lambda breach: message(
        "too much: {value} lawful look-alikes would newly be looked at, and {setting} in lenswatch.toml allows "
        "{limit}. Add an exclusion, lower the severity, or raise the setting.",
        **_figures(breach),
    ),
    "impact.most_hours_per_day": lambda breach: message(
        "too much: {value} hours a day to look at them, and {setting} in lenswatch.toml allows {limit}. Narrow the "
        "edit, or raise the setting.",
        **_figures(breach),
    ),
}


def _figures(breach: Breach) -> dict[str, str]:
    return {"value": f"{breach.value:g}", "setting": breach.setting, "limit": f"{breach.limit:g}"}
