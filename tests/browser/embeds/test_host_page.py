"""A page of another site shows a service as it stands, and keeps its link whatever happens to us."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from api.embeds.script import PINNED
from tests.browser.embeds.conftest import Portal
from tests.browser.embeds.host_site import HostSite
from tests.pages import sample_catalogue as sample

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
SCRIPT = Path(settings.BASE_DIR) / "static/embed/1.0.0/service-link.js"
INTEGRITY = "sha384-" + base64.b64encode(hashlib.sha384(SCRIPT.read_bytes()).digest()).decode()
NEW_FEE = f"""
from services_catalogue.models import Fee, ServicePage
from wagtail.models import Revision
page = ServicePage.objects.get(code="{sample.FULL}", content_language="vi")
channels = list(page.channels.all())
for channel in channels:
    limits = list(channel.time_limits.all())
    for limit in limits:
        limit.fees = [Fee(amount=77_000, kind="levy")]
    channel.time_limits = limits
page.channels = channels
page.save_revision().publish()
"""


def policy(portal: Portal, script: str) -> str:
    """Nothing but what docs/integrators.md asks for; no style at all."""
    return (
        f"default-src 'none'; script-src {script}; style-src 'none'; "
        f"connect-src {portal.url}; frame-src {portal.url}; base-uri 'none'; "
        "require-trusted-types-for 'script'"
    )


def component(portal: Portal, code: str = sample.FULL) -> str:
    return f'<service-link code="{code}"><a href="{portal.url}/dv/{code}">Dịch vụ này</a></service-link>'


def frame(portal: Portal) -> str:
    return (
        f'<iframe src="{portal.url}/nhung/{sample.FULL}" title="Thẻ dịch vụ" height="90"></iframe>'
    )


def script(portal: Portal, attributes: str = "") -> str:
    return (
        f'<script src="{portal.url}{PINNED}" integrity="{INTEGRITY}" '
        f'crossorigin="anonymous" defer {attributes}></script>'
    )


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.noise = []
    page.on("console", lambda message: page.noise.append(message.text))
    page.on("pageerror", lambda error: page.noise.append(str(error)))
    yield page
    context.close()


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document)")
    assert found["passes"]
    return [one["id"] for one in found["violations"]]


@pytest.mark.parametrize(
    ("source", "attributes"),
    [
        ("{portal}", ""),
        ("'nonce-abc123'", 'nonce="abc123"'),
        (f"'{INTEGRITY}'", ""),
    ],
    ids=["host", "nonce", "hash"],
)
def test_under_a_strict_policy_component_and_frame_tell_the_same(
    portal: Portal, host: HostSite, page: Page, source: str, attributes: str
):
    address = host.add(
        "/",
        script=script(portal, attributes),
        body=component(portal) + frame(portal),
        policy=policy(portal, source.format(portal=portal.url)),
    )
    page.goto(address)
    facts = page.locator("service-link dd")
    expect(facts.first).to_be_visible()
    framed = page.frame_locator("iframe").locator("dd")
    assert facts.all_text_contents() == framed.all_text_contents()
    # Drawn in its own look although the page allows no style: a constructed sheet.
    button = page.locator("service-link .s, service-link .a a").first
    assert button.evaluate("one => getComputedStyle(one).minHeight") == "44px"
    # The frame grows to the height of its card.
    page.wait_for_function("document.querySelector('iframe').offsetHeight > 150")
    assert page.noise == []
    assert axe(page) == []
    assert page.context.cookies() == []


def test_a_new_fee_shows_on_the_next_visit(portal: Portal, host: HostSite, page: Page):
    address = host.add(
        "/",
        script=script(portal),
        body=component(portal) + frame(portal),
        policy=policy(portal, portal.url),
    )
    page.goto(address)
    expect(page.locator("service-link dd").nth(2)).not_to_contain_text("77.000")
    portal.shell(NEW_FEE)
    page.goto(address)
    expect(page.locator("service-link dd").nth(2)).to_contain_text("77.000 đ")
    expect(page.frame_locator("iframe").locator("dd").nth(2)).to_contain_text("77.000 đ")


def test_with_the_portal_stopped_the_plain_link_remains(
    stopped_portal: Portal, host: HostSite, page: Page
):
    address = host.add(
        "/",
        script=script(stopped_portal),
        body=component(stopped_portal),
        policy=policy(stopped_portal, stopped_portal.url),
    )
    page.goto(address)
    link = page.get_by_role("link", name="Dịch vụ này")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == f"{stopped_portal.url}/dv/{sample.FULL}"
    assert axe(page) == []


def test_a_wrong_code_keeps_the_plain_link_without_a_word_in_the_console(
    portal: Portal, host: HostSite, page: Page
):
    address = host.add(
        "/",
        script=script(portal),
        body=component(portal, "9.999999"),
        policy=policy(portal, portal.url),
    )
    with page.expect_response("**/nhung/9.999999.json"):
        page.goto(address)
    expect(page.get_by_role("link", name="Dịch vụ này")).to_be_visible()
    assert page.noise == []


def test_without_javascript_the_plain_link_is_there(
    portal: Portal, host: HostSite, browser: Browser
):
    address = host.add(
        "/", script=script(portal), body=component(portal), policy=policy(portal, portal.url)
    )
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Dịch vụ này")).to_be_visible()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_looks_have_contrast_and_reflow(
    portal: Portal, host: HostSite, page: Page, theme: str
):
    body = component(portal).replace("<service-link", f'<service-link lang="en" theme="{theme}"')
    address = host.add("/", script=script(portal), body=body, policy=policy(portal, portal.url))
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address)
    expect(page.locator("service-link dd").first).to_be_visible()
    assert axe(page) == []
    page.goto(f"{portal.url}/en/nhung/{sample.FULL}?theme={theme}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
