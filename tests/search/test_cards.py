"""Cards: what ranking sees of a document, worked out by hand, and after the way through an index."""

import json
from dataclasses import replace

from search.cards import card_for, card_from, cut
from tests.search.documents import BIRTH, BUSINESS, LICENCE, PROVINCE, service


def always(_word):
    """Each word is as rare as the next."""
    return 1.0


def test_a_card_is_the_same_after_the_index_kept_it():
    kept = json.loads(json.dumps(cut(BIRTH), ensure_ascii=False))
    assert card_from(kept, always) == card_for(BIRTH, always)


def test_a_word_has_the_best_place_it_stands_in_and_all_its_marks():
    card = card_for(
        service(1, "Đổi tên", keywords=("đội",), summary="Đợi đổi tên đường."), always
    ).words
    assert card["doi"].startswith("n ")
    assert set(card["doi"].split()[1:]) == {"đôi_3", "đôi_5", "đơi_5"}
    assert card["duong"].startswith("s ")


def test_a_word_without_marks_has_none():
    assert card_for(service(1, "Visa"), always).words["visa"] == "n "


def test_a_name_is_folded_and_weighed_once_a_word():
    (name,) = card_for(
        service(1, "Cấp phép, cấp thẻ"), lambda word: {"cap": 0.5}.get(word, 1.0)
    ).names
    assert name.text == " cap phep cap the "
    assert name.total == 0.5 + 1 + 1


def test_its_own_name_is_worth_more_than_what_people_call_it():
    both = replace(BIRTH, popular_names=("khai sinh", "ĐĂNG KÝ KHAI SINH"))
    assert card_for(both, always).full_names == {"khai sinh": 0.4, "dang ki khai sinh": 1.0}


def test_later_acts_are_seen_at_the_beginning_of_a_name():
    assert card_for(service(1, "Thủ tục cấp lại giấy"), always).act == {"cap", "lai"}
    assert card_for(LICENCE, always).act == {"doi"}
    assert not card_for(BIRTH, always).act


def test_who_performs_it_and_for_whom():
    card = card_for(replace(BIRTH, levels=(PROVINCE,), audiences=(BUSINESS,)), always)
    assert (card.local, card.in_communes, card.audiences) == (True, False, {"business"})
    assert card_for(replace(BIRTH, levels=()), always).in_communes
