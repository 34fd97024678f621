"""Settings: one frozen object, errors that name the key."""

from pathlib import Path

import pytest

from lenswatch.core.config import Config, Jurisdiction
from lenswatch.core.errors import ConfigError


def config(tmp_path: Path, text: str) -> Config:
    file = tmp_path / "lenswatch.toml"
    file.write_text(text, encoding="utf-8")
    return Config.read(file)


def test_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert config(tmp_path, "") == Config()


def test_values_are_read(tmp_path: Path) -> None:
    read = config(tmp_path, '[profile]\njurisdiction = "DE"\n[bands]\nflag = 0.9\n')

    assert (read.profile.jurisdiction, read.bands.flag) == (Jurisdiction.DE, 0.9)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[crawl]\ndelay = 1\n", "crawl.delay"),
        ('[crawl]\ntimeout_seconds = "60"\n', "crawl.timeout_seconds"),
        ('[crawl]\ncontact = "abc"\n', "crawl.contact"),
        ('[crawl]\ncontact = "法务@平台.example"\n', "crawl.contact"),
        ('[crawl]\nwindow = "22-8"\n', "crawl.window"),
        ('[crawl]\nwindow = "08:00-08:00"\n', "crawl.window"),
        ('[crawl]\ntimezone = "Beijing"\n', "crawl.timezone"),
        ("[crawl]\ndaily_requests_per_host = 0\n", "crawl.daily_requests_per_host"),
        ('[profile]\njurisdiction = "XX"\n', "profile.jurisdiction"),
        ("[bands]\nreview = 0.9\nflag = 0.5\n", "bands"),
        ("[bands]\nflag = 2\n", "bands.flag"),
        ("[colour]\n", "colour"),
    ],
)
def test_errors_name_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, text)

    assert f"lenswatch.toml: setting {key} " in str(caught.value)


@pytest.mark.parametrize("contact", ["", "a@b.example", "mailto:a@b.example", " https://b.example/contact "])
def test_a_contact_is_a_mail_or_web_address(tmp_path: Path, contact: str) -> None:
    assert config(tmp_path, f'[crawl]\ncontact = "{contact}"\n').crawl.contact == contact.strip()


def test_broken_toml(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not readable as TOML"):
        config(tmp_path, "[crawl\n")
