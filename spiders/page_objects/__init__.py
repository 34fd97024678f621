"""The sites whose pages need more than structured data, by the name a site file uses."""

from collections.abc import Mapping

from lenswatch.spiders.page_objects.page_object import FoundLink, PageObject
from lenswatch.spiders.page_objects.taobao import Taobao

__all__ = ["PAGE_OBJECTS", "FoundLink", "PageObject"]

PAGE_OBJECTS: Mapping[str, PageObject] = {"taobao": Taobao()}
"""Every page object. To add one: a module with a class that has name, read_listing and read_links, and a line here."""
