"""Keeping out of calendars, endless combinations of filters and other address spaces without an end."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lenswatch.core.messages import Message, message
from lenswatch.spiders.frontier.frontier import Frontier
from lenswatch.spiders.frontier.frontier_url import FOLLOW_PRIORITY, FrontierUrl, Kind, NewUrl
from lenswatch.spiders.site.site import Site

_DIGITS = re.compile(r"\d+")
_MOST_REMEMBERED = 100_000


@dataclass(frozen=True)
class LeftOut:
    """An address that was found and not taken up."""

    reason: Message
    address: str


def shape_of(url: str) -> str:
    """What addresses of one kind have in common: the path without numbers and repeated parts, and parameter names.

    /events/2026/11?view=day and /events/2031/2?view=week have the shape /events/#?view.
    """
    parts = urlsplit(url)
    path = dict.fromkeys(_DIGITS.sub("#", part) for part in parts.path.split("/") if part)
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return f"/{'/'.join(path)}{'?' if names else ''}{'&'.join(names)}"


class UrlSpace:
    """Decides which links of a page are taken up.

    Args:
        site: The site, with the bounds of its file.
        frontier: What was taken up before.
    """

    def __init__(self, site: Site, frontier: Frontier) -> None:
        self._site, self._frontier = site, frontier
        self._alike: Counter[str] | None = None
        self._judged: dict[str, bool] = {}
        self._told: set[str] = set()

    def admitted(self, links: Sequence[NewUrl], page: FrontierUrl) -> tuple[tuple[NewUrl, ...], tuple[LeftOut, ...]]:
        """The links that are taken up, and those that are not, each of these named once.

        Args:
            links: What a page holds, or where it redirects to.
            page: The page.
        """
        reasons = [self._against(link, page.depth + 1) for link in links]
        if not any(reasons):
            return tuple(links), ()
        kept = tuple(link for link, reason in zip(links, reasons, strict=True) if reason is None)
        left_out = [LeftOut(reason, link.address) for link, reason in zip(links, reasons, strict=True) if reason]
        return kept, tuple(one for one in left_out if self._is_news(one.address))

    def _against(self, link: NewUrl, depth: int) -> Message | None:
        """Why a link is not taken up; None where it is."""
        if link.kind is Kind.IMAGE or link.priority < FOLLOW_PRIORITY or link.redirects:
            return None  # pictures have no links; the pages of a feed and a chain of redirects have an end of their own
        follows, most = link.priority == FOLLOW_PRIORITY, self._site.links.max_depth
        if depth > most + (not follows) and not self._is_known(link.address):
            return message("more than {most} links from a start", most=most)
        if not follows or self._judged.get(link.address):
            return None
        return self._too_many(link.address)

    def _too_many(self, address: str) -> Message | None:
        """Why a page that leads further is one too many of its kind; None where it is not."""
        key = self._site.canonical(address)
        if key is None:
            return None
        if address not in self._judged:
            if len(self._judged) >= _MOST_REMEMBERED:
                self._judged.clear()
            self._judged[address] = self._frontier.knows(key) or self._one_more(shape_of(key))
        if self._judged[address]:
            return None
        return message("more than {most} addresses like {shape}", most=self._site.links.max_alike, shape=shape_of(key))

    def _is_known(self, address: str) -> bool:
        key = self._site.canonical(address)
        return key is None or self._frontier.knows(key)

    def _one_more(self, shape: str) -> bool:
        """Whether there is room for one more address of a shape; if so it is taken."""
        if self._alike is None:
            self._alike = Counter(shape_of(key) for key in self._frontier.lists())
        if self._alike[shape] >= self._site.links.max_alike:
            return False
        self._alike[shape] += 1
        return True

    def _is_news(self, address: str) -> bool:
        if address in self._told:
            return False
        if len(self._told) >= _MOST_REMEMBERED:
            self._told.clear()
        self._told.add(address)
        return True
