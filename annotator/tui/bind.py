"""Textual's bindings, made from the table of keys and from a codebook."""

from __future__ import annotations

import unicodedata

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS

from annotator.codebook.model import Codebook
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.keys import Place, keys_of


def bindings(*places: Place, priority: bool = False, without: str = "") -> list[BindingType]:
    """The bindings of some places, one for each key; the entry with the id `without` is left out."""
    return [
        Binding(
            key_name(name), key.action, key.label, show=False, priority=priority, tooltip=key.description, id=key.id
        )
        for key in keys_of(*places)
        if key.id != without
        for name in key.keys
    ]


def rebind(node: DOMNode, keymap: Keymap) -> None:
    """Give one screen, window or widget the keys that a project has in the place of those of the table."""
    if not keymap.changed:
        return
    bound = node._bindings.key_to_bindings
    lost: dict[str, Binding] = {}
    for key, here in list(bound.items()):
        lost |= {each.id: each for each in here if each.id in keymap.changed}
        bound[key] = [each for each in here if each.id not in keymap.changed]
        if not bound[key]:
            del bound[key]
    for identifier, binding in lost.items():
        for name in keymap.of(identifier).keys:
            bound.setdefault(key_name(name), []).append(binding.with_key(key=key_name(name)))


def keys_in_force(node: DOMNode) -> Keymap:
    """The keys of the program that a screen, window or widget belongs to."""
    found = getattr(node.app, "keys_in_force", DEFAULT)
    return found if isinstance(found, Keymap) else DEFAULT


def codebook_bindings(codebook: Codebook) -> dict[str, Binding]:
    """The keys of a codebook's stances and attributes, by Textual's name of the key.

    Actions carry a number, not the name: a name in a codebook may hold anything.
    """
    found: dict[str, Binding] = {}
    for index, value in enumerate(codebook.stance.values):
        _add(found, value.key, f"stance({index})", value.shown)
    for index, (name, attribute) in enumerate(codebook.attributes.items()):
        _add(found, attribute.key, f"attribute({index})", attribute.label or name)
    return found


def _add(found: dict[str, Binding], key: str, action: str, label: str) -> None:
    if key:
        found.setdefault(key_name(key), Binding(key_name(key), action, label, show=False))


def key_name(key: str) -> str:
    """Textual's name of a key: that of its character where it is a single one, such as `question_mark`."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)
