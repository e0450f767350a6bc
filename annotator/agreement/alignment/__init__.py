"""Which claims of several annotators are the same claim: the exact joint alignment of minimum cost.

`align` is the entry. The problem falls apart into connected components: most are solved at sight, small ones by
search, the rest by an integer programme. Nothing here knows of documents, files or coefficients.
"""
