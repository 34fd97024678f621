"""A site cut down to what it suggests."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from lenswatch.spiders.site.site import Assertions, Links, Site
from lenswatch.spiders.site.suggest import Suggest, beginnings
from lenswatch.spiders.web_address import canonical

_SUFFIX = ".suggest"


def is_audit(subject: str) -> bool:
    """Whether a crawl run was a surface audit, by its subject: the name of no site file ends so."""
    return subject.endswith(_SUFFIX)


class SuggestionSite(Site):
    """The same site, with the same hosts and manners, asked for nothing but its suggestions.

    It goes through a crawl like any site, under a name of its own that no site file can have; so its addresses never
    mix with those of the site's crawls.
    """

    name: str
    watched: str
    """Name of the site file."""
    queries: tuple[str, ...]
    """Terms asked for."""
    most: int | None
    """So many addresses are asked at the most."""
    closed: ClassVar[bool] = True

    @property
    def start_urls(self) -> tuple[str, ...]:
        """Every address that is asked."""
        return tuple(self._asked)

    @property
    def asked_queries(self) -> tuple[str, ...]:
        """The words of those addresses, in the order they are asked for."""
        return tuple(dict.fromkeys(query for _, query in self._asked.values()))

    def asked_by(self, url: str) -> tuple[Suggest, str] | None:
        """The place and the words an address asks for; also behind a redirect that keeps them."""
        if (known := self._by_key.get(canonical(url))) is not None:
            return known
        for suggest in self.suggest:
            place = suggest.address(self.absolute(suggest.url)).place(url)
            if place is not None and place.term:
                return suggest, place.term
        return None

    @cached_property
    def _asked(self) -> Mapping[str, tuple[Suggest, str]]:
        asked: dict[str, tuple[Suggest, str]] = {}
        for suggest, query in self._pairs():
            if self.most is not None and len(asked) >= self.most:
                break
            asked.setdefault(suggest.address(self.absolute(suggest.url)).filled(1, query), (suggest, query))
        return asked

    @cached_property
    def _by_key(self) -> Mapping[str | None, tuple[Suggest, str]]:
        return {canonical(url): pair for url, pair in self._asked.items()}

    def _pairs(self) -> Iterator[tuple[Suggest, str]]:
        for query in self.queries:
            yield from ((suggest, query) for suggest in self.suggest)
        for query in self.queries:
            for beginning in beginnings(query):
                yield from ((suggest, beginning) for suggest in self.suggest if suggest.prefixes)


def suggestions_of(site: Site, queries: Sequence[str], most: int | None = None) -> SuggestionSite:
    """A site cut down to its suggestions.

    Args:
        site: The site.
        queries: Terms to ask it for; each is asked for before any of its beginnings.
        most: So many addresses are asked at the most.
    """
    changes: dict[str, object] = {
        "name": f"{site.name}{_SUFFIX}",
        "watched": site.name,
        "queries": tuple(dict.fromkeys(queries)),
        "most": most,
        "start": (),
        "start_search": None,
        "sitemap": None,
        "api": None,
        "links": Links(),
        "render": False,
        "page_object": None,
        "fetch_images": False,
        "assertions": Assertions(),
    }
    return SuggestionSite.model_construct(**(dict(site) | changes))
