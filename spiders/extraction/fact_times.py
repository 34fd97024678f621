"""When a page says it was published."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from lenswatch.spiders.extraction import fact_names
from lenswatch.spiders.extraction.dom import labels
from lenswatch.spiders.extraction.findings import Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.outline import Outline
from lenswatch.spiders.extraction.schema_values import instant

_LOCAL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?")
_CHINA = timezone(timedelta(hours=8))
_PUBLISHED = re.compile(r"publish|posted|listed|date-?created")


def shown_instant(facts: Mapping[str, str], outline: Outline, locality: Locality) -> Found[datetime] | None:
    """The publication time; None unless it names an instant.

    China has one time zone, so a local time on a Chinese page is taken as +08:00; a bare date names no instant.
    """
    for node in outline.tagged("time")[:50]:
        if _PUBLISHED.search(labels(node)) and (moment := instant(node.attributes.get("datetime"))):
            return Found(moment, "heuristic:time")
    for name, value in facts.items():
        if not fact_names.PUBLISHED.match(name):
            continue
        moment = instant(value) or (_china(value) if locality.market == "CN" else None)
        if moment:
            return Found(moment, f"heuristic:{name}")
    return None


def _china(text: str) -> datetime | None:
    match = _LOCAL.search(text[:100])
    if match is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in match.groups()), tzinfo=_CHINA)  # type: ignore[misc,arg-type]  # six numbers
    except ValueError:
        return None
