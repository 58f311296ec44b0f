"""What the columns of a printed list say."""

import pytest
from tests.desktop.printing.people import KEYS, person

from nexus_contacts.desktop.printing.columns import columns_for


def said(key: str, **fields: object) -> str:
    (column,) = columns_for((key,), {"usr_1": "Maya Okafor"}.get)  # type: ignore[arg-type]
    return column.text(person(1, **fields))


@pytest.mark.parametrize(
    ("key", "fields", "words"),
    [
        ("name", {}, "Ada Number1"),
        ("title", {}, "IT Director"),
        ("status", {"status": "customer"}, "Customer"),
        ("status", {"status": "vip"}, "vip"),
        ("source", {"source": "paid_ads"}, "Paid ads"),
        ("tags", {}, "trial, eu"),
        ("score", {"engagement_score": 85.4}, "85"),
        ("score", {"engagement_score": None}, ""),
        ("owner", {"assigned_to": "usr_1"}, "Maya Okafor"),
        ("owner", {"assigned_to": "usr_2"}, "usr_2"),
        ("owner", {"assigned_to": ""}, ""),
        ("updated", {}, "18 Nov 2026"),
        ("created", {"created_at": None}, ""),
        ("custom:industry", {"custom_fields": (("industry", "Steel"),)}, "Steel"),
        ("custom:Industry", {"custom_fields": (("industry", "Steel"),)}, ""),
    ],
)
def test_a_column_speaks_as_the_table_does(key: str, fields: dict[str, object], words: str) -> None:
    assert said(key, **fields) == words


def test_the_address_stands_below_the_name_unless_it_has_its_own_column() -> None:
    name = columns_for(KEYS, str)[0]
    alone = columns_for((*KEYS, "email"), str)[0]

    assert name.below is not None
    assert name.below(person(1)) == "ada1@example.com"
    assert name.below(person(1, first_name="", last_name="")) == ""
    assert alone.below is None
