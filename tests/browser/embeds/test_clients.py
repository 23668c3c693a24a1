"""oEmbed clients that we did not write, over the wire: Wagtail's own finder, and micawber."""

from __future__ import annotations

import re

import micawber
import pytest
from wagtail.embeds.finders.oembed import OEmbedFinder

from tests.browser.embeds.conftest import Portal
from tests.pages import sample_catalogue as sample

pytestmark = pytest.mark.xdist_group("browser")


def test_wagtails_finder_turns_a_permalink_into_the_card(portal: Portal):
    finder = OEmbedFinder(
        providers=[{"endpoint": f"{portal.url}/oembed", "urls": [rf"^{re.escape(portal.url)}/.*$"]}]
    )
    embed = finder.find_embed(f"{portal.url}/dv/{sample.FULL}", max_width=400)
    assert (embed["type"], embed["width"]) == ("rich", 400)
    assert embed["title"]
    assert f'src="{portal.url}/nhung/{sample.FULL}"' in embed["html"]


def test_micawber_turns_a_permalink_into_the_card(portal: Portal):
    registry = micawber.ProviderRegistry()
    registry.register(rf"{re.escape(portal.url)}/\S+", micawber.Provider(f"{portal.url}/oembed"))
    address = f"{portal.url}/dv/{sample.FULL}"
    found = registry.request(address, maxwidth=400)
    assert (found["type"], found["width"]) == ("rich", 400)
    page = micawber.parse_html(f"<p>{address}</p>", registry)
    assert "<iframe " in page
    assert f'src="{portal.url}/nhung/{sample.FULL}"' in page
