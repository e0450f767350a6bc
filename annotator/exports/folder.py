"""Writes the files of a release so that each appears whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.errors import AnnotatorError

_DRAFTS = ".part-"
_ABANDONED = 3600.0
"""Seconds after which nobody is taken to write a draft any more."""


class Draft:
    """A file being written; counts its lines and digests its bytes on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = 0
        self.bytes = 0
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """SHA-256 of what was written, 64 hex digits."""
        return self._digest.hexdigest()

    def write_lines(self, lines: Iterable[str]) -> None:
        """Write lines, each ended by one line feed, and bring them to the disk."""
        with self.path.open("wb") as file:
            for line in lines:
                data = (line + "\n").encode("utf-8")
                file.write(data)
                self._digest.update(data)
                self.lines += 1
                self.bytes += len(data)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def whole_files(target: Path, names: Iterable[str]) -> Iterator[dict[str, Draft]]:
    """Drafts that take their names in `target`, in the order given, once all of them are written.

    An error on the way leaves what was in the folder as it was.

    Raises:
        AnnotatorError: The folder cannot be made or written.
    """
    made = not target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
        _clear_abandoned(target)
        with tempfile.TemporaryDirectory(prefix=_DRAFTS, dir=target) as folder:
            drafts = {name: Draft(Path(folder) / name) for name in names}
            yield drafts
            _put_in_place(target, drafts)
    except OSError as error:
        raise AnnotatorError(f"cannot write to {target}: {error.strerror}", "choose another folder with -o") from error
    finally:
        if made:
            with suppress(OSError):
                # Only an empty folder goes: nothing was written into the one that was made for it.
                target.rmdir()


def _clear_abandoned(target: Path) -> None:
    """Take away the drafts of a writing that was killed; those of one that may still be at work stay."""
    for folder in target.glob(f"{_DRAFTS}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _ABANDONED:
                shutil.rmtree(folder)


def _put_in_place(target: Path, drafts: Mapping[str, Draft]) -> None:
    """Give every draft its name; where one cannot have it, the files that stood there before come back."""
    placed: list[tuple[Path, Path | None]] = []
    try:
        for name, draft in drafts.items():
            place = target / name
            kept = _second_name(place, draft.path.with_name(f"old-{name}")) if place.exists() else None
            draft.path.replace(place)
            placed.append((place, kept))
    except OSError:
        for place, kept in placed:
            if kept is None:
                place.unlink()
            else:
                kept.replace(place)
        raise


def _second_name(place: Path, kept: Path) -> Path:
    try:
        os.link(place, kept)
    except OSError:
        # Some file systems, such as that of a USB stick, give a file one name only.
        shutil.copy2(place, kept)
    return kept


def write_text(path: Path, text: str) -> None:
    """Write one file whole or not at all.

    Raises:
        AnnotatorError: The folder cannot be made or written.
    """
    with whole_files(path.parent, [path.name]) as drafts:
        drafts[path.name].write_lines([text.removesuffix("\n")])
