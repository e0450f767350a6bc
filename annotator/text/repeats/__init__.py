"""Sentences that stand in more than one place, word for word or nearly."""
