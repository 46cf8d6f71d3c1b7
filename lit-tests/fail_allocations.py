"""fail_allocations.py PERILUNE [--all] [--share N] [--jobs N]: runs the suite's programs, and lets their allocations
fail one after the other. Each run must end in an orderly way, and leave a state that works.

A program runs once, and forks in front of each allocation that is to fail (--gc-fail-each): the failure is the
other process's. With the compiler each failure takes a run of its own, since compiled code lies in memory that
forks share. What happens before the program begins is the same for all, and fails once, in an empty program.

Without --all every SHARE-th program is run with few of its allocations, to be part of every test run. With it,
each of the first DENSE allocations fails, then ever fewer, so that their distance is a GROWTH-th of their number:
what is left out differs from its neighbours in a loop's counter. With the address sanitizer, nothing may leak."""
import argparse
import concurrent.futures
import itertools
import os
import re
import signal
import subprocess
import sys
import tempfile

import suite_programs

SHARE = 20
SECONDS = 4  # a program that takes longer by itself is left
FEW = (4, 4)  # DENSE and GROWTH in every test run
MANY = (100, 16)
NEVER = 10**15
MODES = {"off": ["--jit=off"], "on": ["--jit-hotloop=2"]}
AFTERWARDS = os.path.join(suite_programs.FOLDER, "runtime", "Inputs", "afterwards.lua")
# Prints by each sanitizer, and by what --gc-verify and assertions say.
ALARM = re.compile(rb"Sanitizer|runtime error:|gc: cycle|Assertion|terminate called")
# What programs do to the world, the checks afterwards do not ask for.
ENDS_ITSELF = re.compile(r"os\.exit|io\.(output|input|stdout:close)|lib_io_|setfenv|debug\.setmetatable|^_G\.", re.M)
# Names of temporary files in the folder of the run, which goes with all that a failure leaves there.
PRELUDE = """local count = 0
function os.tmpname()
  count = count + 1
  local name = "temporary" .. count
  local file = io.open(name, "w")
  if file then file:close() end
  return name
end"""
EXCUSE = re.compile(rb"not enough memory|error in __gc")
COUNT = re.compile(rb"gc: allocations: (\d+)")


def run(command, seconds, numbers=()):
    """The completed process, and (number, status, output, errors) for each of the allocations that have failed."""
    environment = dict(os.environ, LC_ALL="C", TZ="UTC")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as lists:
        environment["TMPDIR"] = folder
        file = os.path.join(lists, "numbers")
        if numbers:
            with open(file, "w") as out:
                out.write("".join("%d\n" % n for n in numbers))
            command = [command[0], "--gc-fail-each=" + file, *command[1:]]
        done = subprocess.run(
            command, capture_output=True, timeout=seconds, env=environment, stdin=subprocess.DEVNULL, cwd=folder)
        results = []
        if os.path.exists(file + ".results"):
            with open(file + ".results", "rb") as told:
                while line := told.readline():
                    number, status, out, err = map(int, line.split())
                    results.append((number, status, told.read(out), told.read(err)))
    return done, results


def places(count, sampling):
    """The allocations of `count` that fail in turn, and one behind them."""
    dense, growth = sampling
    n = 1
    while n <= count:
        yield n
        n += 1 if n < dense else max(1, n // growth)


class Programs:
    """What is done with each program; `self.start` are the allocations before the first one of a program."""

    def __init__(self, perilune, sampling, modes):
        self.perilune = os.path.abspath(perilune)
        self.sampling = sampling
        self.start = {}
        with tempfile.TemporaryDirectory() as folder:
            empty = os.path.join(folder, "empty.lua")
            open(empty, "w").close()
            for dialect, mode in itertools.product(suite_programs.DIALECTS, modes):
                for script in (empty, AFTERWARDS):
                    count = self.count(self.command(dialect, mode), script)
                    self.start[dialect, *mode, script == AFTERWARDS] = count

    def command(self, dialect, mode):
        return [self.perilune, "--lua=" + dialect, "--gc-verify", *mode, "-e", PRELUDE]

    def count(self, command, script):
        done, _ = run([command[0], "--gc-log", "--gc-fail-at=%d" % NEVER, *command[1:], script], SECONDS)
        counted = COUNT.findall(done.stderr)
        return int(counted[-1]) if counted else 100

    def failures_of(self, program, dialect, mode):
        """What goes wrong with one program, a list of texts, and how many allocations have failed; None when it
        takes too long."""
        command = self.command(dialect, mode)
        checked = program and not ENDS_ITSELF.search(program.read_text(errors="replace"))
        arguments = [AFTERWARDS] if not program else [AFTERWARDS, program] if checked else [program]
        try:
            if program:
                count = self.count(command, program)
                start = self.start[dialect, *mode, bool(checked)]
                numbers = [start + n for n in places(count - self.start[dialect, *mode, False] + 1, self.sampling)]
            else:
                numbers = list(range(1, self.start[dialect, *mode, True] + 1))
            expects_mark = run(command + arguments, SECONDS)[0].stdout.endswith(b"afterwards: usable\n")
        except subprocess.TimeoutExpired:
            return None
        found = []
        shown = " ".join("..." if word == PRELUDE else str(word) for word in command + arguments)
        results = []
        try:
            if mode == MODES["off"]:
                _, results = run(command + arguments, 3600, numbers)
        except subprocess.TimeoutExpired:
            return [shown + ": does not end"], 0
        # A program that reads what another process has read before may end early.
        for number in numbers[len(results):]:
            tried = [command[0], "--gc-fail-at=%d" % number, *command[1:], *arguments]
            try:
                done, _ = run(tried, 60 * SECONDS)
            except subprocess.TimeoutExpired:
                found.append("%s: allocation %d: does not end" % (shown, number))
                continue
            status = -done.returncode if done.returncode < 0 else done.returncode << 8
            results.append((number, status, done.stdout, done.stderr))
        for number, status, out, err in results:
            orderly = os.WIFEXITED(status) and not ALARM.search(err)
            # The check itself, too, may be what the allocation fails in, or what the errors of the program's
            # finalizers come out of.
            usable = out.endswith(b"afterwards: usable\n") or EXCUSE.search(err)
            if not orderly or (expects_mark and not usable):
                how = (signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status)
                       else "exit %d" % os.WEXITSTATUS(status))
                found.append("%s: allocation %d: %s\n%s" % (
                    shown, number, how, (out[-300:] + err[-1500:]).decode(errors="replace")))
        return found, len(results)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("perilune")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--share", type=int, help="run every so many programs (%d; with --all 1)" % SHARE)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--dense", type=int, help="how many allocations fail before their distance grows")
    parser.add_argument("--growth", type=int, help="the part of its number that lies between one and the next")
    parser.add_argument("--jit", choices=MODES, help="only without the compiler, or with it")
    parser.add_argument("--filter", default="", help="only programs whose path matches this regular expression")
    options = parser.parse_args()
    chosen = [p for p in suite_programs.programs() if re.search(options.filter, str(p))]
    chosen = chosen[:: options.share or (1 if options.all or options.filter else SHARE)]
    modes = [mode for name, mode in MODES.items() if options.jit in (None, name)]
    tasks = [(None, d, m) for d, m in itertools.product(suite_programs.DIALECTS, modes)]
    tasks += [(p, d, m) for p in chosen for d, m in itertools.product(suite_programs.dialects_of(p), modes)]
    dense, growth = MANY if options.all else FEW
    programs = Programs(options.perilune, (options.dense or dense, options.growth or growth), modes)
    slow, failed, runs = 0, 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for result in pool.map(lambda t: programs.failures_of(*t), tasks):
            slow += result is None
            found, tried = result or ((), 0)
            runs += tried
            failed += len(found)
            for text in found:
                print(text, flush=True)
    print("%d programs and modes, %d too slow; %d allocations have failed, %d of them not in order" % (
        len(tasks), slow, runs, failed))
    return 1 if failed or runs < len(tasks) or slow * 4 > len(tasks) else 0


if __name__ == "__main__":
    sys.exit(main())
