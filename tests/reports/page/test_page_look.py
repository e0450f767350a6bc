"""What a browser makes of the page: no sideways scrolling on a narrow screen, no request, no error; legible colours."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import annotator.reports.page as package
from annotator.desk.agreement.model import AgreementReport, LayerReport
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.page import page

STYLE = (Path(package.__file__).parent / "page.css").read_text(encoding="utf-8")
BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
NARROW = 400


def palettes() -> dict[str, dict[str, str]]:
    """The colours of each scheme: light, dark, print."""
    roots = [
        dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]+)", block))
        for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    ]
    return dict(zip(("light", "dark", "print"), roots, strict=True))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_texts_stand_out_from_their_ground(scheme: str) -> None:
    colours = palettes()[scheme]
    grounds = ["paper", "card", *(f"heat{step}" for step in range(7))]
    for ground in grounds:
        assert contrast(colours["ink"], colours[ground]) >= 4.5, ground
    for ink in ("muted", "link"):
        assert contrast(colours[ink], colours["paper"]) >= 4.5
    for mark in ("accent", "second", "third"):
        assert contrast(colours[mark], colours["paper"]) >= 3
    steps = [luminance(colours[f"heat{step}"]) for step in range(7)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_every_class_that_is_used_has_a_look(report: AgreementReport) -> None:
    used = {name for found in re.findall(r'class="([^"]*)"', page(report)) for name in found.split()}
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", STYLE))
    # Told apart from their neighbours by nothing but their place.
    assert used - known <= {"number", "heat", "void"}


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no chromium here")
def test_a_browser_shows_it_on_a_narrow_screen_without_error_or_request(
    report: AgreementReport,
    empty: AgreementReport,
    ratings: LayerReport,
    spans: SpanTableReport,
    crowd: AgreementReport,
    tmp_path: Path,
) -> None:
    frames = "".join(
        f'<iframe style="border:0;width:{NARROW}px;height:900px" srcdoc="{html.escape(page(each))}"></iframe>'
        for each in (report, empty, ratings, spans, crowd)
    )
    script = """<script>onload = () => {
      const frames = [...document.querySelectorAll("iframe")];
      document.title = JSON.stringify(frames.map(frame => {
      const page = frame.contentDocument, root = page.documentElement;
      page.querySelectorAll("details").forEach(fold => { fold.open = true });
      const small = [...page.querySelectorAll("svg text")].map(text => text.getBoundingClientRect().height);
      return [innerWidth && root.scrollWidth, frame.contentWindow.performance.getEntriesByType("resource").length,
        page.compatMode, Math.min(99, ...small)]; })) }</script>"""
    frame = tmp_path / "frame.html"
    frame.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{frames}{script}", encoding="utf-8")
    options = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--enable-logging=stderr",
    ]
    command = [BROWSER, *options, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", frame.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    measured = json.loads(html.unescape(re.findall(r"<title>(.*?)</title>", done.stdout)[0]))
    assert len(measured) == 5
    for width, requests, mode, smallest in measured:
        assert width <= NARROW
        assert requests == 0
        assert mode == "CSS1Compat"
        assert smallest >= 10
    assert "CONSOLE" not in done.stderr
