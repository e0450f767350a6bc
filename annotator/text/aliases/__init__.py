"""Which names are likely to mean one speaker: spellings, surnames, titles, acronyms, offices."""
