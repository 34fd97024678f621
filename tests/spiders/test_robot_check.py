"""Checks and walls are told from pages, also from pages that merely mention them."""

import pytest

from lenswatch.spiders.reading.robot_check import blocked_page, blocked_redirect

LONG = "<p>" + "A clock with a large display and an alarm. " * 100


@pytest.mark.parametrize(
    ("status", "html", "told"),
    [
        (200, "<title>滑块验证</title>", "a robot check"),
        (200, "<p>亲，请拖动下方滑块完成验证</p>", "a robot check"),
        (200, "<script src='/_____tmd_____/punish?x5secdata=a'></script>", "a robot check"),
        (200, f"<title>Robot Check</title>{LONG}", "a robot check"),
        (403, "<h1>Access Denied</h1>", "a robot check"),
        (405, "<p>Our systems have detected unusual traffic</p>", "a robot check"),
        (503, "<title>Just a moment...</title>", "a robot check"),
        (429, "<p>操作过于频繁，请稍后再试</p>", "a robot check"),
        (200, "<p>请登录后查看商品</p>", "a login wall"),
        (200, "<p>Please sign in to continue</p>", "a login wall"),
    ],
)
def test_a_check_is_told(status: int, html: str, told: str) -> None:
    assert str(blocked_page(status, html)) == told


@pytest.mark.parametrize(
    ("status", "html"),
    [
        (200, f"<title>Clock</title>{LONG}<p>This form is protected by a captcha. 验证码</p>"),
        (200, f"<title>Clock</title><script>var captcha = 'px-captcha'</script>{LONG}"),
        (200, "<title>Clock</title><p>9 EUR</p><script>loadCaptcha()</script><!-- 验证码 -->"),
        (500, "<p>captcha service failed</p>"),
        (404, "<p>access denied</p>"),
        (200, ""),
    ],
)
def test_a_page_is_not_taken_for_a_check(status: int, html: str) -> None:
    assert blocked_page(status, html) is None


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("https://login.shop.example/member/login.jhtml?redirect=x", "a login wall"),
        ("https://shop.example/signin", "a login wall"),
        ("https://passport.shop.example/uc/login", "a login wall"),
        ("https://sec.shop.com/query.htm", "a robot check"),
        ("https://shop.example/captcha/?back=%2Fitem", "a robot check"),
        ("https://shop.example/item/login-free-camera", None),
        ("https://shop.example/item/7?from=login", None),
    ],
)
def test_where_a_redirect_leads(location: str, told: str | None) -> None:
    found = blocked_redirect(location)

    assert (str(found) if found else None) == told
