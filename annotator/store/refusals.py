"""The files that are refused before they are opened: what SQLite would damage, or would fail on later.

WAL needs shared memory, which network drives do not give; there two writers can corrupt the file without an error.
"""

from __future__ import annotations

import os
from pathlib import Path

from annotator.errors import StoreError

APPLICATION_ID = 0x414E4E4F
"""Stands in the header of every project's database ("ANNO"), so another program's file is told from ours."""

_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68

NETWORK_FILESYSTEMS = frozenset(
    {
        "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "davfs2", "fuse.ceph", "fuse.davfs2",
        "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs", "gfs2", "gpfs",
        "lustre", "macfuse.sshfs", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "sshfs", "webdav",
    }
)  # fmt: skip
"""File systems that reach over a network, by the names that Linux and macOS give them."""


def refuse_misplaced(path: Path) -> None:
    """Check where a database file stands, without reading it.

    Raises:
        StoreError: It is a folder, or on a network drive.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a database", "name the file annotator.db, or the project's folder")
    refuse_network_drive(path)


def refuse_network_drive(path: Path) -> None:
    """Refuse a path on a network drive, where SQLite's locks cannot be trusted.

    Raises:
        StoreError: Names the drive and its kind.
    """
    mount, kind = filesystem_of(path)
    if kind.lower() in NETWORK_FILESYSTEMS:
        raise StoreError(
            f"{path} lies on a network drive ({kind} at {mount}); two writers could damage the file there",
            "keep the project on a local disk and bring files together with: annotator merge OTHER.db",
        )


def filesystem_of(path: Path) -> tuple[str, str]:
    """Mount point and file system of a path; empty strings where the system does not tell."""
    import psutil  # 20 ms, and only needed where a database is opened

    resolved = str(path.resolve())
    best = ("", "")
    for partition in psutil.disk_partitions(all=True):
        mount = partition.mountpoint
        prefix = mount if mount.endswith(os.sep) else mount + os.sep
        inside = resolved == mount or resolved.startswith(prefix)
        # Of two mounts on one point the later one is on top.
        if inside and len(mount) >= len(best[0]):
            best = (mount, "nfs" if "remote" in partition.opts.split(",") else partition.fstype)
    return best


def refuse_foreign(path: Path) -> None:
    """Refuse a file that is no project's database, by its header alone.

    Only for files to which this process has no connection, which would lose its locks: see `open_files`.

    Raises:
        StoreError: The file is empty, no SQLite database, or another program's.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}", "check your rights to the file") from error
    if not head:
        raise StoreError(f"{path} is empty", "restore a backup, or make a new project with: annotator init DIR")
    if not head.startswith(_MAGIC):
        raise StoreError(
            f"{path} is no SQLite database",
            "restore a backup (annotator backup makes one), or make a new project with: annotator init DIR",
        )
    if int.from_bytes(head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big") != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program", "name the annotator.db of a project")


def refuse_read_only(*places: Path) -> None:
    """Refuse a file or a folder that cannot be written.

    Raises:
        StoreError: Names the one that cannot.
    """
    for place in places:
        if is_read_only(place):
            what = "folder" if place.is_dir() else "file"
            raise StoreError(
                f"{place} is read-only; labels could not be saved",
                f"make the {what} writable (chmod u+w {place}), or copy the project to where you may write",
            )


def is_read_only(place: Path) -> bool:
    """Whether a file or a folder cannot be written."""
    # The superuser may write to anything, so the mode bits are asked as well: whoever took them away meant it.
    return not os.access(place, os.W_OK) or not place.stat().st_mode & 0o222
