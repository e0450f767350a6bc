"""The `annotator` command: options that all commands share, and the one place where an error becomes an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from annotator import __version__
from annotator.errors import AnnotatorError

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Make a project."),
    "add": ("add", "Import documents: text, Markdown, HTML, JSONL, CSV."),
    "segment": ("segment", "Show how a text is cut into sentences; needs no project."),
    "suggest": ("suggest", "Suggest speakers and claims for a text; needs no project."),
    "practice": ("practice", "Learn the keys on an article with known answers."),
    "annotate": ("annotate", "Open the annotation screen where you stopped."),
    "status": ("status", "Show progress by document and annotator."),
    "agreement": ("agreement", "Report how far annotators agree."),
    "retest": ("retest", "Let an annotator's own sentences come back, unmarked, and see how far it is."),
    "repeats": ("repeats", "List sentences that stand in several documents."),
    "split": ("split", "Divide the documents into training and test data."),
    "export": ("export", "Write the dataset."),
    "load": ("load", "Bring in labels made elsewhere, or predicted by a model."),
    "merge": ("merge", "Bring in other annotators' project files."),
    "speakers": ("speakers", "List, rename, alias, merge and split speakers."),
    "history": ("history", "Show every saved version of the labels of a sentence."),
    "doctor": ("doctor", "Prove that the project's file is sound, or mend it."),
    "backup": ("backup", "Copy the project's file while it is in use."),
    "keys": ("keys", "List the keys in force."),
    "codebook": ("codebook", "Check or show a codebook."),
    "schema": ("schema", "Print the JSON Schema of a line of the dataset."),
}
"""Module and one line of help of each command; `--help` imports none of the modules."""


@dataclass
class Context:
    """What the options before the command say."""

    project: Path | None = None
    debug: bool = False


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a project needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"annotator.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name where there is none such."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches  # only on the way to an error

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="ANNOTATOR_PROJECT",
    help="The project's folder; else the one you are in, or the nearest above it. [$ANNOTATOR_PROJECT]",
)
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
@click.version_option(__version__, prog_name="annotator")
@click.pass_context
def cli(ctx: click.Context, project: Path | None, debug: bool) -> None:
    """Mark claims, their speakers and their stances in news, sentence by sentence.

    Without a command: open the project in this folder, at the sentence where you stopped.
    """
    ctx.obj = Context(project, debug)
    if ctx.invoked_subcommand is None:
        from annotator.cli.start import start

        start(ctx.obj)


_BETWEEN_COLLECTIONS = 50_000
"""Objects made before Python looks for garbage: imports make none, and looking 300 times takes a tenth of a start."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 the job failed, 2 wrong usage."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    # No plug-in of pydantic has anything to do here; to look for one among all that is installed takes 15 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in arguments
    try:
        cli.main(arguments, prog_name="annotator", standalone_mode=False)
    except AnnotatorError as error:
        if debug:
            raise
        _tell(error.message, error.hint)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.Abort:
        _tell("stopped; nothing more was changed")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of a pipe, such as head, has seen enough; Python must not complain again at exit.
        sys.stdout = None
        sys.exit(0)
    except OSError as error:
        if debug:
            raise
        # Files that are read and written tell of themselves; what is left is where the output goes.
        _tell(f"cannot write the output: {error.strerror or error}", "send it elsewhere, or make room")
        sys.stdout = None
        sys.exit(1)


def _tell(message: str, hint: str = "") -> None:
    from annotator.text.cells import safe  # messages quote file names and corpus text

    for index, line in enumerate(message.splitlines() or [""]):
        click.echo(("error: " if index == 0 else "       ") + safe(line), err=True)
    for line in hint.splitlines():
        click.echo("  hint: " + safe(line), err=True)
