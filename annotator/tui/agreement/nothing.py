"""Why a project has no agreement to show, and the command that changes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from shlex import quote

from annotator.desk.agreement.material import Material
from annotator.tui.agreement.drawing import many


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty report."""

    why: str
    remedy: str
    commands: tuple[str, ...]


def nothing_to_show(material: Material, *, documents: int, asked: Sequence[str] = ()) -> Nothing | None:
    """Why there is nothing to compare; None where two annotators have finished one sentence.

    Args:
        material: The labels that count.
        documents: Documents of the project.
        asked: Whose labels were asked for; everyone's where empty.
    """
    if material.shared:
        return None
    if not documents:
        return Nothing("The project has no articles.", "Add some:", ("annotator add FILE...",))
    names = material.annotators
    if not names:
        return Nothing(
            "Nobody has finished a sentence yet.",
            "Agreement needs sentences that two annotators have finished. Begin, or load labels made elsewhere:",
            ("annotator annotate --as NAME", "annotator load FILE --as NAME"),
        )
    document, finished = _begun(material)
    if len(names) == 1:
        remedy = "Agreement needs a second annotator. Let somebody read the same article, or load labels:"
        commands = (f"annotator annotate --as NAME {document}", "annotator load FILE --as NAME")
        if len(asked) == 1:
            remedy = "Only one annotator was asked for. Ask for two or more, or for everyone:"
            commands = (
                f"annotator agreement --screen --annotators {quote(asked[0])},NAME",
                "annotator agreement --screen",
            )
        return Nothing(f"Only {names[0]} has finished sentences: {len(material.labels)}.", remedy, commands)
    counts = Counter(label.annotator for label in material.labels)
    told = ", ".join(f"{name} {counts[name]}" for name in names[:6]) + (", …" if len(names) > 6 else "")
    other = min(names, key=lambda name: finished[name])
    return Nothing(
        f"No sentence is finished by two annotators ({told}).",
        f"Let one of them read what another has read, such as the article with {many(finished.total(), 'label')}:",
        (f"annotator annotate --as {quote(other)} {document}",),
    )


def _begun(material: Material) -> tuple[str, Counter[str]]:
    """The document with the most finished sentences that not everyone has begun, and who finished how many of it."""
    by_document: dict[str, Counter[str]] = {}
    for label in material.labels:
        by_document.setdefault(label.document, Counter())[label.annotator] += 1
    open_ones = {name: found for name, found in by_document.items() if len(found) < len(material.annotators)}
    return max((open_ones or by_document).items(), key=lambda item: item[1].total())
