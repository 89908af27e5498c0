"""A style declares its options, and how far it lets a document be tightened."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cvkit.commands.styles import load_style
from cvkit.load.style_folder import style_names
from cvkit.model.style import Style


def style(**more: Any) -> Style:
    stated = {
        "title": "Plain",
        "description": "A plain one",
        "class": "plain",
        "engines": ["pdflatex"],
        "fonts": {"family": "A", "fallback": "B"},
        "options": {
            "font_size": {"type": "length", "min": "8pt", "max": "12pt", "default": "10pt", "description": "Size"},
            "spacing": {
                "type": "choice",
                "choices": ["normal", "tight"],
                "default": "normal",
                "description": "Distances",
            },
        },
    }
    return Style.model_validate({**stated, **more})


def test_a_style_states_how_far_it_may_be_tightened_in_order() -> None:
    assert style().fit == ()
    fit = [{"spacing": "tight"}, {"spacing": "tight", "font_size": "9pt"}]
    assert style(fit=fit).fit == tuple(fit)


@pytest.mark.parametrize("setting", [{"font_size": "7pt"}, {"spacing": "loose"}, {"size": "9pt"}])
def test_it_is_tightened_by_its_own_options_within_their_bounds(setting: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="is not a setting of an option"):
        style(fit=[setting])


@pytest.mark.parametrize("name", style_names())
def test_each_style_states_its_bounds_and_each_step_is_tighter(name: str) -> None:
    steps = load_style(name).fit
    assert steps
    sizes = [float(step.get("font_size", "99pt").removesuffix("pt")) for step in steps]
    assert sizes == sorted(sizes, reverse=True)
