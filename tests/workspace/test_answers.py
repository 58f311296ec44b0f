"""The bodies of answers: JSON whatever came in."""

import json

from nexus_contacts.workspace.answers import Refusal, bad_parameter, compact, data_answer, invalid, page_answer


def test_a_refusal_says_what_was_wrong_and_where() -> None:
    refused = invalid(("email", "is required"), ("phone", "is no number"))

    answer = refused.refusal.response()

    assert answer.status_code == 422
    assert json.loads(bytes(answer.body)) == {
        "success": False,
        "error": {
            "code": "validation_failed",
            "message": "Not valid: email, phone",
            "fields": {"email": "is required", "phone": "is no number"},
        },
    }


def test_a_refusal_can_name_half_a_character() -> None:
    answer = bad_parameter("\ud800: unknown").refusal.response()

    assert json.loads(bytes(answer.body))["error"]["message"] == "\ud800: unknown"


def test_a_taken_address_names_its_holder() -> None:
    assert Refusal(409, "email_taken", "taken", existing_id="con_1").error()["existing_id"] == "con_1"


def test_a_page_says_where_it_stands() -> None:
    first = page_answer(['{"id":"a"}', '{"id":"b"}'], total=3, limit=2, next_cursor="abc")
    last = page_answer(['{"id":"c"}'], total=3, limit=2, next_cursor=None)

    assert json.loads(bytes(first.body)) == {
        "success": True,
        "data": [{"id": "a"}, {"id": "b"}],
        "meta": {"total": 3, "limit": 2, "next_cursor": "abc", "has_more": True},
    }
    assert json.loads(bytes(last.body))["meta"] == {"total": 3, "limit": 2, "has_more": False}


def test_data_is_sent_as_it_was_stored() -> None:
    assert bytes(data_answer(compact({"name": "Zoë"}), 201).body) == '{"success":true,"data":{"name":"Zoë"}}'.encode()
