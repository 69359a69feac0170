"""Whether the place that conventions give a field is one that the project's schema knows."""

from __future__ import annotations

from collections.abc import Sequence

from tei_edition.conventions.fields import FieldError, Step

_OWN = "a project with its own schema (`schema` in edition.toml) can allow more"


def fits_schema(steps: Sequence[Step], place: str) -> None:
    """Raise FieldError where the elements of *steps*, as *place* writes them, would not be valid."""
    from tei_edition.odd.nesting import nesting  # asked for own files only: starting is quick

    parent = "teiHeader"
    for step in steps:
        outer, inner = nesting(parent), nesting(step.name)
        if outer is None or inner is None or step.name not in outer.children:
            allowed = ", ".join(sorted(outer.children)) if outer and outer.children else "text only"
            message = f"the schema does not allow {step.name} in {parent}, only {allowed}: {_OWN}"
            raise FieldError(place, message)
        given = dict(step.attributes)
        for name, value in given.items():
            if name not in inner.attributes:
                raise FieldError(place, f"the schema does not allow @{name} on {step.name}: {_OWN}")
            values = inner.attributes[name]
            if values and value not in values:
                message = f"@{name} of {step.name} is one of {', '.join(values)}: {_OWN}"
                raise FieldError(place, message)
        if lacking := sorted(inner.required - given.keys()):
            message = f"{step.name} needs @{lacking[0]}: write {step.name}[@{lacking[0]}='…']"
            raise FieldError(place, message)
        parent = step.name
    last = nesting(parent)
    if last and not last.has_text:
        raise FieldError(place, f"{parent} cannot contain text, only {', '.join(last.children)}")
