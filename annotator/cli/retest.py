"""`annotator retest`: let an annotator's own sentences come back after some time, unmarked."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import click

from annotator.cli.common import console, narrate, opened, pass_context, print_json
from annotator.cli.main import Context
from annotator.errors import UsageError

_SHARE = click.FloatRange(min=0, max=1)


@click.command()
@click.option("--annotator", metavar="NAME", help="Whose sentences come back.")
@click.option("--after-days", type=click.IntRange(min=0, max=36500), metavar="N", help="Only labels at least so old.")
@click.option("--count", type=click.IntRange(min=1), metavar="K", help="How many sentences come back.")
@click.option(
    "--share",
    type=click.FloatRange(min=0, max=1, min_open=True),
    metavar="P",
    help="How many, as a share of those that can come back, such as 0.1.",
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Decides which ones.")
@click.option("--document", metavar="NAME", help="Only from this document: its id, title or file.")
@click.option(
    "--claims-share", type=_SHARE, default=0.5, show_default=True, help="Share of sentences with a claim among them."
)
@click.option("--dry-run", is_flag=True, help="Tell which sentences would come back, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, /, **options: object) -> None:
    """Let sentences come back to the annotator who finished them, to be judged anew; or show how far that is.

    With --annotator, --after-days and --count or --share, a random sample of the annotator's sentences is undecided
    again. Nothing marks them, and the earlier answer is not shown. It stays in the history, and counts until the second
    one is finished; then the second one counts, and annotator agreement compares the two.

    Without a choice: how many sentences came back to whom, and how many are done again.
    """
    _Asked(**options).run(context)  # type: ignore[arg-type]


@dataclass
class _Asked:
    """What the options ask for."""

    annotator: str | None
    after_days: int | None
    count: int | None
    share: float | None
    seed: int
    document: str | None
    claims_share: float
    dry_run: bool
    as_json: bool

    def run(self, context: Context) -> None:
        """Do it."""
        if self.after_days is None and self.count is None and self.share is None:
            if self.document is not None or self.dry_run:
                raise UsageError(
                    "--document and --dry-run go with a choice", "choose: --annotator NAME --after-days 14 --count 20"
                )
            self._show_state(context)
            return
        if self.count is not None and self.share is not None:
            raise UsageError("--count and --share exclude each other", "leave one of them out")
        missing = [
            name
            for name, given in (
                ("--annotator", self.annotator),
                ("--after-days", self.after_days),
                ("--count or --share", self.count if self.share is None else self.share),
            )
            if given is None
        ]
        if missing:
            raise UsageError(f"{missing[0]} is missing", "use: --annotator NAME --after-days 14 --count 20")
        self._call_back(context)

    def _show_state(self, context: Context) -> None:
        from annotator.desk.retesting import retest_state
        from annotator.reports.retest import state_parts

        with opened(context, to_read=True) as project:
            found = retest_state(project, self.annotator)
        if self.as_json:
            print_json({"annotators": [asdict(each) for each in found]})
            return
        for part in state_parts(found):
            console().print(part)

    def _call_back(self, context: Context) -> None:
        from annotator.desk.finding import find_document
        from annotator.desk.retesting import Asked, choose_sample, places, recall_sample
        from annotator.reports.retest import sample_parts

        with opened(context, to_read=self.dry_run) as project:
            asked = Asked(
                annotator=self.annotator or "",
                after_days=self.after_days or 0,
                count=self.count,
                share=self.share,
                seed=self.seed,
                document=find_document(project, self.document) if self.document is not None else None,
                claims_share=self.claims_share,
            )
            sample = choose_sample(project, asked) if self.dry_run else recall_sample(project, asked)[0]
            found, version = places(project, sample), project.codebook.version
        if self.count is not None and sample.wanted < self.count:
            narrate(f"Only {sample.wanted} sentence(s) can come back, not {self.count}.")
        if self.as_json:
            print_json(
                {
                    "annotator": asked.annotator,
                    "after_days": asked.after_days,
                    "seed": asked.seed,
                    "claims_share": asked.claims_share,
                    "dry_run": self.dry_run,
                    "eligible": len(sample.eligible),
                    "with_claims": sum(each.has_claims for each in sample.chosen),
                    "sentences": [asdict(each) for each in found],
                }
            )
            return
        for part in sample_parts(sample, found, version, dry_run=self.dry_run):
            console().print(part)
