"""The sites of a night; a wrong site file costs that site only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lenswatch.core.errors import LenswatchError, LexiconError, SiteError, UserError
from lenswatch.operations.crawling import search_terms, shipped_sites
from lenswatch.operations.releases.choice import choose_lexicon
from lenswatch.operations.workspace import Workspace
from lenswatch.spiders.site.site import Site


@dataclass(frozen=True)
class NightSites:
    """What is to be crawled."""

    sites: Mapping[str, Site] = field(default_factory=dict)
    """By name."""
    wrong: Mapping[str, LenswatchError] = field(default_factory=dict)
    """Name of a site, or of a file that could not be read, to what is wrong with it."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every site asked for, the readable ones first."""
        return (*self.sites, *self.wrong)


def night_sites(workspace: Workspace, names: tuple[str, ...] | None) -> NightSites:
    """The sites asked for; without names every one of the workspace's own.

    Raises:
        SiteError: If a site file that ships is broken, which is no user's doing.
    """
    own, wrong = _own(workspace)
    if names is None:
        return _with_terms(own, wrong, workspace)
    known = {site.name: site for site in shipped_sites()} | own if set(names) - set(own) else own
    missing = {name: wrong.get(name) or _unknown(name, known) for name in names if name not in known}
    return _with_terms({name: known[name] for name in names if name in known}, missing, workspace)


def _own(workspace: Workspace) -> tuple[dict[str, Site], dict[str, LenswatchError]]:
    sites: dict[str, Site] = {}
    wrong: dict[str, LenswatchError] = {}
    for path in sorted(workspace.sites.glob("*.toml")):
        try:
            site = Site.read(path)
        except SiteError as error:
            wrong[path.stem] = error
            continue
        if site.name in sites:
            wrong[path.stem] = SiteError(
                "{file}: the name {name} is taken by another file of sites/; choose another",
                file=path,
                name=site.name,
            )
        else:
            sites[site.name] = site
    return sites, wrong


def _unknown(name: str, known: Mapping[str, Site]) -> UserError:
    return UserError("no site is called {name}; known: {known}", name=name, known=", ".join(sorted(known)))


def _with_terms(sites: Mapping[str, Site], wrong: Mapping[str, LenswatchError], workspace: Workspace) -> NightSites:
    """Sites that search for the lexicon's terms, with those terms; a broken lexicon costs those sites only."""
    asking = {name for name, site in sites.items() if site.start_search and isinstance(site.start_search.terms, str)}
    if not asking:
        return NightSites(sites, wrong)
    try:
        terms = choose_lexicon(workspace).lexicon.terms
    except LexiconError as error:
        kept = {name: site for name, site in sites.items() if name not in asking}
        return NightSites(kept, {**wrong, **dict.fromkeys(sorted(asking), error)})
    filled = {
        name: site.with_terms(search_terms(terms, site.language or "")) if name in asking else site
        for name, site in sites.items()
    }
    return NightSites(filled, wrong)
