"""The guide to plug-ins: its example works as it is printed, and it names every rule."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.text.attribution.lexicon import languages, lexicon

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "suggesters.md").read_text(encoding="utf-8")

ASK = """
from datetime import UTC, datetime
from annotator.codebook.load import default_toml, parse_codebook
from annotator.desk.suggesting import suggest
from annotator.records.documents import Article, Document, Segment
document = Document.of(Article(text="Never again! It rains."), datetime.now(UTC))
segments = [Segment(document=document.id, start=0, end=12), Segment(document=document.id, start=13, end=22)]
first, second = suggest("shouting", document, segments, parse_codebook(default_toml(), "default"))
print(first.suggestions[0].spans[0].of(document.text), len(second.suggestions))
"""


def test_the_example_of_the_guide_works(install: Callable[[str, str], Path]) -> None:
    found = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    site = install("shouting", found[1])
    code = f"import sys; sys.path.insert(0, {str(site)!r})\n{ASK}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "Never again 0\n", done.stderr


def test_the_guide_names_every_field_and_every_rule() -> None:
    fields = {*Suggestion.model_fields, *SuggestedSentence.model_fields}
    rules = {rule.name for language in languages() for rule in lexicon(language).rules}
    assert not [name for name in sorted(fields | rules) if f"`{name}`" not in PAGE]
