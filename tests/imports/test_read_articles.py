"""Files and folders: which are read, in which order, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.imports.articles import find_files, read_articles
from annotator.imports.rejected import Rejected
from annotator.records.documents import Article, Document, Metadata


def taken(path: Path, overrides: Metadata | None = None) -> list[Article]:
    """The articles of a path, of which nothing may be rejected."""
    found = list(read_articles(path, overrides))
    assert [each for each in found if isinstance(each, Rejected)] == []
    return [each for each in found if isinstance(each, Article)]


def refused(path: Path) -> Rejected:
    """The one rejection of a path."""
    (found,) = read_articles(path)
    assert isinstance(found, Rejected)
    return found


def test_a_text_file_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("  A title\r\n\r\nHe said “no”.\r\n\u2028\tEnd \n".encode())
    (article,) = taken(path)
    assert article.text == "  A title\r\n\r\nHe said “no”.\r\n\u2028\tEnd \n"
    assert article.source == str(path)
    assert article.encoding == "utf-8"
    assert article.metadata == Metadata(title="A title")


@pytest.mark.parametrize("line", ["He said no.", "word " * 40, "Three points:"])
def test_a_first_line_that_is_no_title_gives_none(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{line}\n\nMore.", encoding="utf-8")
    assert taken(path)[0].metadata.title == ""


def test_front_matter_gives_metadata_and_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\ntitle: T\ndate: 2016-2-3\nDesk: World\n---\n\nThe text.\n", encoding="utf-8")
    (article,) = taken(path)
    assert article.text == "\nThe text.\n"
    assert article.metadata == Metadata(title="T", date="2016-02-03", extra={"Desk": "World"})


def test_flags_win_over_the_file_where_they_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\ntitle: T\noutlet: O\nx: 1\n---\nText", encoding="utf-8")
    (article,) = taken(path, Metadata(outlet="Mine", language="en", extra={"y": "2"}))
    assert article.metadata == Metadata(title="T", outlet="Mine", language="en", extra={"x": "1", "y": "2"})


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\u200b\n", "---\ntitle: T\n---\n\n"])
def test_a_blank_text_is_rejected(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    found = refused(path)
    assert "empty" in found.why
    assert found.remedy


def test_binary_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.4\x00\x01\x02")
    assert "NUL at byte 8" in refused(path).why


def test_an_unknown_kind_of_file_is_rejected_by_name_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK")
    found = refused(path)
    assert (found.source, found.line) == (str(path), None)
    assert ".docx" in found.why
    assert ".txt" in found.remedy
    assert list(read_articles(tmp_path)) == []
    assert find_files(tmp_path).ignored == (path,)


def test_a_file_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "nowhere").why
    assert refused(tmp_path / "nowhere.txt").remedy


def test_a_folder_is_read_in_the_order_of_names_without_what_is_no_article(tmp_path: Path) -> None:
    files = {
        "b.txt": "B",
        "a/z.md": "Z",
        "a/A.TXT": "A",
        "README.md": "read me",
        "a/readme.txt": "read me too",
        ".hidden.txt": "hidden",
        ".git/c.txt": "hidden",
        "labels/amira.jsonl": '{"document": "b.txt", "claims": []}\n',
        "labels/release.jsonl": '{"document": "b", "text": "B", "annotator": "x"}\n',
        "ratings.csv": "unit,annotator,value\n1,a,b\n",
        "image.png": "x",
        "c.jsonl": '\n{"text": "C"}\n',
        "d.csv": "Text\nD\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert [article.text for article in taken(tmp_path)] == ["A", "Z", "B", "C", "D"]
    ignored = {str(path.relative_to(tmp_path)) for path in find_files(tmp_path).ignored}
    assert ignored == {
        *("README.md", "a/readme.txt", "labels/amira.jsonl", "labels/release.jsonl", "ratings.csv", "image.png"),
    }


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("C", encoding="utf-8")
    found = list(read_articles(tmp_path))
    assert [type(each) for each in found] == [Rejected, Rejected, Article]


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert list(read_articles(tmp_path)) == []


def test_every_article_can_become_a_document(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    path = tmp_path / "a.txt"
    path.write_text("Text \x1b[31m with 😀 and \u202e marks", encoding="utf-8")
    document = Document.of(taken(path)[0], datetime(2026, 1, 31, tzinfo=UTC))
    assert document.text == "Text \x1b[31m with 😀 and \u202e marks"


def test_the_sample_articles_are_read() -> None:
    folder = Path(__file__).resolve().parents[2] / "corpus"
    articles = taken(folder)
    assert len(articles) >= 6
    assert all(a.metadata.title and a.metadata.outlet and a.metadata.author and a.metadata.date for a in articles)
    assert not any(article.text.startswith("---") for article in articles)
