"""The table of shipped sites says what their files say."""

from pathlib import Path

from lenswatch.operations.crawling import shipped_sites
from lenswatch.spiders.site.site import Site

PAGE = Path(__file__).parents[2] / "docs" / "sites.md"


def row(site: Site) -> str:
    starts = [name for name in ("start", "start_search", "sitemap", "api") if getattr(site, name)]
    return f"| {site.name} | {site.platform} | {site.base_url} | {', '.join(starts)} | {site.layout} |"


def test_the_table_has_a_row_for_each_file_and_no_other() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    table = lines[lines.index("| site | platform | base_url | begins with | layout |") + 2 :]

    assert [line for line in table if line.startswith("|")] == [row(site) for site in shipped_sites()]
