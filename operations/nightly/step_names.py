"""What the steps of a night are called."""

from lenswatch.core.messages import message
from lenswatch.ledger.night_steps import StepKind

STEP_NAMES = {
    StepKind.IMPORT: message("import"),
    StepKind.CRAWL: message("crawl"),
    StepKind.SCREEN: message("screen"),
    StepKind.DRAFT: message("draft"),
}
