"""The configuration: one frozen object, read from lenswatch.toml."""

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from lenswatch.core.address_text import is_mail_address, is_web_address
from lenswatch.core.errors import ConfigError
from lenswatch.core.record import Record
from lenswatch.core.validation import field_problems
from lenswatch.core.visiting_hours import VisitingHours, Window, window_text, zone_of

FILE_NAME = "lenswatch.toml"
_TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d([+-]([01]\d|2[0-3]):[0-5]\d)?$"


def _tuple(value: Any) -> Any:  # noqa: ANN401 - validates whatever a file held
    return tuple(value) if isinstance(value, list) else value


class Jurisdiction(StrEnum):
    """Whose law a verdict's grounds are looked for in; JP has no ground on selling."""

    CN = "CN"
    DE = "DE"
    US = "US"
    EU = "EU"
    KR = "KR"
    JP = "JP"


class Profile(Record):
    """For whom lenswatch works."""

    jurisdiction: Annotated[Jurisdiction, Field(strict=False)] = Jurisdiction.CN
    """Selects the grounds, and the language of messages where `language` is not set."""
    language: Literal["en", "zh"] | None = None
    """Language of messages."""


class Reporter(Record):
    """Who drafts a report."""

    name: str = ""
    """Name of the organisation."""
    uscc: str = ""
    """Its unified social credit code."""
    preparer: str = ""
    """The person who prepares the report."""


class Bands(Record):
    """Where scores are cut, from what mistakes cost; see `lenswatch.classifier.bands` for the formula."""

    review: Annotated[float, Field(gt=0, lt=1)] | None = None
    """From this score a person should look; without it the costs say."""
    flag: Annotated[float, Field(gt=0, lt=1)] | None = None
    """From this score the listing enters a draft report; without it the costs say."""
    review_minutes: Annotated[float, Field(gt=0)] = 3
    """Minutes one look takes."""
    miss_minutes: Annotated[float, Field(gt=0)] = 152
    """What a covert listing that nobody looks at costs, in minutes of work."""
    false_accusation_minutes: Annotated[float, Field(gt=0)] = 99
    """What an honest listing in a draft report costs, in minutes of work."""
    covert_share: Annotated[float, Field(gt=0, lt=1)] = 0.01
    """Share of covert listings among those screened, as far as known."""
    lookalike_share: Annotated[float, Field(ge=0, lt=1)] = 0.05
    """Share of lawful listings that resemble them: dash cams, doorbells, detectors."""
    reviewer_hours_per_day: Annotated[float, Field(gt=0)] = 8
    """Hours in which people look at listings; only told, no score is cut by it."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.review is not None and self.flag is not None and self.review > self.flag:
            raise ValueError("review must not be above flag")
        if self.review_minutes >= self.miss_minutes:
            raise ValueError("review_minutes must be below miss_minutes, or nobody should look at anything")
        if self.covert_share + self.lookalike_share >= 1:
            raise ValueError("covert_share and lookalike_share must leave room for other listings")
        return self


class Models(Record):
    """Which models judge."""

    folder: str = ""
    """Folder that `lenswatch train` wrote, relative to where lenswatch is started; empty takes what ships."""


def _contact(value: str) -> str:
    contact = value.strip()
    if contact and not (contact.isascii() and (is_mail_address(contact) or is_web_address(contact))):
        raise ValueError(
            f"{value!r} is neither a mail address such as compliance@platform.example nor an http(s) address"
        )
    return contact


def _zone(value: str) -> str:
    zone_of(value)
    return value


WindowText = Annotated[str, AfterValidator(window_text)]
"""Hours of the day such as "22:00-08:00"; blank is any time."""


class Crawl(Record):
    """How lenswatch visits sites; a site file may be more polite, never less."""

    contact: Annotated[str, AfterValidator(_contact)] = ""
    """Mail or web address put into the User-Agent, so that a site can complain. Needed before a crawl."""
    window: WindowText = ""
    """Hours of the day in which sites are visited; nothing new is asked for outside them."""
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    """IANA name of the zone of every window, and of the days by which requests are counted."""
    daily_requests_per_host: Annotated[int, Field(ge=1)] | None = None
    """Requests to one host in one local day, all sites, robots.txt, retries and pictures together; None is no bound."""
    delay_seconds: Annotated[float, Field(ge=0)] = 1.0
    """Least time between two requests to one host."""
    concurrent_requests: Annotated[int, Field(ge=1, le=64)] = 8
    """Requests under way at once, all hosts together; at a kill this many pages are fetched again."""
    concurrent_requests_per_host: Annotated[int, Field(ge=1, le=16)] = 1
    """Requests under way at once to one host."""
    timeout_seconds: Annotated[float, Field(gt=0)] = 60
    """Time a page may take."""
    max_page_bytes: Annotated[int, Field(ge=1024)] = 8 * 1024 * 1024
    """A larger page is refused and counted, decompressed size included."""
    lease_seconds: Annotated[int, Field(ge=10)] = 600
    """After this long without news a page under way is taken to be lost and is fetched again."""
    warc_file_bytes: Annotated[int, Field(ge=1_000_000)] = 1_000_000_000
    """A WARC file of this size is closed and the next begun."""
    recrawl_hours: Annotated[float, Field(ge=0)] = 20
    """A page is visited again no sooner than this."""
    browser: str = ""
    """Chromium for pages that are drawn by script; empty takes the one on the search path."""

    def hours(self, *windows: str) -> VisitingHours:
        """The time in which this window and further ones are open."""
        zone = zone_of(self.timezone)
        return VisitingHours(tuple(Window.parse(text, zone) for text in (self.window, *windows) if text))


class Nightly(Record):
    """What `lenswatch nightly` does where its options do not say otherwise."""

    feeds: str | None = None
    """Folder of the platform's own feeds, relative to the workspace; nothing in it is moved or changed."""
    sites: Annotated[tuple[str, ...], BeforeValidator(_tuple)] | None = None
    """Names of the sites to crawl; an empty list is "none", without the key it is every file of sites/."""
    finish_by: Annotated[str, Field(pattern=_TIME_OF_DAY)] | None = None
    """Time of day, HH:MM, by which screening and draft are to be ready; with an offset (07:30+08:00) or local."""


class Pictures(Record):
    """What a screening spends on pictures; what it leaves undone stands in the verdicts and in the run's summary."""

    folder: str = ""
    """Folder, relative to the workspace, in which a feed's paths of pictures begin; nothing outside it is opened."""
    most_per_listing: Annotated[int, Field(ge=0)] = 12
    """Pictures of one listing that are looked at, in the order shown."""
    most_per_run: Annotated[int, Field(ge=0)] = 100_000
    """Pictures that one run looks at anew; some 100 a second and processor."""
    most_text_seconds: Annotated[float, Field(ge=0)] = 7200
    """Processor time in seconds that one run spends on reading printed text; some 0.7 a picture."""
    undoubted_share: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Share of that time for pictures of listings that nobody doubts; what comes late and is in doubt must find some
    left."""
    doubt_from: Annotated[float, Field(gt=0, lt=1)] = 0.1
    """From this score, by words alone, a listing is in doubt until it is suspected: all its pictures are read."""


class Screening(Record):
    """What a screening reckons with beside lexicon, models and bands."""

    seller_prior: Annotated[float, Field(ge=0, le=1.5)] = 0.7
    """Points, in log-odds, that a confirmed decision on a seller gives to the seller's further listings; 0 is none."""


class Impact(Record):
    """What `lenswatch lexicon impact` reckons with, and above which of its figures it ends with 1."""

    minutes_per_listing: Annotated[float, Field(gt=0)] = 3.0
    """Working time one listing costs the person who looks at it."""
    samples: Annotated[int, Field(ge=0, le=1000)] = 20
    """Examples shown of each kind of change."""
    most_newly_flagged: Annotated[int, Field(ge=0)] = 200
    """Listings of the archive that an edit may newly flag."""
    most_newly_flagged_share: Annotated[float, Field(gt=0, le=1)] | None = None
    """The same as a share of the listings compared; None is no bound."""
    most_lawful_newly_flagged: Annotated[int, Field(ge=0)] = 0
    """Rows of the lawful look-alikes that an edit may newly flag."""
    most_lawful_newly_review: Annotated[int, Field(ge=0)] = 5
    """Rows of them that an edit may newly put before a person."""
    most_hours_per_day: Annotated[float, Field(ge=0)] = 8.0
    """Working time a day that an edit may add for those who look at listings."""


class Config(Record):
    """All settings of a workspace."""

    profile: Profile = Profile()
    reporter: Reporter = Reporter()
    bands: Bands = Bands()
    models: Models = Models()
    crawl: Crawl = Crawl()
    nightly: Nightly = Nightly()
    pictures: Pictures = Pictures()
    screening: Screening = Screening()
    impact: Impact = Impact()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read lenswatch.toml.

        Raises:
            ConfigError: If the file is not TOML, or a setting is unknown or wrong; names the key.
        """
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError("{file}: not readable as TOML: {reason}", file=path, reason=error) from error
        except ValidationError as error:
            problem = next(field_problems(error))
            raise ConfigError(
                "{file}: setting {key} {reason}", file=path, key=problem.path, reason=problem.reason
            ) from error
