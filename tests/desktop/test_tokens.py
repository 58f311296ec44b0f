"""Every pair of colours that carries text or a control's outline has the contrast it needs, in every theme."""

import re

import pytest

from nexus_contacts.desktop.tokens import THEMES, Tokens, contrast_ratio, load_measures, load_tokens, luminance

TEXT, CONTROL = 4.5, 3.0
GROUNDS = ("surface", "canvas", "raised", "selected")
TEXT_PAIRS = (
    *(("text", ground) for ground in (*GROUNDS, "hover", "sunken")),
    *(("text2", ground) for ground in (*GROUNDS, "hover", "sunken", "dangerSoft", "diff")),
    *(("text3", ground) for ground in (*GROUNDS, "hover", "sunken")),
    *(("accentText", ground) for ground in (*GROUNDS, "hover", "accentSoft")),
    ("onAccent", "accent"),
    ("onAccent", "accentHover"),
    ("onDanger", "dangerFill"),
    ("onDanger", "dangerHover"),
    *(("warn", ground) for ground in ("warnSoft", "selected", "diff", "surface")),
    *(("danger", ground) for ground in ("dangerSoft", "surface", "selected")),
    *(("ok", ground) for ground in ("okSoft", "add", "surface")),
    ("info", "infoSoft"),
    *((f"status.{word}", f"status.{word}Fill") for word in ("lead", "active", "customer", "inactive", "churned")),
    ("tagText", "tag"),
    *((ink, "toast") for ink in ("onToast", "toastAction", "toastDelete")),
)
CONTROL_PAIRS = (
    *(("control", ground) for ground in ("surface", "canvas", "raised")),
    *(("focus", ground) for ground in GROUNDS),
    ("selectedLine", "selected"),
    ("accent", "surface"),
)
# The design's own table: what was computed there must come out here, or one of the two is wrong.
AS_DESIGNED = {
    ("light", "text", "surface"): 17.21,
    ("light", "text3", "selected"): 4.91,
    ("light", "onAccent", "accent"): 5.87,
    ("light", "control", "canvas"): 3.26,
    ("light", "status.customer", "status.customerFill"): 6.56,
    ("dark", "text", "raised"): 13.60,
    ("dark", "onAccent", "accent"): 4.95,
    ("dark", "warn", "warnSoft"): 7.86,
    ("dark", "focus", "selected"): 5.92,
    ("dark", "tagText", "tag"): 8.51,
}


@pytest.fixture(params=THEMES)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return load_tokens(request.param)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast_ratio(tokens.colors[ink], tokens.colors[ground]) >= TEXT


@pytest.mark.parametrize(("line", "ground"), CONTROL_PAIRS)
def test_controls_and_focus_can_be_seen(tokens: Tokens, line: str, ground: str) -> None:
    assert contrast_ratio(tokens.colors[line], tokens.colors[ground]) >= CONTROL


def test_the_letters_of_every_avatar_can_be_read(tokens: Tokens) -> None:
    assert len(tokens.avatars) == 8
    assert min(contrast_ratio(fill, letters) for fill, letters in tokens.avatars) >= TEXT


@pytest.mark.parametrize(("theme", "ink", "ground"), AS_DESIGNED)
def test_the_contrast_is_the_one_that_was_designed(theme: str, ink: str, ground: str) -> None:
    colors = load_tokens(theme).colors

    assert contrast_ratio(colors[ink], colors[ground]) == pytest.approx(AS_DESIGNED[theme, ink, ground], abs=0.006)


def test_all_themes_have_the_same_tokens() -> None:
    names = {theme: set(load_tokens(theme).colors) for theme in THEMES}

    assert all(found == names["light"] for found in names.values())


def test_a_theme_of_high_contrast_reads_hints_as_text() -> None:
    for name in ("contrast-light", "contrast-dark"):
        high = load_tokens(name)

        assert high.contrast
        assert high.colors["text3"] == high.colors["text2"]
        assert high.colors["border"] == high.colors["control"]


def test_every_color_is_written_in_full(tokens: Tokens) -> None:
    wrong = {token: color for token, color in tokens.colors.items() if not re.fullmatch(r"#([0-9A-F]{2}){3,4}", color)}

    assert wrong == {}


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#FFFFFF", "#000000") == pytest.approx(21)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0001)


def test_everything_that_can_be_clicked_is_large_enough() -> None:
    size = load_measures().size

    assert size["target"] >= 24
    assert all(size[name] >= 24 for name in ("button", "button_small", "tool", "field", "facet", "nav", "filter_chip"))


def test_lines_are_higher_than_their_letters() -> None:
    styles = load_measures().type

    assert all(style.line_px > style.size_px for style in styles.values())
    assert {"display", "title", "section", "body", "strong", "bold", "small", "caption", "mono"} <= set(styles)
