"""What is wrong with a crawl, as it is kept with the run."""

from collections.abc import Mapping

from lenswatch.core.messages import Message
from lenswatch.core.record import Record
from lenswatch.spiders.site.limit import Level


class _Told(Record):
    """A message that can be kept as JSON."""

    template: str
    """Message template."""
    fields: Mapping[str, str | int | float]
    """Its fields."""

    @property
    def message(self) -> Message:
        """The same in the reader's language, once shown."""
        return Message(self.template, self.fields)


class Trouble(_Told):
    """Something wrong with a crawl."""

    level: Level


class Breach(Trouble):
    """An assertion of the site file that did not hold."""


class Alarm(Trouble):
    """What a monitor found unlike the site's own earlier sound crawls."""

    monitor: str
    """Its name, which is its key in the site file's `[monitors]`."""


class Unjudged(_Told):
    """A monitor that could not say whether the crawl is like the earlier ones, and why. That is not "fine"."""

    monitor: str
    """Its name, which is its key in the site file's `[monitors]`."""


def plain(text: Message) -> dict[str, str | int | float]:
    """The fields of a message as JSON keeps them."""
    return {name: value if isinstance(value, (int, float)) else str(value) for name, value in text.fields.items()}


def alarm(monitor: str, level: Level, text: Message) -> Alarm:
    """An alarm of a monitor."""
    return Alarm(monitor=monitor, level=level, template=text.template, fields=plain(text))
