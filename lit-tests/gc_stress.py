"""gc_stress.py PERILUNE [--all] [--jobs N]: runs the suite's programs with a collection at every
safepoint, checked each time, and what is freed overwritten; each must do what it does otherwise.

Without --all every SHARE-th program is run, to be part of every test run."""
import argparse
import concurrent.futures
import itertools
import os
import re
import subprocess
import sys

import suite_programs

SHARE = 25
SECONDS = 10  # a program that takes longer under stress is left; most take far less
STRESS = ["--gc-stress", "--gc-verify", "--gc-poison"]
MODES = (["--jit=off"], ["--jit-hotloop=2"])
# What these programs print depends on when the collector runs, or on temporary names.
TELLING = re.compile(r"/gc_|/base-gc|/collect|closure_identity|5\.[23]/jit_closures|lib_os_exit_values"
                     r"|collectgarbage|lib_io_tmp|heap_|meta_cached_chains")


class Failure(Exception):
    """What went wrong with a program."""


def run(command, seconds):
    environment = dict(os.environ, LC_ALL="C", TZ="UTC")
    done = subprocess.run(
        command, capture_output=True, timeout=seconds, env=environment, stdin=subprocess.DEVNULL
    )
    return done.returncode, done.stdout, done.stderr


def check(perilune, program):
    """False when the program takes too long."""
    for dialect, mode in itertools.product(suite_programs.dialects_of(program), MODES):
        command = [perilune, "--lua=" + dialect] + mode
        try:
            usual = run(command + [program], SECONDS)
            found = run(command + STRESS + [program], SECONDS)
        except subprocess.TimeoutExpired:
            return False
        orderly = found[0] >= 0 and b"gc: cycle" not in found[2]
        telling = TELLING.search(str(program))
        # Addresses are never the same.
        plain = [re.sub(rb"0x[0-9a-f]+", b"ADDRESS", b"".join(map(bytes, r[1:]))) for r in (usual, found)]
        if orderly and (telling or (usual[0] == found[0] and plain[0] == plain[1])):
            continue
        raise Failure(
            "%s: exit %d, usually %d\n%s" % (
                " ".join(map(str, command + STRESS + [program])),
                found[0], usual[0], (found[1] + found[2])[-1500:].decode(errors="replace"))
        )
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("perilune")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    programs = suite_programs.programs()[:: 1 if options.all else SHARE]
    slow, failures = [], []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = {pool.submit(check, options.perilune, program): program for program in programs}
        for future in concurrent.futures.as_completed(runs):
            try:
                if not future.result():
                    slow.append(runs[future])
            except Failure as failure:
                failures.append(str(failure))
                print(failure, flush=True)
    for program in slow:
        print("too slow:", program)
    print("%d programs, %d too slow, %d failures" % (len(programs), len(slow), len(failures)))
    return 1 if failures or len(slow) * 5 > len(programs) else 0


if __name__ == "__main__":
    sys.exit(main())
