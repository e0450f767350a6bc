"""Coefficients for coded units: each annotator gives each unit at most one value.

One coefficient per file, with its formula, its reference and a worked example that runs as a test.
"""
