#!/usr/bin/env python3
"""Random programs, run by Perilune in several modes and by a reference implementation: all must print the same.

`differential.py PERILUNE REFERENCE --lua=5.4 --seconds=600` generates, compares, and leaves each program that
differs, made as short as it can, in the folder given by --keep. A program is made from its seed alone."""
import argparse
import itertools
import os
import re
import subprocess
import sys
import time

from random_programs import Block, render, random_program

MODES = (
    ("--jit=off",),
    ("--jit=on",),
    ("--jit-hotloop=1", "--jit-verify"),
)
STRESS = ("--jit-hotloop=1", "--gc-stress", "--gc-verify", "--gc-poison")
STRESS_SHARE = 4  # every so many programs are run with it, too


def result(command, path, limit):
    """What a program prints and how it ends; None when it takes too long."""
    try:
        done = subprocess.run(
            command + [os.path.basename(path)], cwd=os.path.dirname(path) or ".",
            stdin=subprocess.DEVNULL, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    # Whether a NaN has a sign is the processor's business.
    return done.returncode, re.sub(rb"-nan\b", b"nan", done.stdout), messages(done.stderr)


def messages(text):
    """The error text without the name of the interpreter."""
    return re.sub(rb"^[^\s:]+: ", b"", text)


class Comparison:
    def __init__(self, options):
        self.folder = options.keep
        self.limit = options.limit
        self.dialect = options.lua
        self.reference = [options.reference]
        self.commands = [
            [options.perilune, "--lua=" + options.lua, *mode] for mode in (*MODES, STRESS)
        ]

    def differs(self, text, name, commands):
        """The first command that does not what the reference does; None when all do."""
        path = os.path.join(self.folder, name + ".lua")
        with open(path, "w") as file:
            file.write(text)
        expected = result(self.reference, path, self.limit)
        if expected is None:
            return None
        for command in commands:
            found = result(command, path, self.limit)
            # Under stress there may be too much to do; elsewhere a program that does not end differs.
            if found != expected and (found is not None or command[-len(STRESS) :] != list(STRESS)):
                return command
        return None

    def reduce(self, program, name, command):
        """Leaves statements away as long as the program still differs."""
        changed = True
        while changed:
            changed = False
            for parent, at in places(program):
                if at >= len(parent):
                    continue
                removed = parent[at]
                for instead in alternatives(removed):
                    parent[at : at + 1] = instead
                    if self.differs(render(program), name, [command]):
                        changed = True
                        break
                    parent[at : at + len(instead)] = [removed]
        return program


def places(body):
    """All statements, as pairs of their list and their index; large ones first."""
    found = [(body, at) for at in reversed(range(len(body)))]
    for node in list(body):
        if isinstance(node, Block):
            found += places(node.body)
    return found


def alternatives(node):
    yield []
    if isinstance(node, Block):
        yield list(node.body)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("perilune")
    parser.add_argument("reference")
    parser.add_argument("--lua", default="5.4", help="the dialect of both")
    parser.add_argument("--seed", type=int, default=1, help="of the first program")
    parser.add_argument("--count", type=int, default=0, help="of programs; 0: until the time is over")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--limit", type=float, default=20, help="seconds that a program may take")
    parser.add_argument("--keep", default="/tmp", help="the folder for programs that differ")
    options = parser.parse_args()
    os.makedirs(options.keep, exist_ok=True)
    comparison = Comparison(options)
    end = time.monotonic() + options.seconds
    run, differing = 0, 0
    for seed in itertools.count(options.seed):
        if time.monotonic() > end or (options.count and run >= options.count):
            break
        run += 1
        program = random_program(seed, options.lua)
        scratch = "current-%s-%d" % (options.lua, options.seed)
        commands = comparison.commands[: None if seed % STRESS_SHARE == 0 else -1]
        command = comparison.differs(render(program), scratch, commands)
        if command is None:
            continue
        differing += 1
        name = "seed-%s-%d" % (options.lua, seed)
        comparison.reduce(program, scratch, command)
        comparison.differs(render(program), name, [command])
        print("seed %d: %s" % (seed, " ".join(command)), flush=True)
    print("%d programs, %d differ" % (run, differing))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
