"""Why a pair has its score, in words: one phrase for each level of each feature."""

from collections.abc import Sequence

from nexus_contacts.duplicates.score import Evidence

_PHRASES: dict[tuple[str, str], str] = {
    ("given", "same, very common"): "same common first name",
    ("given", "same, common"): "same first name",
    ("given", "same"): "same first name",
    ("given", "same, rare"): "same rare first name",
    ("given", "nickname"): "forms of one first name",
    ("given", "typo"): "first names differ by a typo",
    ("given", "initial"): "first name's initial agrees",
    ("given", "part"): "shares a first name",
    ("given", "alike"): "first names alike",
    ("given", "other"): "other first name",
    ("given", "other initial"): "other initial",
    ("given", "other script"): "first names in two scripts",
    ("family", "other script"): "last names in two scripts",
    ("family", "same, very common"): "same common last name",
    ("family", "same, common"): "same last name",
    ("family", "same"): "same last name",
    ("family", "same, rare"): "same rare last name",
    ("family", "typo"): "last names differ by a typo",
    ("family", "part"): "shares a part of the last name",
    ("family", "initial"): "last name's initial agrees",
    ("family", "alike"): "last names alike",
    ("family", "other"): "other last name",
    ("order", "swapped"): "first and last name swapped",
    ("generation", "same"): "same generation (Jr, Sr)",
    ("generation", "one has it"): "only one is Jr or Sr",
    ("generation", "other"): "one Jr, the other Sr",
    ("email", "same"): "same e-mail",
    ("email", "same, other name"): "same e-mail under another name",
    ("email", "same role mailbox"): "same shared mailbox",
    ("email", "same but for digits"): "e-mails differ in digits",
    ("email", "same but for digits, other name"): "same mailbox name, names differ",
    ("email", "typo"): "e-mails differ by a typo",
    ("email", "same mailbox elsewhere"): "same mailbox name at another domain",
    ("email", "same unusual mailbox elsewhere"): "same unusual mailbox name elsewhere",
    ("email", "spells the other name"): "e-mail spells the other's name",
    ("email", "same firm's domain"): "other mailbox at the same domain",
    ("email", "other, free mail"): "other private e-mail",
    ("email", "other"): "other e-mail",
    ("email", "other, one is the firm's"): "a private and a business e-mail",
    ("phone", "same"): "same phone",
    ("phone", "same, shared"): "same phone, shared by few",
    ("phone", "same, switchboard"): "same switchboard",
    ("phone", "same and extension"): "same phone and extension",
    ("phone", "typo"): "phones differ in one digit",
    ("phone", "same trunk"): "same exchange",
    ("phone", "other"): "other phone",
    ("firm", "same, two"): "same company, nobody else there",
    ("firm", "same, few"): "same small company",
    ("firm", "same, many"): "same company",
    ("firm", "same, very many"): "same large company",
    ("firm", "alike"): "companies alike",
    ("firm", "other"): "other company",
    ("address", "same home"): "same address",
    ("address", "same, shared"): "same address, other names there",
    ("address", "same, office"): "same office address",
    ("address", "street alike"): "streets alike",
    ("address", "same zip"): "same postcode",
    ("address", "same city"): "same city",
    ("address", "same zip, no street"): "same postcode",
    ("address", "same city, no street"): "same city",
    ("address", "other"): "other address",
    ("title", "same, rare"): "same title",
    ("title", "same, common"): "same common title",
    ("title", "alike"): "titles alike",
    ("title", "other"): "other title",
    ("country", "same"): "same country",
    ("country", "other"): "other country",
}
_CUSTOM_PHRASES = {
    "same, nobody else": "same {}, nobody else's",
    "same, rare": "same rare {}",
    "same": "same {}",
    "same, common": "same common {}",
    "alike": "{} alike",
    "other": "other {}",
}
BASE_RATE = "before any evidence"
_SILENT = 0.05


def phrase(evidence: Evidence) -> str:
    """One piece of evidence in words, in lower case: "same phone"; "" where it says nothing (a missing value)."""
    if evidence.feature == "prior":
        return BASE_RATE
    known = _PHRASES.get((evidence.feature, evidence.level))
    if known is not None:
        return known
    return _CUSTOM_PHRASES.get(evidence.level, "").format(evidence.feature)


def spoken(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence that says something, the weightiest first, for and against; the base rate last."""
    said = [one for one in evidence if one.feature != "prior" and abs(one.weight) >= _SILENT and phrase(one)]
    said.sort(key=lambda one: -abs(one.weight))
    return (*said, *(one for one in evidence if one.feature == "prior"))


def sentence(evidence: Sequence[Evidence]) -> str:
    """All of the evidence with its weights: "same phone +6.9; other e-mail -0.4; before any evidence -5.1"."""
    return "; ".join(f"{phrase(one)} {one.weight:+.1f}" for one in spoken(evidence))
