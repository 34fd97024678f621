"""What happened in each step of a night, read back from the journal."""

from dataclasses import dataclass
from typing import TypeVar

from lenswatch.core.exit_code import ExitCode
from lenswatch.core.messages import message
from lenswatch.core.record import Record
from lenswatch.ledger.night_steps import NightStep, NightSteps, StepKind, StepState
from lenswatch.ledger.nights import Nights
from lenswatch.operations.nightly.outcome import CrawlOutcome, DraftOutcome, ImportOutcome, ScreenOutcome, Trouble
from lenswatch.operations.nightly.summary import DraftSummary, FeedReport, SiteReport, Status
from lenswatch.operations.nightly.told import Sentence

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class HappenedFeed:
    """One feed file."""

    name: str
    outcome: ImportOutcome | None
    trouble: Trouble | None

    @property
    def exit_code(self) -> int:
        """What the night ends with on its account."""
        if self.trouble:
            return self.trouble.exit_code
        return int(ExitCode.USER_ERROR) if self.outcome and self.outcome.refused else 0

    def report(self) -> FeedReport:
        """For the summary."""
        outcome = self.outcome
        return FeedReport(
            file=self.name,
            status=Status.DONE if outcome else Status.FAILED,
            new_or_changed=outcome.new_or_changed if outcome else None,
            unchanged=outcome.unchanged if outcome else None,
            refused=outcome.refused if outcome else None,
            refused_rows=tuple(
                Sentence.of(
                    message("line {line}: {field} {reason}", line=row.line, field=row.field, reason=row.reason.message)
                )
                for row in (outcome.rows if outcome else ())
            ),
        )


@dataclass(frozen=True)
class HappenedSite:
    """One site."""

    name: str
    outcome: CrawlOutcome | None
    trouble: Trouble | None
    skipped: bool
    reported_before: str | None
    """Date of the last earlier night that reported it."""

    @property
    def status(self) -> Status:
        """Whether it was reported."""
        if self.outcome is None:
            return Status.NOT_DONE if self.skipped else Status.FAILED
        if self.outcome.out_of_time and not self.outcome.answers:
            return Status.NOT_DONE
        return Status.WITHHELD if self.outcome.reasons else Status.DONE

    @property
    def exit_code(self) -> int:
        """What the night ends with on its account."""
        if self.trouble:
            return self.trouble.exit_code
        return 0 if self.status is Status.DONE else int(ExitCode.OUTSIDE_ERROR)

    def report(self, tonight: str) -> SiteReport:
        """For the summary of a night of that date: what may not be believed is left out, not shown as 0."""
        crawl, done = self.outcome, self.status is Status.DONE
        return SiteReport(
            site=self.name,
            status=self.status,
            answers=crawl.answers if crawl else None,
            blocked=crawl.blocked if crawl and crawl.answers else None,
            listings=crawl.listings if crawl and done else None,
            listings_new=crawl.listings_new if crawl and done else None,
            listings_changed=crawl.listings_changed if crawl and done else None,
            gone=crawl.gone if crawl and done else None,
            waiting=crawl.waiting if crawl else None,
            last_reported=tonight if done else self.reported_before,
        )


@dataclass(frozen=True)
class Happened:
    """The whole night."""

    feeds: tuple[HappenedFeed, ...]
    sites: tuple[HappenedSite, ...]
    screened: int | None
    """Listings judged tonight; None where there was no screening."""
    screen: Trouble | None
    """Why there was none; None where there was."""
    judgement: ScreenOutcome | None
    draft: DraftOutcome | None
    draft_trouble: Trouble | None

    @property
    def judged(self) -> bool:
        """Whether the screening ended well."""
        return self.screen is None

    @property
    def exit_code(self) -> int:
        """The gravest: a fault of lenswatch, then the world outside, then what the user can mend."""
        left_out = int(ExitCode.OUTSIDE_ERROR) if self.draft and self.draft.withheld else 0
        troubles = [self.screen, self.draft_trouble]
        codes = [trouble.exit_code for trouble in troubles if trouble]
        if self.judgement and self.judgement.sellers_wrong:
            codes.append(int(ExitCode.USER_ERROR))
        return max(
            [left_out, *codes, *(feed.exit_code for feed in self.feeds), *(site.exit_code for site in self.sites)]
        )

    def draft_summary(self) -> DraftSummary:
        """For the summary."""
        made = self.draft
        failed = self.draft_trouble is not None and self.draft_trouble.exit_code != 0
        return DraftSummary(
            status=Status.DONE if made else Status.FAILED if failed else Status.NOT_DONE,
            folder=made.folder if made else None,
            sellers=made.reports if made else None,
            listings=made.items if made else None,
            indicators=made.indicators if made else None,
            withheld=made.withheld if made else (),
            stands_since=made.stands_since if made else None,
        )


def happened(steps: NightSteps, nights: Nights, night_id: str) -> Happened:
    """Read the journal of a night whose steps are all settled."""
    (screen,) = steps.of(night_id, StepKind.SCREEN)
    (draft,) = steps.of(night_id, StepKind.DRAFT)
    judged = _done(screen, ScreenOutcome)
    return Happened(
        feeds=tuple(
            HappenedFeed(step.subject, _done(step, ImportOutcome), _trouble(step))
            for step in steps.of(night_id, StepKind.IMPORT)
        ),
        sites=tuple(
            HappenedSite(
                name=step.subject,
                outcome=_done(step, CrawlOutcome),
                trouble=_trouble(step),
                skipped=step.state is StepState.SKIPPED,
                reported_before=_reported_before(steps, nights, step),
            )
            for step in steps.of(night_id, StepKind.CRAWL)
        ),
        screened=judged.screened if judged else None,
        screen=_trouble(screen),
        judgement=judged,
        draft=_done(draft, DraftOutcome),
        draft_trouble=_trouble(draft),
    )


def _done(step: NightStep, kind: type[R]) -> R | None:
    return kind.model_validate_json(step.outcome) if step.state is StepState.DONE else None


def _trouble(step: NightStep) -> Trouble | None:
    return None if step.state is StepState.DONE else Trouble.model_validate_json(step.outcome)


def _reported_before(steps: NightSteps, nights: Nights, step: NightStep) -> str | None:
    for earlier in steps.last_done(StepKind.CRAWL, step.subject, step.night_id):
        outcome = CrawlOutcome.model_validate_json(earlier.outcome)
        if not outcome.reasons and (outcome.answers or not outcome.out_of_time):
            return nights.get(earlier.night_id).date
    return None
