"""The form of a text in which expressions are sought: one width, nothing unseen, nobody's number or address."""

import re
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for a character class."""
MASK = "•"
"""Stands for each character of what could name a person; ends every expression."""
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Zero-width characters, direction marks, variation selectors and tags: no cell of the lexicon may hold them."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])[*.·._~^|-]{{1,2}}(?=[{HAN}])")
_PERSONAL = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+"
    r"|(?:微信|威信|薇信|扣扣|[vV][信xX]|wx|WX|QQ|qq|[加+][vV微薇])\s*[::]?\s*[A-Za-z0-9_][A-Za-z0-9_-]{4,}"
    r"|\+?\d[\d -]{5,}\d"
)
"""Addresses, handles behind the word for a messenger, and runs of seven digits or more."""


def prepared(text: str) -> str:
    """A text as it is mined: NFKC, nothing unseen, no separators within a Han word, personal data masked.

    Controls become line feeds, tabs blanks.

    Upper and lower case stay: contexts are shown to people.
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    plain = _BETWEEN_HAN.sub("", _CONTROLS.sub("\n", plain).replace("\t", " "))
    return _PERSONAL.sub(lambda found: MASK * len(found[0]), plain)
