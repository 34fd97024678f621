"""Single values out of inline script that is program, not data."""

import json
import re

_LONGEST = 2000
_STRING = rf"""("(?:[^"\\\n]|\\.){{0,{_LONGEST}}}"|'(?:[^'\\\n]|\\.){{0,{_LONGEST}}}')"""
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)


def script_string(script: str, key: str) -> str | None:
    """The first string assigned to a key: key : 'value', "key": "value" or key = 'value'; None if empty or absent."""
    match = re.search(rf"""(?<![\w$.-])["']?{re.escape(key)}["']?\s{{0,40}}[:=]\s{{0,40}}{_STRING}""", script)
    return unquote(match[1]).strip() or None if match else None


def script_strings(script: str, key: str) -> tuple[str, ...]:
    """The strings of the first flat list assigned to a key."""
    match = re.search(
        rf"""(?<![\w$.-])["']?{re.escape(key)}["']?\s{{0,40}}[:=]\s{{0,40}}\[([^\[\]]{{0,20000}})\]""", script
    )
    return tuple(unquote(found[0]) for found in re.finditer(_STRING, match[1])) if match else ()


def unquote(literal: str) -> str:
    """The text of a JavaScript string literal."""
    inside = literal[1:-1]
    if "\\" not in inside:
        return inside
    text = _ESCAPED.sub(_character, inside)
    # Characters beyond U+FFFF come as two escapes; a lone half is no character at all.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return chr(int(match[1] or match[2], 16))
    return {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": ""}.get(match[3], match[3])


def object_after(text: str, start: int) -> dict[str, object] | None:
    """The JSON object that begins at the first brace after a place; None where it is none."""
    brace = text.find("{", start, start + 200)
    if brace < 0:
        return None
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, brace)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
