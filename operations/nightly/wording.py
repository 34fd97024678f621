"""The summary as text, in one language."""

from collections.abc import Iterator

from lenswatch.core.clock import report_time
from lenswatch.core.messages import Catalogue, Message, message
from lenswatch.operations.nightly.summary import Bands, Capture, ListingNote, NightSummary, SiteReport, Status
from lenswatch.operations.pictures.wording import pictures_line

_MOST = 20
"""Listings of one kind shown; all of them stand in the JSON."""

STATUS = {
    Status.DONE: message("reported"),
    Status.WITHHELD: message("not reported"),
    Status.FAILED: message("not reported (failed)"),
    Status.NOT_DONE: message("not reported (not visited)"),
}
BECAUSE = {
    "new listing": message("new listing"),
    "listing": message("its text changed"),
    "lexicon": message("the lexicon's terms changed"),
    "rules": message("rules, weights or settings changed"),
    "software": message("lenswatch itself changed"),
    "pictures": message("more was seen in its pictures, or the reference library changed"),
}


def figure(number: int | None) -> Message | str:
    """A number, or the word for one that could not be obtained: never 0."""
    return message("unavailable") if number is None else f"{number:,}"


def summary_lines(summary: NightSummary, words: Catalogue) -> Iterator[str]:
    """The summary, line by line, in the catalogue's language."""
    for line in _lines(summary, words):
        yield words.show(line) if isinstance(line, Message) else line


def _lines(summary: NightSummary, words: Catalogue) -> Iterator[Message | str]:
    yield message(
        "Night of {date} ({night}), from {started} to {finished}",
        date=summary.date,
        night=summary.night,
        started=report_time(summary.started_at),
        finished=report_time(summary.finished_at),
    )
    if summary.consequences:
        yield ""
        yield message("What this means:")
        yield from (f"- {sentence.in_language(words.language)}" for sentence in summary.consequences)
    yield ""
    yield from _numbers(summary)
    yield from _sources(summary, words)
    yield from _changes(summary, words)
    yield from _reused(summary)
    yield ""
    yield message("Suspected, not found: people decide.")


def _numbers(summary: NightSummary) -> Iterator[Message]:
    yield _bands(message("Listings now"), summary.bands)
    if summary.compared_with and summary.bands_before:
        yield _bands(message("Night of {date}", date=summary.compared_with.date), summary.bands_before)
    yield message(
        "Judged tonight: {screened}; listings without a verdict on their present text: {unjudged}",
        screened=figure(summary.screened),
        unjudged=figure(summary.unjudged),
    )
    if summary.pictures_judged or summary.picture_problems:
        yield pictures_line(summary.pictures_judged or 0, summary.picture_problems)
    yield message(
        "Draft, reviewed by nobody: {folder}; {sellers} sellers, {listings} listings",
        folder=summary.draft.folder or message("none"),
        sellers=figure(summary.draft.sellers),
        listings=figure(summary.draft.listings),
    )


def _bands(what: Message, bands: Bands) -> Message:
    return message(
        "{what}: {flag} suspected, {review} for a person to look at, {clear} clear",
        what=what,
        flag=figure(bands.flag),
        review=figure(bands.review),
        clear=figure(bands.clear),
    )


def _sources(summary: NightSummary, words: Catalogue) -> Iterator[Message | str]:
    if summary.sites or summary.feeds:
        yield ""
    for site in summary.sites:
        yield _site(site)
    for feed in summary.feeds:
        yield message(
            "{file}: {new} listings new or changed, {unchanged} unchanged, {refused} rows refused",
            file=feed.file,
            new=figure(feed.new_or_changed),
            unchanged=figure(feed.unchanged),
            refused=figure(feed.refused),
        )
        yield from (f"  {row.in_language(words.language)}" for row in feed.refused_rows)
    if summary.feeds_imported_before:
        yield message(
            "Feed files that earlier nights imported: {count}; not read again", count=summary.feeds_imported_before
        )


def _site(site: SiteReport) -> Message:
    if site.status is not Status.DONE:
        return message(
            "{site}: {status}; listings: {listings}; {answers} answers, {blocked} of them robot checks",
            site=site.site,
            status=STATUS[site.status],
            listings=figure(site.listings),
            answers=figure(site.answers),
            blocked=figure(site.blocked),
        )
    return message(
        "{site}: {status}; {listings} listings seen, {new} of them new, {changed} changed; {gone} addresses gone; "
        "{answers} answers, {blocked} of them robot checks; {waiting} pages wait",
        site=site.site,
        status=STATUS[site.status],
        listings=figure(site.listings),
        new=figure(site.listings_new),
        changed=figure(site.listings_changed),
        gone=figure(site.gone),
        answers=figure(site.answers),
        blocked=figure(site.blocked),
        waiting=figure(site.waiting),
    )


def _changes(summary: NightSummary, words: Catalogue) -> Iterator[Message | str]:
    yield ""
    changes = summary.changes
    if changes is None:
        yield message("New since the last night: {count}", count=figure(None))
        return
    kinds = (
        (message("Newly suspected: {count}", count=len(changes.new_suspects)), changes.new_suspects),
        (message("Suspected no longer: {count}", count=len(changes.no_longer_suspected)), changes.no_longer_suspected),
        (
            message(
                "Shown by the platform no more, still suspected or to be looked at: {count}", count=len(changes.gone)
            ),
            changes.gone,
        ),
    )
    for head, notes in kinds:
        yield head
        yield from _notes(notes, words)
    yield message("Sellers newly with suspects: {count}", count=len(changes.new_sellers))
    for seller in changes.new_sellers[:_MOST]:
        yield "  " + " · ".join(part for part in (seller.platform, seller.id, seller.name) if part)
    yield from _more(len(changes.new_sellers))


def _reused(summary: NightSummary) -> Iterator[Message]:
    """What re-uses the reference library; it asks for an expert, and removes nothing."""
    if not summary.reused:
        return
    experts = sum(note.expert_review for note in summary.reused)
    relisted = sum(note.relisted for note in summary.reused)
    yield message(
        "Re-used of the reference library: {count} listings; {experts} for an expert; {relisted} relisted goods caught"
        " again",
        count=len({note.key for note in summary.reused}),
        experts=experts,
        relisted=relisted,
    )
    for note in summary.reused[:_MOST]:
        yield message(
            "  {key} · {title} – reference {id} {label}: re-used {quoted} of it, {taken} of the listing",
            key=note.key,
            title=note.title,
            id=note.reference,
            label=note.label,
            quoted=note.quoted,
            taken=note.taken,
        )
    yield from _more(len(summary.reused))


def _notes(notes: tuple[ListingNote, ...], words: Catalogue) -> Iterator[Message | str]:
    for note in notes[:_MOST]:
        line = " · ".join(part for part in (note.key, note.title, note.seller) if part)
        because = "; ".join(words.show(BECAUSE[reason]) for reason in note.because)
        kept = [words.show(_kept(note.capture))] if note.capture else []
        yield "  " + " – ".join([line, *([because] if because else []), *kept])
    yield from _more(len(notes))


def _kept(capture: Capture) -> Message:
    return message("last capture {time} in {file}", time=report_time(capture.captured_at), file=capture.warc_file)


def _more(count: int) -> Iterator[Message]:
    if count > _MOST:
        yield message("  … and {count} more in summary.json", count=count - _MOST)
