"""Connected components of a graph given as arrays of edges.

The answer numbers the components by their smallest node, so it does not depend on the order of the edges.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.patterns import Ints


def components(nodes: int, first: Ints, second: Ints) -> Ints:
    """The component of each node (nodes,), numbered from 0 by smallest node.

    >>> components(5, np.array([1, 3]), np.array([2, 1])).tolist()
    [0, 1, 1, 1, 2]
    """
    parent = np.arange(nodes, dtype=np.int64)
    while True:
        grand = parent[parent]
        low = np.minimum(grand[first], grand[second])
        after = grand.copy()
        # Hooking parents onto lower roots and halving paths: the number of rounds grows with the logarithm.
        for end in (parent[first], parent[second], first, second):
            np.minimum.at(after, end, low)
        if np.array_equal(after, parent):
            break
        parent = after
    found: Ints = np.unique(parent, return_inverse=True)[1].astype(np.int64)
    return found
