"""The role a candidate is proposed with: a first guess by rule, for a person to change."""

from lenswatch.keywords.term import Role

_MANY_SELLERS = 5
_MOSTLY = 0.5


def proposed_role(*, clean_listings: int, sellers: int, replaced_watched: bool, camera_share: float) -> Role:
    """What it may count as. Never block: that takes people who know what it means.

    Args:
        clean_listings: Listings of the clean background that say it.
        sellers: Sellers of suspected listings that say it.
        replaced_watched: Whether it stood in the place of a watched term.
        camera_share: At what share of its places a camera is spoken of nearby.
    """
    if clean_listings:
        return Role.CONTEXT
    if replaced_watched or sellers >= _MANY_SELLERS:
        return Role.ALERT
    return Role.FEATURE if camera_share > _MOSTLY else Role.CONTEXT
