"""Every codebook version that a revision was made under, in full."""

from __future__ import annotations

from annotator.errors import StoreError
from annotator.records.base import format_time
from annotator.store.connection import Store
from annotator.store.digest import sealed


def register_codebook(store: Store, version: str, toml: str) -> None:
    """Keep the text of a codebook under its version.

    Raises:
        StoreError: The version is known with another text and labels were made under it. Nothing is changed.
    """
    with store.write():
        known = store.row("SELECT toml FROM codebook WHERE version = ?", [version])
        row = sealed("codebook", {"version": version, "toml": toml, "first_used_at": format_time(store.now())})
        if known is None:
            store.insert("codebook", row)
        elif known["toml"] != toml:
            used = store.row("SELECT 1 FROM revision WHERE codebook_version = ? LIMIT 1", [version])
            if used:
                raise StoreError(
                    f"the codebook has changed but is still version {version}, under which labels were made",
                    "give it a new version number, so that it can be told which labels were made under which text",
                )
            store.put("codebook", row, ("version",))


def codebook_toml(store: Store, version: str) -> str | None:
    """The text of a codebook version."""
    row = store.row("SELECT toml FROM codebook WHERE version = ?", [version])
    return row["toml"] if row else None


def codebook_versions(store: Store) -> dict[str, str]:
    """The text of every codebook version, by version."""
    return {row["version"]: row["toml"] for row in store.rows("SELECT version, toml FROM codebook ORDER BY version")}
