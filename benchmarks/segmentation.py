"""Where sentences end: the rules of this project beside other libraries, over any text with known sentences.

The work is in the folder beside this file. Run `python benchmarks/segmentation.py --help`.
"""

from __future__ import annotations

import runpy
from pathlib import Path

if __name__ == "__main__":
    runpy.run_path(str(Path(__file__).with_name("segmentation")), run_name="__main__")
