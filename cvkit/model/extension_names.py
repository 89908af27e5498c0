"""The names of the `x-…` fields of a `.bib` file, for fields of the record that biblatex does not have.

Their values are YAML: `x-ratings = {[{scheme: NRF, value: 2}]}` is the field `ratings` of a work, `x-hidden = {true}`
its `hidden`. Some have short forms: `x-jif = {6.2}`. `x-own` contains those keys of the user that cannot be names of
BibTeX fields; any other `x-…` field is itself a key of the user.
"""

from __future__ import annotations

from cvkit.model.fields import OWN_KEYS, Model
from cvkit.model.work import Dataset, Patent, Publication, Software, Talk

EXTENSION_FIELD = "x-own"
COMPUTED_FIELD = "x-computed"
ABSENT_FIELD = "x-absent"
"""It lists fields that the work does not have, although other fields of the entry seem to state them."""
SHORT_FIELDS: dict[str, tuple[str | int, ...]] = {
    "x-jif": ("metrics", 0, "value"),
    "x-jif-year": ("metrics", 0, "year"),
    "x-jcr-year": ("metrics", 0, "year"),
    "x-jcr-top": ("metrics", 0, "top_percent"),
    "x-jcr-quartile": ("metrics", 0, "quartile"),
    "x-accepted": ("acceptance", "accepted"),
    "x-submitted": ("acceptance", "submitted"),
    "x-acceptance-rate": ("acceptance", "rate"),
    "x-short": ("venue", "short"),
    "x-eissn": ("venue", "eissn"),
}
"""Short form → the key path of its value in a work."""

SECTION_MODELS: dict[str, type[Model]] = {
    "publications": Publication,
    "patents": Patent,
    "talks": Talk,
    "software": Software,
    "datasets": Dataset,
}
"""Section that can be in a `.bib` file → the model of its entries."""


def model_field(name: str, section: str) -> str | None:
    """The field of a work that an `x-…` field contains as YAML; None if it contains another value."""
    field = name.removeprefix(OWN_KEYS).replace("-", "_")
    return field if field in SECTION_MODELS[section].model_fields and field != "own" else None


def is_taken(name: str) -> bool:
    """Whether an `x-…` name has a meaning in a `.bib` file. Then the user cannot use it for a key."""
    return (
        name in SHORT_FIELDS
        or name in (EXTENSION_FIELD, COMPUTED_FIELD, ABSENT_FIELD)
        or any(model_field(name, section) for section in SECTION_MODELS)
    )
