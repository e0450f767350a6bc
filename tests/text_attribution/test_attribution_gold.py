"""Gold made by hand: it fits its texts, and the rules stay as good on it as the documentation says."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = Path(__file__).parent / "held_out"
AWKWARD = HELD_OUT.with_name("awkward")
FILES = (
    sorted((ROOT / "corpus" / "gold").glob("*.json")) + sorted(HELD_OUT.glob("*.json")) + sorted(AWKWARD.glob("*.json"))
)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = spec_from_file_location("attribution_benchmark", ROOT / "benchmarks" / "attribution.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gold_stands_in_its_text(path: Path, benchmark: ModuleType) -> None:
    article = (ROOT / "corpus" if path.parent.name == "gold" else path.parent) / f"{path.stem}.txt"
    made, segments = benchmark.document(article)
    gold = benchmark.gold_of(path, made.text)
    assert json.loads(path.read_text("utf-8"))["document"] == article.name
    for claim in gold:
        start, end = claim.spans[0][0], claim.spans[-1][1]
        assert any(part.start <= start and end <= part.end for part in segments), made.text[start:end]


@pytest.mark.parametrize(
    ("folder", "articles", "speaker", "iou"),
    [
        ("corpus/gold", "corpus", 0.94, 0.96),
        ("tests/text_attribution/held_out",) * 2 + (0.80, 0.90),
        ("tests/text_attribution/awkward",) * 2 + (0.92, 0.94),
    ],
)
def test_the_figures_do_not_fall(folder: str, articles: str, speaker: float, iou: float, benchmark: ModuleType) -> None:
    tally = benchmark.measure(ROOT / folder, ROOT / articles, False)
    assert tally.scores("speaker")[2] >= speaker
    assert tally.scores("span IoU .5")[2] >= iou
