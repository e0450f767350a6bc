"""What Textual and the footer are told of the table of keys."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from annotator.tui.agreement.keys import REPORT_KEYS
from annotator.tui.bind import key_name
from annotator.tui.keys import Place, key_for, keys_of, sign
from annotator.tui.states import Hint


def bindings(place: Place) -> list[BindingType]:
    """The bindings of a screen, one for each key; each digit opens its own layer."""
    return [
        Binding(
            key_name(name),
            f"layer({number})" if key.id == "layer" else key.action,
            key.label,
            show=False,
            tooltip=key.description,
            id=key.id,
        )
        for key in keys_of(place, table=REPORT_KEYS)
        for number, name in enumerate(key.keys)
    ]


def hint(identifier: str, label: str = "") -> Hint:
    """An entry of the table as the footer shows it, under its own label or another one."""
    key = key_for(identifier, REPORT_KEYS)
    return Hint((sign(key.keys[0]), "key"), ((label or key.label, "soft"),), key.action)
