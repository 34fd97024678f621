"""Scrapy's settings for one crawl, built anew each time; nothing is read from files or the environment."""

from importlib.metadata import version
from typing import Any

from lenswatch.core.config import Crawl
from lenswatch.core.errors import ConfigError
from lenswatch.spiders.crawling.pipeline import LedgerPipeline
from lenswatch.spiders.crawling.scheduler import FrontierScheduler
from lenswatch.spiders.fetching.content import ACCEPT_ENCODING
from lenswatch.spiders.fetching.handler import MannerlyHandler
from lenswatch.spiders.fetching.render_middleware import RenderMiddleware
from lenswatch.spiders.fetching.robots import RobotsMiddleware
from lenswatch.spiders.site.site import Site


def software() -> str:
    """Name and version, as the WARC file names them."""
    return f"lenswatch/{version('lenswatch')}"


def user_agent(settings: Crawl) -> str:
    """How we introduce ourselves, with a way to complain.

    Raises:
        ConfigError: If there is no contact.
    """
    contact = settings.contact.strip()
    if not contact or not contact.isascii() or not contact.isprintable():
        raise ConfigError(
            "crawl.contact is {problem}: put a mail or web address into lenswatch.toml, so that a site can complain",
            problem=repr(settings.contact) if contact else "empty",
        )
    return f"{software()} (+{contact})"


def crawl_description(site: Site, settings: Crawl, run_id: str, operator: str) -> dict[str, str]:
    """What the warcinfo record of a crawl's files says of it (WARC 1.1, `warcinfo`).

    Raises:
        ConfigError: If there is no contact.
    """
    contact = settings.contact.strip()
    return {
        "software": software(),
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": f"{operator} <{contact}>" if operator else contact,
        "http-header-user-agent": user_agent(settings),
        "robots": "obey",
        "isPartOf": run_id,
        "description": f"{site.platform}: {site.purpose} ({site.legal_basis})",
    }


def scrapy_settings(site: Site, settings: Crawl, requests: int) -> dict[str, Any]:
    """Settings for one site.

    Args:
        site: The site; where it is more polite than the workspace, it counts.
        settings: The crawl settings of the workspace.
        requests: Requests under way at once, all hosts of the site together.

    Raises:
        ConfigError: If there is no contact.
    """
    wanted = site.politeness
    delay = max(settings.delay_seconds, wanted.delay_seconds or 0)
    per_host = settings.concurrent_requests_per_host
    per_host = min(per_host, wanted.concurrent_requests_per_host or per_host)
    return {
        "BOT_NAME": "lenswatch",
        "USER_AGENT": user_agent(settings),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,image/*;q=0.9,*/*;q=0.8",
            "Accept-Encoding": ACCEPT_ENCODING,
            "Accept-Language": site.language or "*",
        },
        "TWISTED_REACTOR_ENABLED": False,
        "SCHEDULER": FrontierScheduler,
        "ITEM_PIPELINES": {LedgerPipeline: 100},
        "SPIDER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {RobotsMiddleware: 100, **({RenderMiddleware: 900} if site.draws else {})},
        "EXTENSIONS_BASE": {"scrapy.extensions.throttle.AutoThrottle": 0},
        "DOWNLOAD_HANDLERS": {"http": MannerlyHandler, "https": MannerlyHandler},
        "CONCURRENT_ITEMS": 1,  # the default of 100 starts 100 tasks for each response and halves the speed
        # No more than the hosts can use: what Scrapy only queues would have to be waited for when the user stops.
        "CONCURRENT_REQUESTS": min(requests, per_host * len(site.authorities)),
        "CONCURRENT_REQUESTS_PER_DOMAIN": per_host,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0,  # the delay is the least, not the mean
        "DOWNLOAD_TIMEOUT": settings.timeout_seconds,
        "DOWNLOAD_MAXSIZE": settings.max_page_bytes,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(per_host),
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",  # the tally counts
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # it reads the callback's source anew for each page
    }
