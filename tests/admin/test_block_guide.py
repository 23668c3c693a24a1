"""The guide to blocks shows each block of the streams, with a preview that renders."""

from __future__ import annotations

from bs4 import BeautifulSoup

from core.blocks import ProseBlock

GUIDE = "/quan-tri/huong-dan-khoi/"


def test_every_block_is_told_of_and_every_preview_renders(editor):
    html = BeautifulSoup(editor.get(GUIDE).content, "html.parser")
    names = {" ".join(one.text.split()) for one in html.select(".block-guide__name")}
    assert {str(block.label) for block in ProseBlock().child_blocks.values()} <= names
    assert "Nhóm lặp lại" in names
    frames = [frame["src"] for frame in html.select("iframe")]
    assert len(frames) > 10
    for frame in frames:
        answer = editor.get(frame)
        assert answer.status_code == 200, frame
        assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_every_block_of_prose_says_when_to_use_it(editor):
    html = BeautifulSoup(editor.get(GUIDE).content, "html.parser")
    first = html.select_one(".block-guide__group")
    assert all(one.select_one(".block-guide__when") for one in first.select(".block-guide__block"))


def test_it_is_for_people_in_the_admin(visitor):
    assert visitor.get(GUIDE).status_code == 302
