"""A crawl of a well-behaved shop."""

from pathlib import Path

import pytest
from conftest import JPEG
