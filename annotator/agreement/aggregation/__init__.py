"""From several labels to one: majority, Dawid-Skene, one-coin and MACE, one method per file.

All take a table of ratings and return, per distinct pattern of labels, the votes, a posterior and a label; units with
the same pattern get the same answer, and `units` leads back to each unit. The vote distribution always stays beside the
label: where readers see things differently for good reasons, one label is not the truth but a summary.
"""
