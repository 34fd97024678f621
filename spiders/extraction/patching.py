"""The field patches of a site file, laid over what the general reading found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import jmespath
from lxml import etree
from parsel import Selector
from selectolax.lexbor import LexborNode

from lenswatch.core.messages import Message, message
from lenswatch.spiders.extraction.converting import Setting, converted
from lenswatch.spiders.extraction.dom import each
from lenswatch.spiders.extraction.findings import Findings, Found
from lenswatch.spiders.extraction.locality import Locality
from lenswatch.spiders.extraction.page_json import documents
from lenswatch.spiders.extraction.text import node_line, node_paragraphs
from lenswatch.spiders.extraction.tolerant_json import Json
from lenswatch.spiders.page import Page
from lenswatch.spiders.site.field_patch import FieldPatch, FieldPatches

_MOST_VALUES = 50
_ADDRESSES = {"images": "src", "canonical_url": "href", "seller_url": "href", "licence_url": "href"}
"""Fields whose value stands in an attribute where the file names none."""


@dataclass(frozen=True)
class Patching:
    """Patches at work on one page."""

    page: Page
    patches: FieldPatches
    locality: Locality

    def apply(self, found: Findings) -> tuple[Findings, tuple[Message, ...]]:
        """The findings with the patched fields, and what went wrong in evaluating a patch."""
        problems: list[Message] = []
        for field, patch in self.patches.by_field.items():
            if getattr(found, field) is not None and not patch.override:
                continue
            currency = found.currency.value if found.currency else None
            try:
                value = converted(field, list(self._raw(field, patch)), Setting(self.page.url, self.locality, currency))
            except ValueError as error:  # jmespath's and parsel's complaints are of this kind
                reason = str(error).splitlines()[0]
                problems.append(message("the patch of {field} does not fit: {reason}", field=field, reason=reason))
                continue
            if value is not None:
                change = {field: Found(value, self.patches.origin(patch))}
                found = replace(found, **change)  # type: ignore[arg-type]  # names and types are those of Findings
        return found, tuple(problems)

    def _raw(self, field: str, patch: FieldPatch) -> Iterator[Json]:
        if patch.css is not None:
            name = patch.attribute or _ADDRESSES.get(field)
            for node in each(self.page.tree.css(patch.css), _MOST_VALUES):
                yield _value(node, name, long=field == "description")
        elif patch.xpath is not None:
            for part in self._selector.xpath(patch.xpath)[:_MOST_VALUES]:
                yield part.xpath("string()").get() if etree.iselement(part.root) else part.get()
        else:
            for document in self._documents:
                value: Json = jmespath.search(patch.jmespath, document)
                if value is not None:
                    yield from value if isinstance(value, list) else [value]

    @cached_property
    def _selector(self) -> Selector:
        return Selector(text=self.page.text or "<html></html>", type="html")

    @cached_property
    def _documents(self) -> tuple[Json, ...]:
        return tuple(documents(self.page))


def _value(node: LexborNode, attribute: str | None, *, long: bool) -> str | None:
    if attribute is not None:
        return node.attributes.get(attribute)
    if node.tag == "meta":
        return node.attributes.get("content")
    return node_paragraphs(node) if long else node_line(node)
