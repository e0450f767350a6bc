"""The agreement report as LaTeX tables with booktabs, to include in a paper.

Every name is escaped, so that none can be a command. Letters beyond ASCII stay as they are, in UTF-8: pdfLaTeX sets
those of Latin script; for others use XeLaTeX or LuaLaTeX with a font that has them. Control characters become question
marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.reports.paper.blocks import Block, Facts, Grid, Heading, Points
from annotator.reports.paper.contents import Report, contents
from annotator.text.cells import PLACEHOLDER, one_line

_PREAMBLE = r"""% Agreement report. Include it with \input; the preamble needs
%   \usepackage{array,booktabs,longtable}
% and, with pdfLaTeX, \usepackage[T1]{fontenc}. The file is UTF-8: pdfLaTeX sets Latin letters only; names in other
% scripts need XeLaTeX or LuaLaTeX and a font that has them.
"""
_WIDTHS = {
    letter: rf">{{\raggedright\arraybackslash}}p{{{width}\linewidth}}"
    for letter, width in (("n", "0.12"), ("m", "0.26"), ("w", "0.4"))
}
_FLOATS = 15
"""After so many tables all of them are set, because LaTeX gives up where too many wait for a place."""
_LONG = 40
"""A table with more rows than this may run over pages."""
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_\allowbreak{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\char34{}",
    "`": r"\char96{}",
    "'": "'{}",
    "-": "-{}",
    ",": ",{}",
    "!": "!{}",
    "?": "?{}",
    PLACEHOLDER: "?{}",
    "±": r"$\pm$",
    "α": r"$\alpha$",
    "−": "$-$",
    "≥": r"$\geq$",
}
_RISKY = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
# These become another sign only before their like: -- is a dash, '' a quote, ,, a low quote, !` turns over.
_PAIRED = re.compile(r"([-',!?])\{\}(?![-',`]|\\char96)")
_MINUS = re.compile(r"(?<![\w.)\]])-(?=\.?\d)")


def latex(report: Report, layers: Sequence[str] = (), by: str | None = None, *, show_all: bool = False) -> str:
    """The report as LaTeX, without a preamble.

    Args:
        report: Of a project or of a table.
        layers: Only these layers of a project; all where empty.
        by: Of a project, only the table of these parts.
        show_all: Every coefficient, confusion matrix and lean, not just the usual ones.
    """
    written: list[str] = []
    tables = 0
    for part in contents(report, layers, by, show_all=show_all):
        written.append("\n".join(_lines(part)))
        tables += isinstance(part, Grid)
        if isinstance(part, Grid) and tables % _FLOATS == 0:
            written.append("\\clearpage % LaTeX holds only so many tables back")
    return _PREAMBLE + "\n" + "\n\n".join(written) + "\n"


def escaped(text: str) -> str:
    """Text that LaTeX sets to the letter, on one line."""
    typeset = _RISKY.sub(lambda found: _SPECIAL[found[0]], _MINUS.sub("−", one_line(text)))
    return _PAIRED.sub(r"\1", typeset)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"\\{'subsection' if block.level == 1 else 'subsubsection'}*{{{escaped(block.text)}}}"
        case Facts():
            yield r"\noindent"
            yield from (f"{escaped(name)}: {escaped(what)}.\\par" for name, what in block.lines)
        case Points():
            yield r"\begin{itemize}"
            yield from (f"\\item {{}}{escaped(line)}" for line in block.lines)
            yield r"\end{itemize}"
        case Grid():
            yield from _long_table(block) if len(block.rows) > _LONG else _table(block)


def _table(grid: Grid) -> Iterator[str]:
    yield r"\begin{table}[htbp]"
    yield r"\centering\footnotesize\setlength{\tabcolsep}{4pt}"
    yield f"\\caption{{{escaped(grid.caption)}}}"
    yield f"\\label{{tab:{grid.label}}}"
    yield f"\\begin{{tabular}}{{{_columns(grid)}}}"
    yield r"\toprule"
    yield _row(grid.columns)
    yield r"\midrule"
    yield from (_row(row) for row in grid.rows)
    yield r"\bottomrule"
    yield r"\end{tabular}"
    yield from (f"\\par\\smallskip{{\\footnotesize {escaped(note)}}}" for note in grid.notes)
    yield r"\end{table}"


def _long_table(grid: Grid) -> Iterator[str]:
    yield r"{\footnotesize\setlength{\tabcolsep}{4pt}"
    yield f"\\begin{{longtable}}{{{_columns(grid)}}}"
    yield f"\\caption{{{escaped(grid.caption)}}}\\label{{tab:{grid.label}}}\\\\"
    yield r"\toprule"
    yield _row(grid.columns)
    yield r"\midrule"
    yield r"\endhead"
    yield from (_row(row) for row in grid.rows)
    yield r"\bottomrule"
    yield r"\end{longtable}"
    yield from (f"\\noindent{{\\footnotesize {escaped(note)}}}\\par" for note in grid.notes)
    yield "}"


def _columns(grid: Grid) -> str:
    return "".join(_WIDTHS.get(side, side) for side in grid.align)


def _row(cells: Sequence[str]) -> str:
    # A bracket or a star at the start of a row would be an argument of the command that ended the row before.
    return f"{{}}{' & '.join(map(escaped, cells))} \\\\"
