"""What a merge does, in sentences."""

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.merge.telling import changes_text, loss_text, moves_text
from nexus_contacts.duplicates.merge import merged, preset

JANE = Contact("con_1", "Jane", "Smith", "jane@x.org")
JAYNE = Contact("con_2", "Jane", "Smyth", "j@acme.com", company="Acme")
MERGE = merged((JANE, JAYNE), preset("primary", (JANE, JAYNE)))


def test_the_sentences() -> None:
    assert changes_text(MERGE) == "Jane Smith changes in 1 place: Company"
    assert changes_text(merged((JANE, JANE), {})) == "Jane Smith stays as it is"
    told = moves_text(MERGE, {"con_2": {"notes": 1, "deals": 2, "activities": 0}})
    assert told == "Moves over from Jane Smyth to Jane Smith: 1 note, 2 deals."
    assert moves_text(MERGE, {"con_2": {"notes": 0}}) == "Nothing hangs on Jane Smyth that would move over."
    assert moves_text(MERGE, {}).startswith("Notes, activities, deals")
    lost = loss_text(MERGE.lost, lambda _id: "")
    assert lost == "Not kept: Last name “Smyth” (Jane Smyth), Email “j@acme.com” (Jane Smyth)"
    assert loss_text((), lambda _id: "") == ""
    assert loss_text(MERGE.lost * 10, lambda _id: "").endswith("8 more")
