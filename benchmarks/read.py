"""Reading plans: what it costs beside one `jieba.lcut` of the same text, and how many plans a second one core reads.

Usage: python benchmarks/read.py [ROUNDS]

Both run over the same texts in the same process, in turns, on the CPU clock; of each text the fastest round counts.
The bars: reading costs no more than segmenting (ratio 1.0 at most), 20 plans a second. Exits with 1 where one is missed.
"""

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from extractors.extract import extract_text

ROUNDS = 5
MOST_RATIO, LEAST_RATE = 1.0, 20.0
CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def texts() -> dict[str, list[str]]:
    """The texts of the corpus by set: the two plans, and each set of labelled documents."""
    folders = [CORPUS / "plans", *sorted((CORPUS / "gold").iterdir())]
    found = [
        (folder.name, [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]) for folder in folders
    ]
    return {name: content for name, content in found if content}


def cost(work: Callable[[str], object], text: str) -> float:
    """Seconds of CPU for one run of `work` on `text`."""
    began = time.process_time()
    work(text)
    return time.process_time() - began


def fastest(plans: list[str], rounds: int) -> tuple[float, float]:
    """Seconds for reading all `plans` and for segmenting them: of each plan the fastest of its rounds."""
    reading = segmenting = 0.0
    for text in plans:
        turns = [(cost(extract_text, text), cost(jieba.lcut, text)) for _ in range(rounds)]
        reading += min(turn[0] for turn in turns)
        segmenting += min(turn[1] for turn in turns)
    return reading, segmenting


def main() -> int:
    """Prints one line for each set; the exit code."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    extract_text("一、任务\n（一）整治。（市水利局负责）")
    missed = False
    for name, plans in texts().items():
        reading, segmenting = fastest(plans, rounds)
        ratio, rate = reading / segmenting, len(plans) / reading
        missed = missed or ratio > MOST_RATIO or rate < LEAST_RATE
        print(
            f"{name:<8} {len(plans):>3} texts {sum(map(len, plans)):>7} characters  "
            f"reading {reading * 1000:7.1f} ms  jieba.lcut {segmenting * 1000:7.1f} ms  "
            f"ratio {ratio:.2f}  {rate:.0f} plans/s"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
