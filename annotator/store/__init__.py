"""The only SQL: one SQLite file per project, append-only revisions, and tables of the current state beside them.

`connection` opens a file and owns its transactions; every other module is functions over an open `Store`.
"""
