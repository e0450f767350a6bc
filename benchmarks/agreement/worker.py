"""One job in a process of its own: JSON in on stdin, JSON out on stdout.

What is quicker than `WARM_S` is done once before it is timed. Memory is what the high-water mark of the process rises
by, counted from when the data were there.
"""

from __future__ import annotations

import json
import resource
import sys
import time

WARM_S = 3.0


def peak() -> float:
    """High-water mark of memory, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Do the job that stdin says."""
    task = json.loads(sys.stdin.read())
    if task["who"] == "annotator":
        import ours as side

        make = getattr(side, task["section"])
    else:
        import peers

        make = getattr(peers, task["who"])
    work, values = make(task["options"])
    before = peak()
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    took = time.perf_counter() - wall, time.process_time() - cpu
    memory = peak() - before
    if took[0] < WARM_S:
        wall, cpu = time.perf_counter(), time.process_time()
        made = work()
        took = time.perf_counter() - wall, time.process_time() - cpu
    answer = {"wall_s": took[0], "cpu_s": took[1], "mib": memory, "values": values(made)}
    sys.stdout.write("\n" + json.dumps(answer))


if __name__ == "__main__":
    main()
