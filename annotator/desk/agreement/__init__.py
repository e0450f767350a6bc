"""How far annotators agree: `build` reports on a project, `tables` on any CSV, `model` says what a report is.

Pure reading: nothing of the project is changed. Numbers come from the agreement room, which knows no project.
"""
