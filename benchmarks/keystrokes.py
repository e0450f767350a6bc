"""Keystrokes for a script of decisions: ours, counted on the real screen, beside models of other tools.

The decisions are made from the text by rules (`keystroke_script.py`). For ours every key is sent to the annotation
screen and the labels in the store are compared with the decisions afterwards: a key too few would show. Those of slate,
Prodigy and doccano are models of the fewest possible keys and clicks (`keystroke_models.py`), stated with the results.

    python benchmarks/keystrokes.py                 # the articles of ../shared/corpus
    python benchmarks/keystrokes.py --corpus DIR    # those of another folder
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from keystroke_models import MODELS
from keystroke_script import KINDS, Decision, script
from textual.pilot import Pilot

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import choices
from annotator.desk.importing import add_articles
from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Metadata
from annotator.records.labels import AUTHOR
from annotator.records.spans import Span
from annotator.store.documents import document_ids
from annotator.store.revisions import current
from annotator.store.speakers import registry
from annotator.text.clauses import parts
from annotator.tui.app import AnnotatorApp
from annotator.tui.bind import key_name

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "corpus"
READER = "reader"
STANCE_KEYS = {"pro-moscow": "1", "neutral": "2", "pro-washington": "3"}
FREE_DIGITS = "456789"


def decisions(project: Project) -> list[Decision]:
    """The script for every article of the project, in its order."""
    desk = AnnotationDesk(project, READER)
    made: list[Decision] = []
    for document in document_ids(project.store):
        desk.open(document)
        text = desk.passage.document.text
        made += script(text, [(each.key, each.start, each.end) for each in desk.passage.sentences])
    return made


def to_part(text: str, decision: Decision, at: tuple[int, int]) -> list[str]:
    """Keys that choose a part where no cursor is shown."""
    listed = [(part.start, part.end) for part in parts(text, decision.start, decision.end)]
    place, count = listed.index(at) + 1, len(listed)
    back = count - place + 1
    ways = [["p"] * place, ["P"] * back]
    ways += [[str(place), "p"]] if str(place) in FREE_DIGITS else [["'", *str(place), "p"]]
    ways += [[str(back), "P"]] if str(back) in FREE_DIGITS else []
    return min(ways, key=len)


def to_speaker(desk: AnnotationDesk, name: str) -> list[str]:
    """The fewest keys in the picker that take a speaker: letters typed, then lines down, then enter."""
    ways: list[list[str]] = []
    for length in range(len(name) + 1):
        typed = name[:length].casefold() if length < len(name) else name
        for place, choice in enumerate(choices(desk, typed)[:12]):
            if choice.name == name:
                ways.append([*(typed), *["down"] * place, "enter"])
                break
    return min(ways, key=len)


class Typist:
    """Presses keys on the screen and counts them.

    Args:
        pilot: The screen.
        app: The program.
    """

    def __init__(self, pilot: Pilot[None], app: AnnotatorApp) -> None:
        self._pilot = pilot
        self._app = app
        self.count = 0

    async def press(self, keys: Sequence[str]) -> None:
        """Press keys; each counts as one."""
        named = ["space" if key == " " else key_name(key) for key in keys]
        await self._pilot.press(*named)
        self.count += len(keys)

    async def decide(self, decision: Decision, *, same: bool) -> None:
        """Make one decision, and be at the next sentence."""
        desk = self._app.desk
        text = desk.passage.document.text
        if decision.stance is None:
            await self.press(["n"])
        elif same and decision.whole:
            await self.press(["."])
        elif decision.whole:
            await self.press([STANCE_KEYS[decision.stance], "enter"])
        else:
            first, *rest = decision.parts
            await self.press([*to_part(text, decision, first), *self._trim(decision), STANCE_KEYS[decision.stance]])
            await self._pilot.pause()
            await self.press(to_speaker(desk, decision.speaker))
            for part in rest:
                listed = [(each.start, each.end) for each in parts(text, decision.start, decision.end)]
                steps = listed.index(part) - listed.index(first)
                await self.press([*["p"] * steps, "+"])
                first = part
            await self.press(["enter"])

    @staticmethod
    def _trim(decision: Decision) -> list[str]:
        """Keys that leave out the first words of the part."""
        return ["e", *["l"] * decision.dropped] if decision.dropped else []


async def ours(project: Project, made: Sequence[Decision]) -> dict[str, int]:
    """Keys by kind of decision."""
    keys: dict[str, int] = defaultdict(int)
    app = AnnotatorApp(project, READER, document_ids(project.store)[0])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        typist = Typist(pilot, app)
        for before, decision in zip([None, *made], made, strict=False):
            if app.desk.sentence.key != decision.sentence:
                sys.exit(f"the screen is not at {decision.sentence}")
            counted = typist.count
            await typist.decide(decision, same=before is not None and before.says == decision.says)
            keys[decision.kind] += typist.count - counted
    return dict(keys)


def wrong(project: Project, made: Sequence[Decision]) -> list[str]:
    """The sentences whose label in the store is not the decision, or is unfinished."""
    names = {identifier: speaker.name for identifier, speaker in registry(project.store).items()}
    found = []
    labels = {document: current(project.store, READER, document) for document in document_ids(project.store)}
    for decision in made:
        revision = labels[decision.sentence.split(":")[0]].get(decision.sentence)
        body = revision.body if revision and revision.done else None
        claims = [
            (claim.stance, AUTHOR if claim.speaker == AUTHOR else names[claim.speaker], tuple(map(_pair, claim.spans)))
            for claim in (body.claims if body else ())
        ]
        if body is None or claims != decision.claims:
            found.append(f"{decision.sentence}: {claims} instead of {decision.claims}")
    return found


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def report(made: Sequence[Decision], counts: dict[str, dict[str, int]]) -> str:
    """The table, and what each model allows."""
    tools = list(counts)
    lines = [f"{'decision':<38}{'times':>6}" + "".join(f"{tool:>11}" for tool in tools)]
    for kind, said in KINDS.items():
        times = sum(decision.kind == kind for decision in made)
        if times:
            each = "".join(f"{counts[tool].get(kind, 0) / times:>11.2f}" for tool in tools)
            lines.append(f"{said:<38}{times:>6}{each}")
    totals = {tool: sum(counts[tool].values()) for tool in tools}
    lines.append(f"{'all, a sentence':<38}{len(made):>6}" + "".join(f"{totals[t] / len(made):>11.2f}" for t in tools))
    lines.append(f"{'all, in sum':<44}" + "".join(f"{totals[tool]:>11}" for tool in tools))
    lines += ["", "The models:"]
    lines += [f"  {model.name}: {' '.join((model.__doc__ or '').split())}" for model in MODELS]
    return "\n".join(lines)


def main() -> None:
    """Make the decisions in ours, count those of the others, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=SHARED, metavar="DIR", help="a folder of articles")
    folder = parser.parse_args().corpus
    if not folder.is_dir():
        print(f"skipped: there is no folder {folder}; name one with --corpus DIR")
        return
    with (
        tempfile.TemporaryDirectory(prefix="annotator-keystrokes-") as temporary,
        open_project(init_project(Path(temporary) / "project")) as project,
    ):
        add_articles(project, [folder], Metadata())
        made = decisions(project)
        counts = {"ours": asyncio.run(ours(project, made))}
        faults = wrong(project, made)
    if faults:
        sys.exit("\n".join(["the labels are not the decisions:", *faults]))
    for model in MODELS:
        counts[model.name] = model().count(made)
    print(f"{len(made)} sentences; every label in the store is what was decided.\n")
    print(report(made, counts))


if __name__ == "__main__":
    main()
