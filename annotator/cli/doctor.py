"""`annotator doctor`: prove that the project's file is sound, or mend it."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from annotator.cli.common import narrate, opened_file, pass_context, print_json
from annotator.cli.main import Context


@click.command()
@click.option(
    "--rebuild", "do_rebuild", is_flag=True, help="Make the tables of the current state anew from the revisions."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, do_rebuild: bool, as_json: bool) -> None:
    """Fold all revisions and prove that the project's tables say the same; find damage."""
    from annotator.store.doctor import examine, rebuild

    with opened_file(context, to_read=not do_rebuild) as (_, store):
        rebuilt = rebuild(store) if do_rebuild else None
        findings = examine(store)
    if as_json:
        print_json({"sound": not findings, "rebuilt": rebuilt, "findings": [asdict(finding) for finding in findings]})
    else:
        if rebuilt is not None:
            narrate(f"Made {rebuilt} label(s) anew from their revisions.")
        for finding in findings:
            narrate(f"{finding.where}: {finding.message}")
        narrate(_verdict([finding.mend for finding in findings]))
    if findings:
        sys.exit(1)


def _verdict(mends: list[str]) -> str:
    if not mends:
        return "The file is sound."
    if "restore" in mends:
        return (
            f"{len(mends)} finding(s). What was saved is damaged: restore a backup, or merge another annotator's copy."
        )
    return f"{len(mends)} finding(s). The revisions are sound; mend the rest with: annotator doctor --rebuild"
