import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenswatch.spiders.page import Page

CHINESE = "<html><head><title>针孔相机</title></head><body>小孔成像的老相机，木头做的，拍照要曝光十几秒。</body></html>"


def _page(body: bytes, content_type: str | None = None) -> Page:
    return Page(url="https://shop.invalid/", body=body, content_type=content_type)


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("gb18030", "text/html; charset=utf-8"),  # declared wrongly, as Chinese shops do
        ("gb18030", "text/html"),
        ("gbk", "text/html; charset=gb2312"),
        ("utf-8", "text/html; charset=gbk"),
        ("utf-8", None),
        ("utf-8-sig", "text/html; charset=gb2312"),
        ("utf-16", None),
        ("big5", "text/html; charset=big5"),
    ],
)
def test_chinese_comes_out_as_chinese(encoding: str, content_type: str | None) -> None:
    shown = CHINESE if encoding != "big5" else "<title>針孔相機</title>"

    assert shown == _page(shown.encode(encoding), content_type).text


def test_the_charset_used_is_told() -> None:
    assert _page(CHINESE.encode("gb18030"), "text/html; charset=utf-8").encoding == "gb18030"


@pytest.mark.parametrize(
    ("html", "encoding"),
    [
        ("<html lang='ja'>木製スピーカー", "shift_jis"),
        ("<html lang='ko'>나무 스피커", "cp949"),
        ("<html lang='ru'>деревянная колонка", "cp1251"),
        ("<html lang='fr'>théière émaillée, été", "cp1252"),
    ],
)
def test_the_language_helps_where_the_charset_is_wrong(html: str, encoding: str) -> None:
    assert html == _page(html.encode(encoding), "text/html; charset=utf-8").text


def test_a_few_damaged_bytes_do_not_change_the_charset() -> None:
    body = (CHINESE * 10).encode() + b"\xff\xfe"

    page = _page(body, "text/html; charset=utf-8")

    assert (page.encoding, page.text.count("\ufffd")) == ("utf-8", 2)


@given(st.binary(max_size=500), st.sampled_from([None, "text/html; charset=utf-8", "text/html; charset=nonsense", "x"]))
def test_any_bytes_have_a_text_and_a_tree(body: bytes, content_type: str | None) -> None:
    page = _page(body, content_type)

    assert isinstance(page.text, str)
    assert page.tree.css("script") is not None


@pytest.mark.parametrize(
    ("body", "markup", "scripts"),
    [
        ("<p>a</p><script type=x>if (1 < 2) b</script><p>c", "<p>a</p><script type=x></script><p>c", ["if (1 < 2) b"]),
        ("<SCRIPT>a</SCRIPT><script>b</script>", "<SCRIPT></SCRIPT><script></script>", ["a", "b"]),
        ("<script>a</SCRIPT>b<script>c</script>", "<script></SCRIPT>b<script></script>", ["a", "c"]),
        ("<style>p > a {}</style><script src=x></script>", "<style></style><script src=x></script>", []),
        ("<p>a</p><script>never closed", "<p>a</p><script>never closed", []),
    ],
)
def test_scripts_are_parted_from_the_markup(body: str, markup: str, scripts: list[str]) -> None:
    page = _page(body.encode())

    assert (markup, scripts) == (page.markup.decode(), [script.content for script in page.scripts])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_markup_and_scripts_are_text_whatever_the_charset(encoding: str) -> None:
    page = _page(f"{CHINESE}<script>var a = '镜头'</script>".encode(encoding), "text/html; charset=utf-8")

    assert (page.tree.css_first("title").text(), page.scripts[0].content) == ("针孔相机", "var a = '镜头'")  # type: ignore[union-attr]  # the page has a title
