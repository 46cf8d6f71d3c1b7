"""How long the collector keeps a program waiting: runs it with the collector's log, in both modes, and shows the
histograms of the pauses."""

import re
import subprocess
from dataclasses import dataclass

import report

MODES = ("incremental", "generational")
LIMIT = 2.0  # milliseconds that no pause should take
WIDTH = 50  # characters of the longest bar

LINE = re.compile(r"^gc: pauses (below|above) +([0-9.]+) ms: +(\d+)$", re.MULTILINE)
CYCLE = re.compile(r"^gc: cycle \d+ \(\w+\): (\d+) bytes live, .*longest ([0-9.]+) ms, 99.9%: ([0-9.]+) ms", re.MULTILINE)


@dataclass
class Pauses:
    """What the log of one run says. `bars` are pairs of a description, whether it is within the limit, and a
    number of pauses; `error` is empty when the program ran. What is live is what the last cycle has left, a full
    one: one in steps leaves what has died meanwhile, too."""

    bars: tuple = ()
    live_bytes: int = 0
    longest: float = 0.0
    nearly_all: float = 0.0  # 99.9 % of the pauses are not longer, in milliseconds
    error: str = ""


def read_log(text):
    """The Pauses of a log, as `perilune --gc-log` writes it."""
    cycles = CYCLE.findall(text)
    if not cycles:
        return Pauses(error="the collector's log is empty")
    bars = tuple(
        (f"{relation} {float(limit):5.2f} ms", relation == "below" and float(limit) <= LIMIT, int(count))
        for relation, limit, count in LINE.findall(text))
    return Pauses(
        bars, int(cycles[-1][0]), float(cycles[-1][1]), float(cycles[-1][2]))


def observe(command, program, mode, arguments, timeout):
    """Runs a program once, as its header says or with other arguments before the mode."""
    try:
        done = subprocess.run(
            [*command, "--gc-log", str(program.path), *arguments, mode], capture_output=True,
            stdin=subprocess.DEVNULL, timeout=timeout, text=True)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Pauses(error=str(error))
    if done.returncode != 0:
        return Pauses(error=f"exit status {done.returncode}")
    return read_log(done.stderr)


def histogram(title, pauses, colours):
    """Lines: a bar for each range of lengths, with the limit between those that it separates."""
    if pauses.error:
        return [f"{title}: fails: {pauses.error}"]
    lines = [
        f"{title}: {pauses.live_bytes / 2**20:.0f} MB live, 99.9 % of the pauses within "
        f"{pauses.nearly_all:.2f} ms, the longest {pauses.longest:.2f} ms"]
    most = max((count for _, _, count in pauses.bars), default=1)
    marked = False
    for words, within, count in pauses.bars:
        if not within and not marked:
            lines.append(limit_line(colours))
            marked = True
        bar = "#" * max(1, round(count * WIDTH / most))
        lines.append(f"  {words} {count:8d} {report.paint(bar, report.GREEN if within else report.RED, colours)}")
    if not marked:
        lines.append(limit_line(colours))
    return lines


def limit_line(colours):
    return report.paint(f"  ----- {LIMIT:5.2f} ms: the limit " + "-" * (WIDTH - 7), report.BOLD, colours)
