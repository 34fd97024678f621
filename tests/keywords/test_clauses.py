import pytest

from lenswatch.keywords.clauses import Clauses


def clauses(text: str) -> list[str]:
    """The text cut into its clauses, blanks and marks left out."""
    reader = Clauses(text)
    parts: dict[int, str] = {}
    for position, character in enumerate(text):
        parts[reader.at(position)] = parts.get(reader.at(position), "") + character
    return [part.strip(" ，,。.;:|【】\n\t") for part in parts.values()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("可检测针孔，摄像头。好", ["可检测针孔", "摄像头", "好"]),
        ("探测器 针孔摄像头 防偷拍", ["探测器", "针孔摄像头", "防偷拍"]),
        ("针孔,摄像头", ["针孔", "摄像头"]),
        ("detects bugs, hidden cameras", ["detects bugs, hidden cameras"]),
        ("a detector. Hidden cameras", ["a detector", "Hidden cameras"]),
        ("model 3.5 camera 10:30", ["model 3.5 camera 10:30"]),
        ("WiFi 摄像头 WiFi camera", ["WiFi", "摄像头", "WiFi camera"]),
        ("one\ntwo|three", ["one", "two", "three"]),
        ("", []),
    ],
)
def test_where_clauses_end(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts
