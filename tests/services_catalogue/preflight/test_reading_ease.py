"""Counting syllables and sentences of Vietnamese."""

from __future__ import annotations

from services_catalogue.preflight.reading_ease import ease_of


def test_syllables_and_sentences_are_counted():
    ease = ease_of("Bạn nộp hồ sơ tại phường. Phí là 8.000 đồng!\nNhận sau 5 ngày; mang giấy hẹn.")
    assert ease.sentences == 4
    assert ease.syllables == 6 + 5 + 4 + 3
    assert (ease.longest, ease.longest_syllables) == ("Bạn nộp hồ sơ tại phường", 6)
    assert ease.mean == 4.5


def test_numbers_and_decimals_end_no_sentence():
    assert ease_of("Diện tích 1.5 ha, phí 120.000 đồng").sentences == 1


def test_office_words_are_named_once_each_and_counted_each_time():
    ease = ease_of("Người yêu cầu xuất trình thẻ. Khi xuất trình, người yêu cầu ký tên.")
    assert ease.office_words == ("người yêu cầu", "xuất trình")
    assert ease.office_hits == 4


def test_nothing_is_nothing():
    ease = ease_of(" \n ")
    assert (ease.syllables, ease.sentences, ease.mean, ease.office_share) == (0, 0, 0.0, 0.0)
