"""Finding things from the annotation screen: sentences by their words, and one's own labels."""
