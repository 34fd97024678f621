"""Which sites a report may not stand on, and since when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from lenswatch.core.errors import UserError
from lenswatch.core.messages import Message, message
from lenswatch.ledger.readings import Choice, Readings
from lenswatch.ledger.runs import Run, RunKind, Runs
from lenswatch.ledger.store import Store
from lenswatch.reports.withheld import Gaps, WithheldSite
from lenswatch.spiders.monitoring.history import summary_of
from lenswatch.spiders.site.suggestion_site import is_audit


@dataclass(frozen=True)
class Withholding:
    """Judges the sites of a ledger by their last crawls."""

    store: Store
    runs: Runs

    def gaps(self, include_withheld: Collection[str] = ()) -> Gaps:
        """Sites whose last crawl was not sound, or whose first has not ended.

        Args:
            include_withheld: Names of such sites that a person wants in the report all the same.

        Raises:
            UserError: If a name is not that of a withheld site.
        """
        sites = [one for site in self._sites() if (one := self._unsound(site))]
        for name in include_withheld:
            if name not in {one.site for one in sites}:
                raise UserError(
                    "--include-withheld {site}: this site is not withheld; withheld are: {withheld}",
                    site=name,
                    withheld=", ".join(one.site for one in sites) or "–",
                )
        withheld = tuple(one for one in sites if one.site not in include_withheld)
        anyway = tuple(one for one in sites if one.site in include_withheld)
        left_out = Readings(self.store).left_out(choice_of(Gaps(withheld, anyway)))
        return Gaps(tuple(replace(one, listings=left_out.get(one.site, 0)) for one in withheld), anyway)

    def note_draft(self, draft: str, gaps: Gaps) -> None:
        """Remember which sites a draft holds, so that later ones can name it."""
        unsound = {one.site for one in (*gaps.withheld, *gaps.included_anyway)}
        summary = {
            "sites": [site for site in self._sites() if site not in unsound],
            "withheld": [one.site for one in gaps.withheld],
            "included_anyway": [one.site for one in gaps.included_anyway],
        }
        self.runs.finish(self.runs.begin(RunKind.REPORT, draft), summary)

    def _sites(self) -> list[str]:
        """Every site that was ever crawled; a surface audit reads no listing, and no report stands on it."""
        return [subject for subject in self.runs.subjects(RunKind.CRAWL) if not is_audit(subject)]

    def _unsound(self, site: str) -> WithheldSite | None:
        failed = list(takewhile(lambda run: run.state == "failed", self.runs.ended(RunKind.CRAWL, site)))
        if failed:
            summary = summary_of(failed[0])
            reasons = (summary.withheld_because if summary else ()) or (message("its last crawl was not sound"),)
            return self._withheld(site, summary.platform if summary else "", reasons, failed[-1])
        first = self.runs.under_way(RunKind.CRAWL, site)
        if first and next(self.runs.ended(RunKind.CRAWL, site), None) is None:
            return self._withheld(site, "", (message("its first crawl has not ended"),), first)
        return None

    def _withheld(self, site: str, platform: str, reasons: tuple[Message, ...], since: Run) -> WithheldSite:
        return WithheldSite(
            site=site,
            platform=platform,
            reasons=reasons,
            since=since.finished_at or since.started_at,
            last_reported=self._last_draft_with(site),
        )

    def _last_draft_with(self, site: str) -> str | None:
        drafts = self.runs.ended(RunKind.REPORT)
        return next((draft.subject for draft in drafts if site in draft.summary.get("sites", ())), None)


def choice_of(gaps: Gaps) -> Choice:
    """The readings that a report with these gaps stands on."""
    return Choice(_names(gaps.withheld), _names(gaps.included_anyway))


def _names(sites: Iterable[WithheldSite]) -> frozenset[str]:
    return frozenset(one.site for one in sites)
