"""Every failure that a user can meet, with what to do about it.

Imports nothing of the project. `exit_code` is 1 where the job failed and 2 where the command was used wrongly.
"""

from __future__ import annotations


class AnnotatorError(Exception):
    """A failure told to the user in words.

    Args:
        message: What is wrong; names the file, the line and the value where there are any.
        hint: What to do about it.
        exit_code: The exit code of the command line.
    """

    def __init__(self, message: str, hint: str = "", exit_code: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code


class UsageError(AnnotatorError):
    """The command was called in a way that cannot work, whatever the data."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, exit_code=2)


class InputError(AnnotatorError):
    """A file, a line or a value that came from outside is not acceptable."""


class StoreError(AnnotatorError):
    """The project's database cannot be opened, read or written."""


class LabelError(AnnotatorError):
    """A label says something impossible for its sentence or its codebook."""
