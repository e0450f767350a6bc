"""Which way annotators lean: does one see more of one pole where another sees more of the other?

`lean` compares two annotators, or one with all others, on the units they share: confusion matrix, pole flips, tests of
equal margins and of equal signs, effect sizes with intervals. A coefficient of agreement cannot tell a lean from noise.
"""
