"""Agreement beside other libraries: coefficients, gamma, aggregated labels, and the report of a whole project.

The work is in the folder beside this file. Run `python benchmarks/agreement.py --help`.
"""

from __future__ import annotations

import runpy
from pathlib import Path

if __name__ == "__main__":
    runpy.run_path(str(Path(__file__).with_name("agreement")), run_name="__main__")
