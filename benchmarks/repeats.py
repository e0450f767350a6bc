"""Finding repeated sentences: the exact join beside MinHash with locality-sensitive hashing (datasketch).

Invented sentences with the word frequencies of English (Zipf); every tenth one is a copy of another with up to three
words changed. Both look for pairs with a Jaccard similarity of words of .8 or more; what they miss or invent is counted
against comparing every two (at the smallest size, where that can be done). Needs: pip install datasketch.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from itertools import combinations

from annotator.text.repeats.join import similar_pairs

THRESHOLD = 0.8
ROUNDS = 3
Bags = list[tuple[str, ...]]
Pairs = set[tuple[int, int]]


def invented(count: int, seed: int = 1) -> Bags:
    """Sentences of 8 to 35 words."""
    rng = random.Random(seed)
    vocabulary = [f"w{number}" for number in range(30_000)]
    weights = [1 / (number + 3) for number in range(len(vocabulary))]
    bags: Bags = []
    for number in range(count):
        words = rng.choices(vocabulary, weights, k=rng.randint(8, 35))
        if number % 10 == 9:
            words = list(rng.choice(bags))
            for _ in range(rng.randint(0, 3)):
                words[rng.randrange(len(words))] = rng.choice(vocabulary)
        bags.append(tuple(words))
    return bags


def ours(bags: Bags) -> Pairs:
    """The exact join."""
    return {(left, right) for left, right, _ in similar_pairs([tuple(set(bag)) for bag in bags], THRESHOLD)}


def minhash(bags: Bags) -> Pairs:
    """MinHash with 128 permutations: candidates of the hash tables whose estimate reaches the threshold."""
    from datasketch import MinHash, MinHashLSH

    tables = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    signatures = []
    found: Pairs = set()
    for number, bag in enumerate(bags):
        signature = MinHash(num_perm=128)
        signature.update_batch([word.encode() for word in set(bag)])
        for other in tables.query(signature):
            if signature.jaccard(signatures[other]) >= THRESHOLD:
                found.add((other, number))
        tables.insert(number, signature)
        signatures.append(signature)
    return found


def all_pairs(bags: Bags) -> Pairs:
    """Every two compared."""
    sets = [set(bag) for bag in bags]
    return {
        (left, right)
        for left, right in combinations(range(len(sets)), 2)
        if len(sets[left] & sets[right]) >= THRESHOLD * len(sets[left] | sets[right]) - 1e-9
    }


def timed(action: Callable[[Bags], Pairs], bags: Bags) -> tuple[float, Pairs]:
    """Median CPU seconds, and the result."""
    times, found = [], set()
    for _ in range(ROUNDS):
        begin = time.process_time()
        found = action(bags)
        times.append(time.process_time() - begin)
    return statistics.median(times), found


def main() -> None:
    """One line for each number of sentences."""
    print(f"{'sentences':>10} {'ours':>8} {'MinHash':>8} {'ratio':>6} {'pairs':>7} {'missed: ours':>13} {'MinHash':>8}")
    for place, count in enumerate(map(int, sys.argv[1:] or ["2000", "20000", "100000"])):
        bags = invented(count)
        own, exact = timed(ours, bags)
        other, estimated = timed(minhash, bags)
        wanted = all_pairs(bags) if place == 0 else exact
        missed = (len(wanted - exact), len(wanted - estimated))
        row = f"{count:>10,} {own:>7.2f}s {other:>7.2f}s {own / other:>6.2f} {len(wanted):>7}"
        print(f"{row} {missed[0]:>13} {missed[1]:>8}")


if __name__ == "__main__":
    main()
