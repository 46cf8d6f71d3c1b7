"""Running programs under several runtimes, interleaved, and judging what came out."""

import os
import resource
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Runtime:
    """A command that runs Lua; `ours` tells Perilune's own from its peers."""

    name: str
    command: tuple
    ours: bool = False


@dataclass
class Outcome:
    """One run. `error` is empty when the command succeeded; memory is the peak resident set."""

    seconds: float
    output: bytes = b""
    error: str = ""
    peak_kib: int = 0


@dataclass
class Cell:
    """All runs of one program under one runtime."""

    seconds: list = field(default_factory=list)
    peak_kib: int = 0
    output: bytes = None
    error: str = ""

    def add(self, outcome):
        """Takes a run in; a failure or an output that changes from run to run is final."""
        if self.error:
            return
        if outcome.error:
            self.error = outcome.error
        elif self.output is not None and outcome.output != self.output:
            self.error = "its output changes from run to run"
        else:
            self.output = outcome.output
            self.seconds.append(outcome.seconds)
            self.peak_kib = max(self.peak_kib, outcome.peak_kib)

    @property
    def ok(self):
        return not self.error and bool(self.seconds)

    @property
    def median(self):
        return statistics.median(self.seconds) if self.ok else None


def describe_failure(status, error_output):
    """One line about a command that failed: its last words, or how it ended."""
    lines = error_output.decode("utf-8", "replace").strip().splitlines()
    # A traceback follows the message, so the first line says more than the last.
    words = lines[0] if lines else "no message"
    return f"exit status {status}: {words}" if status >= 0 else f"signal {-status}: {words}"


def memory_floor():
    """What no measured peak can be below, in KiB: to the kernel, a process has had the memory that
    it had as a copy of this one, before it became another program."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run_once(command, timeout):
    """Runs a command with empty input, and measures its wall-clock time and peak memory."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
            )
        except OSError as error:
            return Outcome(0.0, error=f"cannot be started: {error.strerror}")
        status, usage, timed_out = wait(process, start + timeout)
        seconds = time.perf_counter() - start
        output.seek(0)
        errors.seek(0)
        if timed_out:
            return Outcome(seconds, error=f"still running after {timeout:g} s")
        if status != 0:
            return Outcome(seconds, error=describe_failure(status, errors.read()))
        return Outcome(seconds, output=output.read(), peak_kib=usage.ru_maxrss)


def wait(process, deadline):
    """Waits for the end of a process, killing it at the deadline. The polling thread of
    subprocess.wait would cost precision, so an alarm clock of its own does the killing."""
    timed_out = threading.Event()

    def kill():
        timed_out.set()
        process.kill()

    timer = threading.Timer(max(0.0, deadline - time.perf_counter()), kill)
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage, timed_out.is_set()


def measure(program_arguments, runtimes, runs, timeout, progress):
    """Runs one program `runs` times under each runtime, in turns (A B A B), so that a change in
    the machine's speed meets all of them. Returns a dictionary from runtime name to Cell.
    `progress` is called with the runtime's name and the run's number before each run."""
    cells = {runtime.name: Cell() for runtime in runtimes}
    for run in range(1, runs + 1):
        for runtime in runtimes:
            cell = cells[runtime.name]
            if cell.error:
                continue
            progress(runtime.name, run)
            cell.add(run_once([*runtime.command, *program_arguments], timeout))
    return cells


def disagreement(cells):
    """Empty when all successful runtimes printed the same bytes, else who printed what."""
    groups = {}
    for name, cell in cells.items():
        if cell.ok:
            groups.setdefault(cell.output, []).append(name)
    if len(groups) <= 1:
        return ""
    return "; ".join(f"{', '.join(names)}: {shorten(text)}" for text, names in groups.items())


def shorten(output, limit=60):
    """An output as one printable line."""
    text = repr(output.decode("utf-8", "replace"))
    return text if len(text) <= limit else f"{text[:limit]}... ({len(output)} bytes)"
