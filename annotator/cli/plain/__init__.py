"""Annotating by prompts, line by line: for screen readers, braille lines, and terminals that can do nothing else."""
