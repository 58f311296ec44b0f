"""How two contacts agree, feature by feature, as one small number each: the comparison vector of record linkage.

After Fellegi and Sunter, "A Theory for Record Linkage" (JASA 1969). Agreement on a rare value is a level of its own
(Winkler, "Frequency-Based Matching", 2000), and what follows from one fact is one feature: company, mail domain and
trunk number are all *firm*; a mailbox that spells the person's name says nothing the name has not said.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from nexus_contacts.duplicates.likeness import (
    Levels,
    family_words,
    given_words,
    graded,
    jaro_winkler,
    lengths,
    one_digit_off,
    osa,
)
from nexus_contacts.duplicates.records import Longs, Records
from nexus_contacts.duplicates.usage import Usage, usage

Rows = NDArray[np.int64]

FEATURES: Mapping[str, tuple[str, ...]] = {
    "given": (
        "missing", "same, very common", "same, common", "same", "same, rare", "nickname", "typo", "initial",
        "part", "alike", "other", "other initial", "other script",
    ),
    "family": (
        "missing", "same, very common", "same, common", "same", "same, rare", "typo", "part", "initial", "alike",
        "other", "other script",
    ),
    "order": ("as written", "swapped"),
    "generation": ("none", "same", "one has it", "other"),
    "email": (
        "missing", "same", "same, other name", "same role mailbox", "same but for digits",
        "same but for digits, other name", "typo", "same mailbox elsewhere", "same unusual mailbox elsewhere",
        "spells the other name", "same firm's domain", "other, free mail", "other", "other, one is the firm's",
    ),
    "phone": (
        "missing", "same", "same, shared", "same, switchboard", "same and extension", "typo", "same trunk", "other",
    ),
    "firm": ("missing", "same, two", "same, few", "same, many", "same, very many", "alike", "other"),
    "address": (
        "missing", "same home", "same, shared", "same, office", "street alike", "same zip", "same city", "other",
        "same zip, no street", "same city, no street",
    ),
    "title": ("missing", "same, rare", "same, common", "alike", "other"),
    "country": ("missing", "same", "other"),
}  # fmt: skip
"""The features and the words of their levels, in order."""

CUSTOM_LEVELS = ("missing", "same, nobody else", "same, rare", "same", "same, common", "alike", "other")
"""The levels of each custom field."""

_EXACT = {"given": (1e-2, 2.5e-3, 5e-4), "family": (5e-3, 1e-3, 2e-4)}
"""Above these shares of all contacts a name is very common, common, ordinary; below, rare."""


class Comparison:
    """Compares pairs of rows of `records`."""

    def __init__(self, records: Records, counted: Usage | None = None) -> None:
        self._records = records
        self._usage = usage(records) if counted is None else counted
        self._names = records.names.texts()
        self._firm_texts = records.firms.texts()
        self._mail = records.mail.texts()
        self._domains = records.domains.texts()
        self._titles = records.titles.texts()
        self._places = records.places.texts()
        self._values = records.values.texts()
        self._custom = records.custom_columns(self._usage.custom)

    @property
    def custom_keys(self) -> tuple[str, ...]:
        """The custom fields that are compared, in the order of their columns."""
        return tuple(self._usage.custom)

    def levels(self, left: Rows, right: Rows) -> Levels:
        """The levels of each pair, shape (pairs, features + custom fields), in the order of `FEATURES`."""
        given, family, swapped = self._names_compared(left, right)
        same_name = (given >= 1) & (given <= 4) & (family >= 1) & (family <= 4)
        firm = self._firm(left, right)
        found = [
            given,
            family,
            swapped.astype(np.uint8),
            self._generation(left, right),
            self._email(left, right, same_name),
            self._phone(left, right),
            firm,
            self._address(left, right, firm),
            self._title(left, right),
            self._country(left, right),
            *(self._custom_field(key, left, right) for key in self._custom),
        ]
        return np.stack(found, axis=1)

    def _both(self, name: str, left: Rows, right: Rows) -> tuple[Longs, Longs]:
        column = self._records.column(name)
        return column[left], column[right]

    def _names_compared(self, left: Rows, right: Rows) -> tuple[Levels, Levels, NDArray[np.bool_]]:
        given_a, given_b = self._both("given", left, right)
        family_a, family_b = self._both("family", left, right)
        given = self._given(left, right, given_a, given_b)
        family = self._family(left, right, family_a, family_b)
        doubtful = np.flatnonzero(~((given <= 6) & (family <= 6) & (given > 0) & (family > 0)))
        a, b = left[doubtful], right[doubtful]
        crossed_given = self._given(a, b, given_a[doubtful], family_b[doubtful], crossed=True)
        crossed_family = self._family(a, b, family_a[doubtful], given_b[doubtful], crossed=True)
        better = _NAME_WORTH["given"][crossed_given] + _NAME_WORTH["family"][crossed_family]
        better -= 0.6 + np.maximum(0, _NAME_WORTH["given"][given[doubtful]] + _NAME_WORTH["family"][family[doubtful]])
        swapped = np.zeros(len(left), dtype=bool)
        chosen = better > 0
        swapped[doubtful[chosen]] = True
        given[doubtful[chosen]] = crossed_given[chosen]
        family[doubtful[chosen]] = crossed_family[chosen]
        script_a, script_b = self._both("script", left, right)
        other_script = script_a != script_b
        given[other_script & (given >= 9)] = 12
        family[other_script & (family >= 8)] = 10
        return given, family, swapped

    def _given(self, left: Rows, right: Rows, a: Longs, b: Longs, *, crossed: bool = False) -> Levels:
        found = np.full(len(a), 10, dtype=np.uint8)
        same = a == b
        share = self._usage.given[left]
        if crossed:
            share = np.maximum(share, self._usage.family[right])
        found[same] = graded(share[same], _EXACT["given"])
        rest = np.flatnonzero(~same)
        texts_a, texts_b = self._names[a[rest]], self._names[b[rest]]
        found[rest] = given_words(texts_a, texts_b)
        other = rest[found[rest] >= 9]
        second_a, second_b = self._both("given2", left[other], right[other])
        first_a, first_b = a[other], b[other]
        part = (second_a >= 0) & (second_a == first_b) | (second_b >= 0) & (second_b == first_a)
        found[other[part]] = 8
        found[(a < 0) | (b < 0)] = 0
        return found

    def _family(self, left: Rows, right: Rows, a: Longs, b: Longs, *, crossed: bool = False) -> Levels:
        found = np.full(len(a), 9, dtype=np.uint8)
        same = a == b
        share = self._usage.family[left]
        if crossed:
            share = np.maximum(share, self._usage.given[right])
        found[same] = graded(share[same], _EXACT["family"])
        rest = np.flatnonzero(~same)
        texts_a, texts_b = self._names[a[rest]], self._names[b[rest]]
        found[rest] = family_words(texts_a, texts_b)
        other = rest[found[rest] >= 7]
        second_a, second_b = self._both("family2", left[other], right[other])
        first_a, first_b = a[other], b[other]
        part = (second_a >= 0) & ((second_a == first_b) | (second_a == second_b))
        part |= (second_b >= 0) & (second_b == first_a)
        found[other[part]] = 6
        found[(a < 0) | (b < 0)] = 0
        return found

    def _generation(self, left: Rows, right: Rows) -> Levels:
        a, b = self._both("generation", left, right)
        found = np.where(a == b, np.where(a > 0, 1, 0), np.where((a > 0) & (b > 0), 3, 2))
        return found.astype(np.uint8)

    def _email(self, left: Rows, right: Rows, same_name: NDArray[np.bool_]) -> Levels:
        local_a, local_b = self._both("local", left, right)
        base_a, base_b = self._both("base", left, right)
        domain_a, domain_b = self._both("domain", left, right)
        free_a, free_b = (one > 0 for one in self._both("is_free", left, right))
        role_a, role_b = (one > 0 for one in self._both("is_role", left, right))
        derived_a, derived_b = (one > 0 for one in self._both("is_derived", left, right))
        same_domain, same_local, same_base = domain_a == domain_b, local_a == local_b, base_a == base_b
        found = np.where(free_a & free_b, 11, np.where(free_a == free_b, 12, 13)).astype(np.uint8)
        found[same_domain & ~free_a] = 10
        found[self._spells(left, right) & ~(role_a | role_b)] = 9
        usual = derived_a & derived_b & same_name
        found[same_base & ~same_domain & ~role_a] = 8
        found[same_base & ~same_domain & usual] = 7
        near = np.flatnonzero(same_domain & ~same_base & (local_a >= 0) & (local_b >= 0))
        distance = osa(self._mail[base_a[near]], self._mail[base_b[near]], 1)
        found[near[distance <= 1]] = 6
        elsewhere = np.flatnonzero(same_local & ~same_domain & (local_a >= 0))
        distance = osa(self._domains[domain_a[elsewhere]], self._domains[domain_b[elsewhere]], 2)
        found[elsewhere[distance <= 2]] = 6
        found[same_base & same_domain] = np.where(same_name, 4, 5)[same_base & same_domain]
        exact = same_local & same_domain
        found[exact] = np.where(same_name, 1, 2)[exact]
        found[exact & role_a] = 3
        found[(local_a < 0) | (local_b < 0)] = 0
        return found

    def _spells(self, left: Rows, right: Rows) -> NDArray[np.bool_]:
        """Whether one's mailbox spells the other's whole name, though it is not the mailbox its own name makes."""
        patterns = self._records.patterns()
        code_a, code_b = self._both("base_code", left, right)
        made_a = (patterns[left] == code_b[:, None]).any(axis=1)
        made_b = (patterns[right] == code_a[:, None]).any(axis=1)
        spelt: NDArray[np.bool_] = made_a | made_b
        return spelt

    def _phone(self, left: Rows, right: Rows) -> Levels:
        line_a, line_b = self._both("line", left, right)
        trunk_a, trunk_b = self._both("trunk", left, right)
        extension_a, extension_b = self._both("extension", left, right)
        found = np.where(trunk_a == trunk_b, 6, 7).astype(np.uint8)
        found[one_digit_off(line_a, line_b)] = 5
        families = self._usage.phone_families[left]
        same = line_a == line_b
        found[same] = np.select([families <= 1, families <= 3], [1, 2], 3)[same]
        found[same & (extension_a >= 0) & (extension_a == extension_b)] = 4
        found[same & (extension_a >= 0) & (extension_b >= 0) & (extension_a != extension_b)] = 6
        found[(line_a < 0) | (line_b < 0)] = 0
        return found

    def _firm(self, left: Rows, right: Rows) -> Levels:
        firm_a, firm_b = self._both("firm", left, right)
        label_a, label_b = self._both("label", left, right)
        same = (firm_a >= 0) & ((firm_a == firm_b) | (firm_a == label_b)) | (label_a >= 0) & (
            (label_a == label_b) | (label_a == firm_b)
        )
        main_a = np.where(firm_a >= 0, firm_a, label_a)
        main_b = np.where(firm_b >= 0, firm_b, label_b)
        known = (main_a >= 0) & (main_b >= 0)
        found = np.where(known, 6, 0).astype(np.uint8)
        apart = np.flatnonzero(known & ~same)
        texts_a, texts_b = self._firm_texts[main_a[apart]], self._firm_texts[main_b[apart]]
        alike = jaro_winkler(texts_a, texts_b, 0.93)
        found[apart[alike > 0]] = 5
        held = np.maximum(self._usage.firm[left], self._usage.firm[right])
        found[same] = np.select([held <= 2, held <= 6, held <= 30], [1, 2, 3], 4)[same]
        return found

    def _address(self, left: Rows, right: Rows, firm: Levels) -> Levels:
        street_a, street_b = self._both("street", left, right)
        number_a, number_b = self._both("number", left, right)
        zip_a, zip_b = self._both("zip", left, right)
        city_a, city_b = self._both("city", left, right)
        has_street = (street_a >= 0) & (street_b >= 0)
        same_zip = (zip_a >= 0) & (zip_a == zip_b)
        same_city = (city_a >= 0) & (city_a == city_b)
        has_place = (zip_a >= 0) & (zip_b >= 0) | (city_a >= 0) & (city_b >= 0)
        found = np.where(has_street | has_place, 7, 0).astype(np.uint8)
        found[same_city] = np.where(has_street, 6, 9)[same_city]
        found[same_zip] = np.where(has_street, 5, 8)[same_zip]
        near = np.flatnonzero(has_street & ((number_a == number_b) | same_zip))
        alike = jaro_winkler(self._places[street_a[near]], self._places[street_b[near]], 0.9) > 0
        found[near[alike]] = 4
        same = has_street & (street_a == street_b) & (number_a == number_b)
        same &= same_zip | same_city | ~has_place | (number_a >= 0)
        families = self._usage.street_families[left]
        office = (families > 3) | ((firm >= 1) & (firm <= 5) & (families > 2))
        found[same] = np.where(office, 3, np.where(families > 1, 2, 1))[same]
        return found

    def _title(self, left: Rows, right: Rows) -> Levels:
        a, b = self._both("title", left, right)
        found = np.full(len(a), 4, dtype=np.uint8)
        rest = np.flatnonzero((a != b) & (a >= 0) & (b >= 0))
        alike = jaro_winkler(self._titles[a[rest]], self._titles[b[rest]], 0.9) > 0
        found[rest[alike]] = 3
        same = a == b
        found[same] = np.where(self._usage.title[left] > 4e-3, 2, 1)[same]
        found[(a < 0) | (b < 0)] = 0
        return found

    def _country(self, left: Rows, right: Rows) -> Levels:
        a, b = self._both("country", left, right)
        return np.where((a < 0) | (b < 0), 0, np.where(a == b, 1, 2)).astype(np.uint8)

    def _custom_field(self, key: str, left: Rows, right: Rows) -> Levels:
        column = self._custom[key]
        a, b = column[left], column[right]
        found = np.full(len(a), 6, dtype=np.uint8)
        held = self._usage.custom[key][left]
        filled = max(self._usage.custom_filled[key], 1)
        rare = np.select([held <= 3, held <= max(6, filled * 2e-3), held <= filled * 0.05], [1, 2, 3], 4)
        same = a == b
        found[same] = rare[same]
        rest = np.flatnonzero(~same & (a >= 0) & (b >= 0))
        texts_a, texts_b = self._values[a[rest]], self._values[b[rest]]
        longest = np.maximum(lengths(texts_a), lengths(texts_b))
        distance = osa(texts_a, texts_b, 2)
        found[rest[(distance <= 1) & (longest >= 4) | (distance <= 2) & (longest >= 8)]] = 5
        found[(a < 0) | (b < 0)] = 0
        return found


_NAME_WORTH = {
    "given": np.array([0, 1.5, 2, 2.5, 3, 2, 1.5, 0.8, 1.2, 0.2, -2, -2.5, 0]),
    "family": np.array([0, 2, 2.5, 3, 3.5, 2, 1.5, 0.5, 0.2, -2.5, 0]),
}
"""A rough worth of each level, only to tell whether the names fit better crossed."""
