"""The keys in force: the table of `keys.py`, with what `[keys]` of `annotator.toml` puts in the place of its keys.

Imports no Textual. Whatever cannot work is refused before a screen opens, and never half taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.codebook.model import Codebook
from annotator.codebook.where import line_of
from annotator.desk.project import SETTINGS, Project, read_text
from annotator.errors import UsageError
from annotator.tui.keys import KEYS, REGISTRY_KEYS, Key, Place, sign

TABLE = (*KEYS, *REGISTRY_KEYS)
"""Every entry whose keys a project can change: those of the annotation screens and of the registry."""

_NAMED = frozenset(
    {
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
        *("enter", "tab", "space", "escape", "backspace", *(f"f{number}" for number in range(1, 21))),
    }
)
_MODIFIED = re.compile(r"(?:(ctrl|alt)\+)?(?:(shift)\+)?(?P<last>[a-z0-9]|[a-z]+[0-9]*)")
_NEVER_ARRIVE = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter, on some terminals",
    "ctrl+h": "backspace",
    "ctrl+c": "a signal",
}
_EDITING = frozenset({"space", "backspace", "delete", "left", "right", "home", "end"})
_NO_TYPING: frozenset[Place] = frozenset({"screen", "passage", "cards", "history", "role", "guide", "registry"})
"""Where no text is typed, so that a single character can be a key. The keys of the program work above any window."""
_MAIN: frozenset[Place] = frozenset({"screen", "passage", "app"})


class Keymap:
    """The keys in force.

    Args:
        changed: Other keys than those of the table, by the id of the entry.
    """

    def __init__(self, changed: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.changed = dict(changed or {})
        """What differs from the table."""
        self._by_id = {key.id: self._of(key) for key in TABLE}

    def of(self, identifier: str) -> Key:
        """The entry with this id.

        Raises:
            KeyError: There is none.
        """
        return self._by_id[identifier]

    def table(self, listed: Iterable[Key] = KEYS) -> tuple[Key, ...]:
        """Entries of the table with the keys that are in force."""
        return tuple(self._by_id[key.id] for key in listed)

    def at(self, *places: Place) -> tuple[Key, ...]:
        """The entries that belong to these places, in the order of the table."""
        return tuple(key for key in self._by_id.values() if key.place in places)

    def sign(self, identifier: str) -> str:
        """The first key of an entry, as it is shown."""
        return sign(self._by_id[identifier].keys[0])

    def reserved(self) -> dict[str, str]:
        """Keys that the annotation screen uses itself, with what each does: no codebook should have them."""
        return {name: key.description for key in self.at(*_MAIN) for name in key.keys}

    def _of(self, key: Key) -> Key:
        return replace(key, keys=self.changed[key.id]) if key.id in self.changed else key


DEFAULT = Keymap()
"""The keys of the table."""


def keymap_of(project: Project) -> Keymap:
    """The keys of a project.

    Raises:
        UsageError: `[keys]` names actions or keys that are not there, or keys that clash; names file and lines.
    """
    settings = project.settings.keys
    if not settings:
        return DEFAULT
    problems = list(dict.fromkeys(_problems(settings, project.codebook)))
    if problems:
        source = project.root / SETTINGS
        toml = read_text(source)
        lines = [line_of(toml, ("keys", identifier)) for identifier, _, _ in problems]
        told = [f"line {line}: {what}" if line else what for line, (_, what, _) in zip(lines, problems, strict=True)]
        raise UsageError(f"{source}, {'; '.join(told)}", "; ".join(dict.fromkeys(each[2] for each in problems)))
    return Keymap(_split(settings))


def _split(settings: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {identifier: tuple(dict.fromkeys(names.split())) for identifier, names in settings.items()}


_Problem = tuple[str, str, str]
"""The id of the entry, what is wrong, and what to do."""


def _problems(settings: Mapping[str, str], codebook: Codebook) -> Iterator[_Problem]:
    changed = _split(settings)
    known = {key.id: key for key in TABLE}
    for identifier, names in changed.items():
        if identifier not in known:
            yield identifier, f"[keys] {identifier}: there is no such action", "see all with: annotator keys"
        elif not names:
            yield (
                identifier,
                f"[keys] {identifier}: no key is given",
                "name one, or take the line out for the usual one",
            )
        else:
            yield from _names(identifier, names, known[identifier].place)
    yield from _clashes(Keymap({name: keys for name, keys in changed.items() if name in known}), codebook)


def _names(identifier: str, names: tuple[str, ...], place: Place) -> Iterator[_Problem]:
    for name in names:
        typed = (len(name) == 1 and name.isprintable()) or name in _EDITING
        if name in _NEVER_ARRIVE:
            what = f"[keys] {identifier}: key {name!r} never arrives; a terminal sends {_NEVER_ARRIVE[name]} for it"
            yield identifier, what, "choose another"
        elif not is_key(name):
            what = f"[keys] {identifier}: there is no key {name!r}"
            yield identifier, what, "write a character such as j or ?, or a name such as enter, f5, ctrl+o, shift+left"
        elif typed and place not in _NO_TYPING:
            what = f"[keys] {identifier}: key {name!r} is needed where text is typed"
            yield identifier, what, "choose a key such as f5 or ctrl+o"
        elif name.isdigit() and place in _MAIN:
            what = f"[keys] {identifier}: digits belong to the codebook and to numbers that repeat a move"
            yield identifier, what, "choose another key"


def is_key(name: str) -> bool:
    """Whether a name is that of a key: one printable character, or a name such as `enter` or `ctrl+o`."""
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    found = _MODIFIED.fullmatch(name)
    if found is None:
        return False
    last = found["last"]
    # A letter with shift is another character: that is its name.
    return last in _NAMED or (len(last) == 1 and found[1] is not None and found[2] is None)


def _clashes(keymap: Keymap, codebook: Codebook) -> Iterator[_Problem]:
    """Keys that two entries, or an entry and the codebook, would both have in the same place."""
    others = [place for place in dict.fromkeys(key.place for key in keymap.table()) if place not in {*_MAIN, "cards"}]
    scopes: list[tuple[tuple[Place, ...], Mapping[str, str]]] = [(tuple(sorted(_MAIN)), codebook_keys(codebook))]
    scopes += [(("app", "list", place), {}) for place in others]
    scopes += [(("app", "registry"), {}), (("app", "cards"), codebook_keys(codebook))]
    for places, taken in scopes:
        owners: dict[str, tuple[str, str]] = {name: ("", f"the codebook's {owner}") for name, owner in taken.items()}
        for key in keymap.at(*places):
            for name in key.keys:
                other, owner = owners.setdefault(name, (key.id, key.id))
                guilty = next((each for each in (key.id, other) if each in keymap.changed), None)
                if other != key.id and guilty is not None:
                    mine = owner if guilty == key.id else key.id
                    what = f"[keys] {guilty}: key {name!r} belongs to {mine} already"
                    yield guilty, what, f"choose another key, or give {mine} another one"


def codebook_keys(codebook: Codebook) -> dict[str, str]:
    """The keys of a codebook's stances and further questions, with what each is for."""
    stances = {value.key: f"stance {value.value}" for value in codebook.stance.values if value.key}
    return {**{each.key: f"attribute {name}" for name, each in codebook.attributes.items() if each.key}, **stances}
