"""Texts against texts: the levels of names, numbers a digit apart."""

import numpy as np

from nexus_contacts.duplicates.likeness import family_words, given_words, graded, jaro_winkler, one_digit_off, osa


def texts(*words: str) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    return np.array(words, dtype=object)


def test_given_names() -> None:
    left = texts("bill", "janet", "j", "gui", "anna", "x")
    right = texts("william", "janett", "jane", "guilherme", "robert", "jane")

    assert given_words(left, right).tolist() == [5, 6, 7, 8, 10, 11]


def test_family_names() -> None:
    left, right = texts("smith", "lindqvist", "klymenko", "s"), texts("smyth", "lindquist", "lysenko", "smith")

    assert family_words(left, right).tolist()[:2] == [5, 5]
    assert family_words(left, right)[2] >= 8
    assert family_words(left, right)[3] == 7


def test_numbers_one_digit_apart_or_two_swapped() -> None:
    left = np.array([123456, 123456, 123456, 123456])
    right = np.array([123556, 124356, 987654, 123456])

    assert one_digit_off(left, right).tolist() == [True, True, False, False]


def test_no_texts_no_answers() -> None:
    assert len(osa(texts(), texts(), 1)) == len(jaro_winkler(texts(), texts(), 0.9)) == 0


def test_a_rare_value_is_graded_higher() -> None:
    assert graded(np.array([0.5, 1e-6], dtype=np.float32), (1e-2, 1e-3, 1e-4)).tolist() == [1, 4]
