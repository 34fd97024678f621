"""What a workspace's people decided of sellers, as it counts when a screening begins."""

from dataclasses import dataclass
from datetime import datetime

from lenswatch.classifier.sellers.priors import NO_SELLERS, SellerPriors
from lenswatch.classifier.sellers.table import read_sellers
from lenswatch.core.clock import CHINA
from lenswatch.core.errors import UserError
from lenswatch.core.messages import Message
from lenswatch.operations.workspace import Workspace


@dataclass(frozen=True)
class DecidedSellers:
    """sellers.csv of a workspace on one day."""

    priors: SellerPriors = NO_SELLERS
    problems: tuple[Message, ...] = ()
    """What is wrong in the file; such rows do not count."""


def sellers_in_force(workspace: Workspace | None, at: datetime) -> DecidedSellers:
    """What counts at a moment, by the date in China; nothing without a workspace or without the file.

    Raises:
        UserError: If the file is there and cannot be read.
    """
    if workspace is None or not workspace.sellers.exists():
        return DecidedSellers()
    try:
        data = workspace.sellers.read_bytes()
    except OSError as error:
        raise UserError(
            "{file}: cannot be read ({reason})", file=workspace.sellers, reason=error.strerror or error
        ) from error
    today = at.astimezone(CHINA).date()
    table = read_sellers(str(workspace.sellers), data, today)
    weight = workspace.config.screening.seller_prior
    return DecidedSellers(SellerPriors.on(today, table.decisions, weight), table.problems)
