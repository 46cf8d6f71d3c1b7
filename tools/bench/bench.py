#!/usr/bin/env python3
"""Compares Perilune with the other Lua implementations on this machine, side by side in one run.

Ratios say how many times as long as Perilune another one takes: above 1, Perilune is faster.
"""

import argparse
import json
import os
import platform
import re
import shlex
import shutil
import sys
from pathlib import Path

import measure
import pauses
import report
from programs import load_programs, select

HERE = Path(__file__).resolve().parent
PATH_PEERS = ("lua5.4", "luajit")


def parse_arguments(argv):
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--perilune", default=str(HERE.parents[1] / "build/release/bin/perilune"),
        help="the perilune to measure")
    parser.add_argument(
        "--jit", choices=("both", "on", "off"), default="both",
        help="measure ours with the JIT on, off, or both ways (the default)")
    parser.add_argument(
        "--peer", action="append", default=[], metavar="NAME=COMMAND",
        help="one more implementation; may be given several times")
    parser.add_argument(
        "--no-path-peers", action="store_true",
        help=f"leave out the peers found on PATH ({', '.join(PATH_PEERS)})")
    parser.add_argument(
        "--suite", nargs="?", const="all", default="all", metavar="NAME",
        help="only the programs of one suite; all by default")
    parser.add_argument(
        "--filter", default="", metavar="PATTERN",
        help="only programs whose name matches this regular expression")
    parser.add_argument("--runs", type=int, help="runs of each (5; with --quick 3)")
    parser.add_argument("--quick", action="store_true", help="much smaller sizes")
    parser.add_argument(
        "--timeout", type=float, default=120.0, metavar="SECONDS", help="limit of one run")
    parser.add_argument("--json", metavar="FILE", help="write everything measured to FILE")
    parser.add_argument("--programs", default=HERE / "programs", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.runs is None:
        options.runs = 3 if options.quick else 5
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    try:
        re.compile(options.filter)
    except re.error as error:
        parser.error(f"--filter is not a regular expression: {error}")
    for peer in options.peer:
        name, equals, command = peer.partition("=")
        if not (name and equals and command.strip()):
            parser.error(f"--peer takes NAME=COMMAND, not '{peer}'")
        if name.startswith("perilune"):
            parser.error(f"the name '{name}' is taken; name the peer otherwise")
    return options


def find_runtimes(options):
    """Ours first, then the peers found on PATH, then those named (which replace equal names)."""
    runtimes = []
    for mode in ("on", "off") if options.jit == "both" else (options.jit,):
        name = "perilune" if mode == "on" else "perilune, no JIT"
        runtimes.append(measure.Runtime(name, (options.perilune, f"--jit={mode}"), ours=True))
    peers = {}
    for name in () if options.no_path_peers else PATH_PEERS:
        path = shutil.which(name)
        if path is not None:
            peers[name] = (path,)
    for peer in options.peer:
        name, _, command = peer.partition("=")
        peers[name] = tuple(shlex.split(command))
    return runtimes + [measure.Runtime(name, command) for name, command in peers.items()]


class Progress:
    """One line on standard error that rewrites itself, or a line a program where it cannot."""

    def __init__(self, total):
        self.total = total
        self.done = 0
        self.terminal = sys.stderr.isatty()

    def start(self, name):
        self.done += 1
        self.title = f"[{self.done}/{self.total}] {name}"
        if not self.terminal:
            print(self.title, file=sys.stderr, flush=True)

    def __call__(self, runtime, run):
        if self.terminal:
            print(f"\r\033[K{self.title}: {runtime}, run {run}", end="", file=sys.stderr, flush=True)

    def end(self):
        if self.terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def measure_all(programs, runtimes, options):
    """Measures start-up and all programs; returns the start-up cells and a list of results."""
    progress = Progress(len(programs) + 1)
    progress.start("start-up")
    startup_runs = options.runs if options.quick else 4 * options.runs
    startup = measure.measure(["-e", ""], runtimes, startup_runs, options.timeout, progress)
    results = []
    for program in programs:
        progress.start(program.name)
        cells = measure.measure(
            program.arguments(options.quick), runtimes, options.runs, options.timeout, progress)
        results.append({
            "name": program.name,
            "suite": program.suite,
            "cells": cells,
            "disagreement": measure.disagreement(cells),
        })
    progress.end()
    return startup, results


def write_json(path, options, runtimes, startup, results):
    data = report.as_json(results, [r.name for r in runtimes], runtimes[0].name, startup)
    data["machine"] = {"processor": platform.machine(), "cpus": os.cpu_count()}
    data["commands"] = {runtime.name: list(runtime.command) for runtime in runtimes}
    data["runs"], data["quick"] = options.runs, options.quick
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, indent=2)
        file.write("\n")


def show_pauses(programs, runtime, options, colours):
    """The histograms of the programs that have a line about them; whether all of them ran."""
    succeeded = True
    for program in programs:
        if not program.pauses:
            continue
        arguments = (program.quick, program.quick) if options.quick else program.pauses
        for mode in pauses.MODES:
            seen = pauses.observe(runtime.command, program, mode, arguments, options.timeout)
            succeeded = succeeded and not seen.error
            print()
            for line in pauses.histogram(f"{program.name}, {mode}", seen, colours):
                print(line)
    return succeeded


def has_failed(runtimes, startup, results):
    """Peers may lack something; ours may not, and nobody may disagree."""
    ours = [runtime.name for runtime in runtimes if runtime.ours]
    tables = [startup] + [result["cells"] for result in results]
    return any(result["disagreement"] for result in results) or any(
        not cells[name].ok for cells in tables for name in ours)


def main(argv=None):
    options = parse_arguments(argv)
    everything = load_programs(options.programs)
    programs = select(everything, options.suite, options.filter)
    if not programs:
        suites = ", ".join(sorted({program.suite for program in everything}))
        print(f"bench: no program is selected (the suites are {suites})", file=sys.stderr)
        return 2
    runtimes = find_runtimes(options)
    startup, results = measure_all(programs, runtimes, options)

    colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    names = [runtime.name for runtime in runtimes]
    for line in report.table(results, names, names[0], startup, colours):
        print(line)
    print(f"\nMedians of {options.runs} runs, each one's time divided by that of {names[0]}, and the "
          "peak of its resident memory.")
    for line in report.problems(results, startup):
        print(report.paint(line, report.RED, colours))
    paused = show_pauses(programs, runtimes[0], options, colours)
    if options.json:
        write_json(options.json, options, runtimes, startup, results)
    return 1 if has_failed(runtimes, startup, results) or not paused else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
