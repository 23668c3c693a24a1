"""Set-up of the front end: only what we use, and every icon that a template names exists."""

import pytest

from core.icons import EXTRA_ICONS, icons_in_templates
from scripts import vendor_assets

CSS = (
    '@charset "UTF-8";.govuk-input{a:b}.govuk-header,.govuk-input--error:focus{c:d}'
    "@media print{.govuk-header{e:f}.govuk-input__x{g:h}}@media screen{.govuk-header{i:j}}p{k:l}"
)


def test_rules_of_other_blocks_are_left_out():
    assert vendor_assets.only_blocks(CSS, frozenset({"govuk-input"})) == (
        ".govuk-input{a:b}\n.govuk-input--error:focus{c:d}\n@media print{.govuk-input__x{g:h}}"
    )


def test_comments_go_and_rules_stay():
    assert vendor_assets.without_comments("/* a\n b */\n .x { y: z }  \n\n") == ".x { y: z }"


@pytest.fixture
def shapes():
    if not vendor_assets.MODULES.is_dir():
        pytest.skip("node_modules is missing: run `make setup`")
    return vendor_assets.icon_shapes()


def test_lucide_has_every_icon_of_the_interface(shapes):
    named = icons_in_templates(vendor_assets.ROOT / "templates") | EXTRA_ICONS
    assert named - set(shapes) == set()
    sprite = vendor_assets.sprite(named, shapes)
    assert all(f'id="{name}"' in sprite for name in named)


def test_lucide_has_every_icon_of_the_demo_taxonomies(shapes):
    from demo.records import fields, life_events

    assert {row.icon for row in (*fields(), *life_events())} - set(shapes) == set()
