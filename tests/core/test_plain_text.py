"""Plain text as HTML: nothing is lost, nothing gets through."""

from hypothesis import given
from hypothesis import strategies as st

from core.plain_text import cut, to_html


@given(st.text(), st.integers(min_value=1, max_value=400))
def test_cutting_loses_no_word(text, limit):
    head, rest = cut(text, limit)
    assert "".join((head + rest).split()) == "".join(text.split())
    assert len(head) <= max(limit * 1.25, 1)


def test_a_cut_falls_between_words():
    head, rest = cut("quyền sử dụng đất " * 40, 100)
    assert head.split()[-1] in ("quyền", "sử", "dụng", "đất")
    assert rest.split()[0] in ("quyền", "sử", "dụng", "đất")


def test_a_little_too_long_stays_whole():
    assert cut("a" * 110, 100) == ("a" * 110, "")


@given(st.text())
def test_html_holds_only_our_tags(text):
    html = to_html(text)
    for tag in ("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>"):
        html = html.replace(tag, "")
    assert "<" not in html


def test_lists_and_paragraphs():
    assert to_html("Hồ sơ gồm:\n- Đơn\n+ Ảnh 4x6\r\nNộp -5 bản") == (
        "<p>Hồ sơ gồm:</p><ul><li>Đơn</li><li>Ảnh 4x6</li></ul><p>Nộp -5 bản</p>"
    )


def test_one_dash_is_no_list():
    assert to_html("- Trong 15 ngày") == "<p>Trong 15 ngày</p>"
