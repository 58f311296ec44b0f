"""What a merge does, in sentences: what changes, what moves over, what is lost. No widgets."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.duplicates.merge import Lost, Merge

_MOST = 12


def _say(text: str) -> str:
    return QCoreApplication.translate("MergeDialog", text)


def changes_text(merge: Merge) -> str:
    """How many places of the primary change, and which."""
    titles = [sentences.field_title(change.field) for change in merge.changes]
    name = one_line(merge.primary.name)
    if not titles:
        return _say("{name} stays as it is").replace("{name}", name)
    text = words.counted(
        _say("{name} changes in 1 place: {what}"), _say("{name} changes in {n} places: {what}"), len(titles)
    )
    return text.replace("{name}", name).replace("{what}", ", ".join(titles))


def moves_text(merge: Merge, related: Mapping[str, Mapping[str, int]]) -> str:
    """What moves from the secondaries to the primary, as far as it is known here."""
    kinds = (
        ("notes", _say("1 note"), _say("{n} notes")),
        ("activities", _say("1 activity"), _say("{n} activities")),
        ("deals", _say("1 deal"), _say("{n} deals")),
    )
    sums = {kind: sum(related.get(one.id, {}).get(kind, 0) for one in merge.secondaries) for kind, _, _ in kinds}
    parts = [words.counted(one, many, sums[kind]) for kind, one, many in kinds if sums[kind]]
    who = ", ".join(one_line(one.name) for one in merge.secondaries)
    known = all(related.get(one.id) for one in merge.secondaries)
    if parts:
        text = _say("Moves over from {who} to {name}: {what}.").replace("{what}", ", ".join(parts))
    elif known:
        text = _say("Nothing hangs on {who} that would move over.")
    else:
        text = _say("Notes, activities, deals and the timeline of {who} move over to {name}.")
    return text.replace("{who}", who).replace("{name}", one_line(merge.primary.name))


def loss_text(lost: Sequence[Lost], owner_name: OwnerName) -> str:
    """What will be lost, each value with its field and whose it is; ``""`` where nothing is."""
    if not lost:
        return ""
    told = []
    for one in lost[:_MOST]:
        value = sentences.value_text(one.field, one.value, owner_name) or one_line(str(one.value))
        told.append(f"{sentences.field_title(one.field)} “{value}” ({one_line(one.name)})")
    if len(lost) > _MOST:
        told.append(words.counted(_say("1 more"), _say("{n} more"), len(lost) - _MOST))
    return _say("Not kept: {what}").replace("{what}", ", ".join(told))
