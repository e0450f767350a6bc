"""The agreement report as one HTML page: `page(report)`. One picture or part a file; the style stands in `page.css`."""

from __future__ import annotations

from annotator.reports.page.build import page as page
