"""The one table of keys of the agreement report: its screens bind from it; its footer, help and guide show it.

Imports nothing but the standard library. The report marks no claims, so it leaves codebooks nothing to claim.
"""

from __future__ import annotations

from annotator.tui.keys import Key, key_rows

REPORT_KEYS: tuple[Key, ...] = (
    *key_rows(
        "Pages",
        "report",
        ("next-page", "tab", "turn(1)", "next page", "Go to the next page: overview, each layer, disputes, parts"),
        ("previous-page", "shift+tab", "turn(-1)", "page before", "Go to the page before"),
        ("overview", "o", "open('overview')", "overview", "Go to the overview"),
        ("layer", "1 2 3 4 5 6 7 8 9", "layer", "layer", "Go to a layer by its number"),
        ("disputes", "d", "open('disputes')", "disputes", "Go to the disputed sentences"),
        ("parts", "p", "open('parts')", "parts", "Go to the figures by document, week and codebook version"),
        ("report-back", "escape", "back", "back", "Go back to where the page was opened; while measuring: stop"),
    ),
    *key_rows(
        "On a page",
        "report",
        ("page-line-up", "up k", "move(0, -1)", "move", "Up one line, or one row of a table"),
        ("page-line-down", "down j", "move(0, 1)", "move", "Down one line, or one row of a table"),
        ("page-left", "left h", "move(-1, 0)", "left", "Table: one column to the left"),
        ("page-right", "right l", "move(1, 0)", "right", "Table: one column to the right"),
        ("page-scroll-up", "pageup", "scroll(-1)", "page up", "Scroll up"),
        ("page-scroll-down", "pagedown space", "scroll(1)", "page down", "Scroll down"),
        ("page-top", "home g", "ends(-1)", "top", "Go to the top"),
        ("page-bottom", "end G", "ends(1)", "bottom", "Go to the bottom"),
        ("page-take", "enter", "take", "open", "Open what is marked: a layer, a pair, the sentences behind a cell"),
        ("all-figures", "a", "all_figures", "all figures", "Layer: show every coefficient, or the usual ones again"),
    ),
    *key_rows(
        "Disputes",
        "report",
        ("widen", "backspace", "widen", "drop filter", "Drop the filter that was set last"),
        ("report-copy", "y", "copy", "copy place", "Copy the document's id and the number of the sentence"),
    ),
    *key_rows(
        "At a disputed sentence",
        "case",
        ("next-dispute", "n j", "go(1)", "next", "Go to the next disputed sentence"),
        ("previous-dispute", "p k", "go(-1)", "back", "Go to the disputed sentence before"),
        ("next-reader", "right l tab", "reader(1)", "whose", "Show the text as the next annotator marked it"),
        ("previous-reader", "left h shift+tab", "reader(-1)", "whose", "Show the text as the one before marked it"),
        ("text-up", "up", "text(-1)", "text up", "Scroll the text up"),
        ("text-down", "down", "text(1)", "text down", "Scroll the text down"),
        ("claims-up", "pageup", "claims(-1)", "claims up", "Scroll the claims up"),
        ("claims-down", "pagedown space", "claims(1)", "claims down", "Scroll the claims down"),
        ("case-copy", "y", "copy", "copy place", "Copy the document's id and the number of the sentence"),
        ("case-leave", "escape backspace enter", "leave", "list", "Go back to the list of disputes"),
        ("case-help", "? f1", "help", "help", "Show all keys, and how to read the report"),
        ("case-quit", "q", "quit", "quit", "Leave the report"),
    ),
    *key_rows(
        "Report",
        "report",
        ("again", "r", "again", "measure again", "Measure again, with what was labelled in the meantime"),
        ("report-help", "? f1", "help", "help", "Show all keys, and how to read the report"),
        ("report-quit", "q", "quit", "quit", "Leave the report"),
    ),
)
"""Every key of the agreement report."""
