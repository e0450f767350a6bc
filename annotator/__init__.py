"""Annotator: claims, speakers and stances in news, marked sentence by sentence in a terminal."""

__version__ = "0.1.0"
