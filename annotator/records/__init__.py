"""Frozen pydantic models: what a document, a label, a speaker, an annotator and a revision are.

A record that exists is a possible one: unknown fields and impossible values are refused when it is made. Imports only
pydantic and the errors.
"""
