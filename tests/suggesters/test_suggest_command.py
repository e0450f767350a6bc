"""`annotator suggest`: candidates of each sentence, for people and for programs, from a file as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli.suggest import command
from annotator.errors import InputError, UsageError

HEAD = "---\ntitle: Talks\nauthor: Lena Roth\n---\n"
ARTICLE = HEAD + "Talks\n\n“We will [b]stay\x1b[31m,” Ada Brook said. The plane left at noon.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_candidates_are_shown_best_first(article: Path) -> None:
    done = CliRunner().invoke(command, [str(article)], catch_exceptions=False)
    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert lines[1].startswith("  0.96  Ada Brook: We will [b]stay")
    assert lines[1].endswith("(quote-source-verb)")
    assert "author" in lines[2]
    assert "\x1b" not in done.output


def test_json_has_offsets_that_fit_the_text(article: Path) -> None:
    done = CliRunner().invoke(command, [str(article), "--json"], catch_exceptions=False)
    (document,) = json.loads(done.output)
    first = document["sentences"][0]
    assert first["verdict"] == "has-claims"
    span, quote = first["suggestions"][0]["spans"][0], first["suggestions"][0]["quotes"][0]
    body = ARTICLE.split("---\n", 2)[2]
    assert body[span["start"] : span["end"]] == quote == "We will [b]stay\x1b[31m"


def test_what_cannot_be_done_is_told(article: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no suggester 'nobody'"):
        CliRunner().invoke(command, [str(article), "--suggester", "nobody"], catch_exceptions=False)
    ran = CliRunner().invoke(command, [str(tmp_path / "absent.txt")], catch_exceptions=False)
    assert ran.exit_code == 1
    assert "absent.txt: No such file" in ran.stderr
    arguments = [str(article), "--codebook", str(tmp_path / "absent.toml")]
    with pytest.raises(InputError, match=r"absent\.toml"):
        CliRunner().invoke(command, arguments, catch_exceptions=False)
