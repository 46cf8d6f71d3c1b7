"""Interrupts programs, and checks what becomes of them."""
import itertools
import shutil
import signal
import subprocess
import sys
import time

RUNNING = 0.2  # seconds after which a loop that follows a message runs

# The loop, and what has to be there in the end: of the output, of the errors, and the exit code.
LOOPS = [
    ("while true do end", "", "lua: interrupted!\n", 1),
    ("local i = 0 while true do i = i + 1 end", "", "lua: interrupted!\n", 1),
    ("local function f() repeat local t = {} until not t end f()", "",
     "lua: (command line):1: interrupted!\n", 1),
    ("for i = 1, math.huge do local s = ('x'):rep(10) end", "", "lua: interrupted!\n", 1),
    ("print(pcall(function() while true do end end)) print('goes on')",
     "false\tinterrupted!\ngoes on\n", "", 0),
    ("print(coroutine.resume(coroutine.create(function() while true do end end)))",
     "false\tinterrupted!\n", "", 0),
]


def main():
    program = shutil.which("perilune") or sys.exit("perilune is not on the search path")
    versions = ("5.1", "5.2", "5.3", "5.4", "5.5")
    for version, jit, loop in itertools.product(versions, ("off", "on"), LOOPS):
        code, output, errors, exit_code = loop
        process = subprocess.Popen(
            ["lua", "--lua=" + version, "--jit=" + jit, "-e",
             "print('running') io.stdout:flush() " + code],
            executable=program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.stdout.readline()
        time.sleep(RUNNING)
        process.send_signal(signal.SIGINT)
        found = process.communicate(timeout=60)
        if found[0] != output or not found[1].startswith(errors) or process.returncode != exit_code:
            sys.exit("%s, jit %s: %s\n%r %d" % (version, jit, code, found, process.returncode))


main()
