"""A picture of a listing."""

from typing import Any, Self

from pydantic import model_validator

from lenswatch.core.record import Record


class Image(Record):
    """One picture, by the address it was shown at or the file it lies in. Never its bytes."""

    url: str | None = None
    """Absolute http(s) address as shown on the page; not a data: URI."""
    path: str | None = None
    """File of a feed, relative to the feed or absolute. Never built from text found on a page."""
    sha256: str | None = None
    """Digest of the picture's bytes as received, 64 lower-case hexadecimal digits; None until fetched."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:  # noqa: ANN401 - a feed may write a picture as plain text
        if isinstance(value, str):
            return {"url": value} if value.startswith(("http://", "https://")) else {"path": value}
        return value

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        if not self.url and not self.path:
            raise ValueError("a picture needs a url or a path")
        return self
