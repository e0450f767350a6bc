"""The names of the migrations, apart from what they do: a file that has them all is opened without loading that."""

NAMES = frozenset({"m001_first_tables", "m002_own_boundaries", "m003_wikidata", "m004_offers"})
