"""What the commands on listings print: imports, verdicts, screenings."""

from collections.abc import Mapping
from pathlib import Path

from lenswatch.classifier.bands import Cuts, expected
from lenswatch.classifier.screener import text_model_of
from lenswatch.commands.printing import show_json
from lenswatch.commands.session import Session
from lenswatch.core.listing import Listing
from lenswatch.core.verdict import Band
from lenswatch.operations.importing import ImportSummary
from lenswatch.operations.pictures.wording import pictures_line
from lenswatch.operations.screening import ScreeningSummary


def heading(listing: Listing) -> str:
    """Which listing is spoken of: platform, id, title, seller."""
    seller = listing.seller.name or listing.seller.id if listing.seller else None
    parts = (listing.platform, listing.id, listing.title, seller)
    return " · ".join(part for part in parts if part)


def show_import(session: Session, summary: ImportSummary, *, as_json: bool) -> None:
    """Counts of an import."""
    if as_json:
        show_json(vars(summary))
        return
    session.say(
        "{run}: {new} listings new or changed, {unchanged} unchanged, {refused} refused",
        run=summary.run_id,
        new=summary.new_or_changed,
        unchanged=summary.unchanged,
        refused=summary.refused,
    )


def show_verdicts(session: Session, out: Path, bands: Mapping[Band, int], *, as_json: bool) -> None:
    """How many verdicts a file got, by band."""
    counts = {band.value: bands.get(band, 0) for band in Band}
    if as_json:
        show_json({"out": str(out), "bands": counts})
        return
    session.say("{out}: {flag} suspected, {review} for a person to look at, {clear} clear", out=out, **counts)


def show_bands(session: Session, bands: Mapping[Band, int]) -> None:
    """What the bands mean in expected precision, and how long the looking takes."""
    costs, fitted = session.config.bands, text_model_of(session.config).fitted
    cuts = Cuts.of(costs, fitted.fusion.covert_share)
    review, flag = (expected(least, fitted.curve, costs) for least in (cuts.review, cuts.flag))
    session.say(
        "review from {least}: {recall} of covert listings; {precision} of those there are covert"
        " (if {share} of all are)",
        least=review.least,
        recall=f"{review.recall:.1%}",
        precision=f"{review.precision:.0%}",
        share=f"{costs.covert_share:.1%}",
    )
    session.say(
        "suspected from {least}: {recall} of covert listings; {precision} of those there are covert",
        least=flag.least,
        recall=f"{flag.recall:.1%}",
        precision=f"{flag.precision:.0%}",
    )
    minutes = costs.review_minutes * (bands.get(Band.REVIEW, 0) + bands.get(Band.FLAG, 0))
    session.say(
        "to look at all of them takes {hours} hours; {available} a day are set",
        hours=f"{minutes / 60:.1f}",
        available=costs.reviewer_hours_per_day,
    )


def show_screening(session: Session, summary: ScreeningSummary, *, as_json: bool) -> None:
    """Counts of a screening."""
    if as_json:
        pictures = {"judged": summary.pictures.judged, "problems": dict(summary.pictures.problems)}
        shown = {"run_id": summary.run_id, "screened": summary.screened, "bands": dict(summary.bands)}
        reused = [one.key for one in summary.reused]
        show_json(shown | {"pictures": pictures, "reused": reused})
        return
    session.say(
        "{run}: {screened} listings screened: {flag} suspected, {review} for a person to look at, {clear} clear",
        run=summary.run_id,
        screened=summary.screened,
        flag=summary.bands[Band.FLAG],
        review=summary.bands[Band.REVIEW],
        clear=summary.bands[Band.CLEAR],
    )
    if summary.pictures.judged or summary.pictures.problems:
        session.say(pictures_line(summary.pictures.judged, summary.pictures.problems))
    for one in summary.reused:
        for match in one.matches:
            session.say(
                "  {key} · {title} – reference {id} {label}: re-used {quoted} of it, {taken} of the listing",
                key=one.key,
                title=one.title,
                id=match.reference,
                label=match.label,
                quoted=match.quoted.shown,
                taken=match.taken.shown,
            )
