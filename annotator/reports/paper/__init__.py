"""The report on paper: what stands in it, whatever the format. Nothing here knows Markdown, LaTeX or a terminal."""
