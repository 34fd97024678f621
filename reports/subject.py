"""Who stands behind a shop, as far as a published licence tells. Never a natural person's identity."""

from enum import StrEnum

from lenswatch.core.seller import Seller
from lenswatch.reports.uscc import UsccCheck, check_uscc, is_resident_id

_INDIVIDUAL_BUSINESS = "92"
"""First two symbols of the code of an individual business (GB 32100)."""


class EntityType(StrEnum):
    """Kind of subject. Natural persons are not told from the unknown: pages do not show it."""

    ENTERPRISE = "ENT"
    INDIVIDUAL_BUSINESS = "IND_BIZ"
    UNKNOWN = "UNKNOWN"


def shown_licence(seller: Seller) -> str:
    """The licence code as shown; empty where none is, or where it is a person's identity number."""
    code = (seller.licence_code or "").strip()
    return "" if is_resident_id(code) else code


def entity_type(seller: Seller) -> EntityType:
    """The kind of subject that the shown licence code tells."""
    code = shown_licence(seller)
    if not code:
        return EntityType.UNKNOWN
    if code.startswith(_INDIVIDUAL_BUSINESS) and check_uscc(code) is UsccCheck.OK:
        return EntityType.INDIVIDUAL_BUSINESS
    return EntityType.ENTERPRISE
