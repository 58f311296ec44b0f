"""The frozen values that all layers share."""

import subprocess
import sys

from nexus_contacts.api.records import Address, Contact


def test_a_contact_is_called_by_the_best_it_has() -> None:
    assert Contact("con_1", first_name="Jane", last_name="Smith", email="j@x.example").name == "Jane Smith"
    assert Contact("con_1", last_name="Smith").name == "Smith"
    assert Contact("con_1", email="j@x.example").name == "j@x.example"
    assert Contact("con_1").name == "con_1"


def test_an_address_tells_its_parts_in_the_order_of_an_envelope() -> None:
    address = Address(city="Bern", country="CH")

    assert list(address.parts()) == [("city", "Bern"), ("country", "CH")]
    assert address
    assert not Address()


def test_records_and_errors_cost_no_slow_import() -> None:
    check = (
        "import sys, nexus_contacts.api.records, nexus_contacts.api.errors, nexus_contacts.api.limits\n"
        "print([name for name in ('httpx', 'pydantic', 'truststore', 'asyncio') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
