"""fail_allocations.py PERILUNE [--all] [--share N] [--jobs N]: runs the suite's programs again and again, each
time with another allocation that fails. Each run must end in an orderly way, and leave a state that works.

Without --all every SHARE-th program is run with few of its allocations, to be part of every test run. With it,
each of the first DENSE allocations fails, then ever fewer, so that their distance is a GROWTH-th of their number:
what is left out differs from its neighbours in a loop's counter. With the address sanitizer, nothing may leak."""
import argparse
import concurrent.futures
import itertools
import os
import re
import subprocess
import sys
import tempfile

import suite_programs

SHARE = 40
SECONDS = 2  # a program that takes longer by itself is left
FEW = (4, 4)  # DENSE and GROWTH in every test run
MANY = (150, 25)
NEVER = 10**15
MODES = (["--jit=off"], ["--jit-hotloop=2"])
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
COUNT = re.compile(rb"gc: allocations: (\d+)")


def run(command, seconds):
    environment = dict(os.environ, LC_ALL="C", TZ="UTC")
    with tempfile.TemporaryDirectory() as folder:
        environment["TMPDIR"] = folder
        done = subprocess.run(
            command, capture_output=True, timeout=seconds, env=environment, stdin=subprocess.DEVNULL, cwd=folder)
    return done


def places(count, sampling):
    """The allocations of `count` that fail in turn, and one behind them."""
    dense, growth = sampling
    n = 1
    while n <= count:
        yield n
        n += 1 if n < dense else max(1, n // growth)


def failures_of(perilune, program, dialect, mode, sampling):
    """What goes wrong with one program, a list of texts, and how often memory has been short; None when it takes
    too long."""
    command = [os.path.abspath(perilune), "--lua=" + dialect, "--gc-verify", *mode, "-e", PRELUDE]
    checked = not ENDS_ITSELF.search(program.read_text(errors="replace"))
    arguments = [AFTERWARDS, program] if checked else [program]
    try:
        counted = COUNT.search(run(command + ["--gc-log", "--gc-fail-at=%d" % NEVER, program], SECONDS).stderr)
        expects_mark = run(command + arguments, SECONDS).stdout.endswith(b"afterwards: usable\n")
    except subprocess.TimeoutExpired:
        return None
    found, short = [], 0
    for n in places(int(counted.group(1)) if counted else 100, sampling):
        tried = command + ["--gc-fail-at=%d" % n, *arguments]
        text = " ".join("..." if word == PRELUDE else str(word) for word in tried)
        try:
            done = run(tried, 60 * SECONDS)
        except subprocess.TimeoutExpired:
            found.append(text + ": does not end")
            continue
        short += b"not enough memory" in done.stdout + done.stderr
        orderly = done.returncode >= 0 and not ALARM.search(done.stderr)
        # The check itself, too, may be what the allocation fails in.
        usable = done.stdout.endswith(b"afterwards: usable\n") or b"not enough memory" in done.stderr
        if not orderly or (expects_mark and not usable):
            found.append("%s: exit %d\n%s" % (
                text, done.returncode, (done.stdout[-300:] + done.stderr[-1500:]).decode(errors="replace")))
    return found, short


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("perilune")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--share", type=int, help="run every so many programs (%d; with --all 1)" % SHARE)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--filter", default="", help="only programs whose path matches this regular expression")
    options = parser.parse_args()
    chosen = [p for p in suite_programs.programs() if re.search(options.filter, str(p))]
    chosen = chosen[:: options.share or (1 if options.all or options.filter else SHARE)]
    tasks = [(p, d, m) for p in chosen for d, m in itertools.product(suite_programs.dialects_of(p), MODES)]
    sampling = MANY if options.all else FEW
    slow, failed, shortages = 0, 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for result in pool.map(lambda t: failures_of(options.perilune, *t, sampling), tasks):
            slow += result is None
            found, short = result or ((), 0)
            shortages += short
            failed += len(found)
            for text in found:
                print(text, flush=True)
    print("%d programs and modes, %d too slow; memory was short in %d runs; %d failures" % (
        len(tasks), slow, shortages, failed))
    return 1 if failed or shortages < len(tasks) or slow * 4 > len(tasks) else 0


if __name__ == "__main__":
    sys.exit(main())
