"""Drawing up the summary of a night, once; a kill in between changes nothing."""

from collections import Counter
from dataclasses import dataclass

from lenswatch.core.clock import CHINA
from lenswatch.core.verdict import Band
from lenswatch.ledger.leases import Lease
from lenswatch.ledger.nights import Night
from lenswatch.ledger.standing import Standing, keep_standing, kept_standing, standing_of, unjudged
from lenswatch.operations.nightly.comparing import Comparison
from lenswatch.operations.nightly.consequences import Around, consequences
from lenswatch.operations.nightly.happened import Happened, happened
from lenswatch.operations.nightly.pages import publish_summary, published
from lenswatch.operations.nightly.reused import reused_since
from lenswatch.operations.nightly.summary import Bands, Earlier, NightSummary, Status
from lenswatch.operations.nightly.told import Sentence
from lenswatch.operations.nightly.tonight import Tonight


@dataclass(frozen=True)
class Closing:
    """The end of a night."""

    tonight: Tonight
    taken_over: Lease | None

    def close(self) -> NightSummary:
        """Write the summary, keep who is suspected, and end the night.

        Raises:
            StorageError: If the disk is full or refuses; the night stays open, and the next start ends it.
        """
        tonight = self.tonight
        told = happened(tonight.steps, tonight.nights, tonight.night.id)
        base = tonight.nights.last_judged()
        compared = self._compared(told, base)
        folder = tonight.workspace.nights / tonight.night.name
        summary = published(folder) or self._summary(told, base, compared)
        publish_summary(folder, summary, tonight.workspace.config.profile)
        with tonight.store.transaction():
            if told.judged:
                keep_standing(tonight.store, tonight.night.id, compared.to_keep())
            text = summary.model_dump_json()
            tonight.nights.finish(tonight.night.id, text, summary.finished_at, judged=told.judged)
        return summary

    def _compared(self, told: Happened, base: Night | None) -> Comparison:
        tonight = self.tonight
        unsure = [site.name for site in told.sites if site.status is not Status.DONE]
        sites = tonight.sites.sites
        return Comparison(
            tonight.store,
            tonight.clock,
            kept_standing(tonight.store, base.id) if base else {},
            standing_of(tonight.store),
            frozenset(sites[name].platform for name in unsure if name in sites),
        )

    def _summary(self, told: Happened, base: Night | None, compared: Comparison) -> NightSummary:
        tonight, night = self.tonight, self.tonight.night
        plan, interrupted = night.plan, tonight.nights.interrupted_lately()
        around = Around(night, base, interrupted, self.taken_over)
        return NightSummary(
            night=night.id,
            date=night.date,
            started_at=night.started_at.astimezone(CHINA),
            finished_at=tonight.clock.now().astimezone(CHINA),
            finish_by=night.finish_by.astimezone(CHINA) if night.finish_by else None,
            starts=night.starts,
            exit_code=told.exit_code,
            feeds=tuple(feed.report() for feed in told.feeds),
            feeds_imported_before=plan.get("imported_before") if plan.get("feeds") else None,
            feeds_being_written=tuple(plan.get("being_written", ())),
            feeds_not_read=tuple(plan.get("other", ())),
            sites=tuple(site.report(night.date) for site in told.sites),
            screened=told.screened,
            pictures_judged=told.judgement.pictures_judged if told.judgement else None,
            picture_problems=told.judgement.picture_problems if told.judgement else {},
            reused=reused_since(tonight.store, tonight.clock, night.started_at),
            unjudged=unjudged(tonight.store),
            bands=_bands(compared.now) if told.judged else Bands(flag=None, review=None, clear=None),
            bands_before=Bands.model_validate(base.summary["bands"]) if base else None,
            draft=told.draft_summary(),
            compared_with=Earlier(night=base.id, date=base.date) if base else None,
            changes=compared.changes() if base and told.judged else None,
            interrupted=tuple(Earlier(night=one.id, date=one.date) for one in interrupted),
            consequences=tuple(Sentence.of(text) for text in consequences(told, around)),
        )


def _bands(standing: Standing) -> Bands:
    counts: Counter[Band] = Counter()
    for (_, band), count in standing.bands.items():
        counts[band] += count
    return Bands(flag=counts[Band.FLAG], review=counts[Band.REVIEW], clear=counts[Band.CLEAR])
