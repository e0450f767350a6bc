"""Codebooks: what annotators may say of a sentence, defined in a TOML file.

Pure: reads text, returns frozen records and lists of problems. No label, scale or key of any one codebook stands in
code.
"""
