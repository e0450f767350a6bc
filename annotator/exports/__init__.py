"""Records to bytes: one file per format. `registry` names the formats."""
