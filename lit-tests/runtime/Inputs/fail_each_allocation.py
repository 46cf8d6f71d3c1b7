"""fail_each_allocation.py PERILUNE PROGRAM [OPTION...]: lets the allocations of a program fail one after the
other, with the compiler off and on. Each run has to end with exit code 0 or 1, and what it says must be a
result of the program or "not enough memory"."""
import subprocess
import sys

STEP = 7
LAST = 2500


def run(perilune, program, options, n):
    command = [perilune, "--gc-fail-at=%d" % n, "--gc-verify"] + options + [program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    failed = "not enough memory" in done.stdout + done.stderr
    orderly = done.returncode == 0 or (done.returncode == 1 and failed)
    if not orderly:
        sys.exit("%s: exit %d\n%s%s" % (" ".join(command), done.returncode, done.stdout, done.stderr))
    return failed


caught = 0
for options in (["--jit=off"], ["--jit-hotloop=1"]):
    for n in range(1, LAST, STEP):
        caught += run(sys.argv[1], sys.argv[2], options + sys.argv[3:], n)
if caught == 0:
    sys.exit("no allocation failed")
print("every run ended in an orderly way")
