"""Interrupts library functions that would go on for ages."""
import itertools
import shutil
import signal
import subprocess
import sys
import time

RUNNING = 0.2  # seconds after which a call that follows a message is under way
AT_ONCE = 20  # seconds, on a machine with a lot to do

# What is prepared, and the call.
CALLS = [
    ("local s = ('a'):rep(1e7)", "s:find(('a*'):rep(20) .. 'b')"),
    ("local s = ('a'):rep(1e7)", "s:match(('.-'):rep(20) .. 'b')"),
    ("local s = ('a'):rep(1e7)", "s:gsub(('a*'):rep(9) .. 'b', '')"),
    ("local s = ('a'):rep(1e7)", "for w in s:gmatch(('a?'):rep(9) .. 'a*b') do end"),
    ("local s = ('('):rep(1e7)", "s:find('%b()')"),
    ("local s = ('ab'):rep(1e7)", "s:find('^(.*).-%1c')"),
    ("local s = ('x'):rep(1e8)", "while true do s:reverse() end"),
    ("", "while true do local s = ('x'):rep(2e8, ',') end"),
    ("local t = {} for i = 1, 1e5 do t[i] = i end", "while true do table.concat(t, ',') end"),
    ("local t = {} for i = 1, 1e6 do t[i] = i * 7919 % 1000003 end",
     "while true do local u = {} for i = 1, #t do u[i] = t[i] end table.sort(u) end"),
    ("local t = {} for i = 1, 1e5 do t[i] = i * 7919 % 1000003 + i % 2 * 0.5 end",
     "while true do local u = {} for i = 1, #t do u[i] = t[i] end table.sort(u) end"),
]
MOVES = [
    ("", "table.move({}, 1, 1 << 50, 2)"),
    ("local long = setmetatable({}, {__len = function() return 1 << 50 end})",
     "table.insert(long, 1, 0)"),
    ("local long = setmetatable({}, {__len = function() return 1 << 50 end})",
     "table.remove(long, 1)"),
]


def check(program, version, jit, prepare, call):
    process = subprocess.Popen(
        ["lua", "--lua=" + version, "--jit=" + jit, "-e",
         prepare + " print('running') io.stdout:flush() print(pcall(function() " + call + " end))"],
        executable=program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()
    time.sleep(RUNNING)
    process.send_signal(signal.SIGINT)
    try:
        output, errors = process.communicate(timeout=AT_ONCE)
    except subprocess.TimeoutExpired:
        process.kill()
        sys.exit("%s, jit %s: %s goes on" % (version, jit, call))
    if not output.startswith("false\t") or not output.endswith("interrupted!\n") or errors:
        sys.exit("%s, jit %s: %s\n%r %r" % (version, jit, call, output, errors))


def main():
    program = shutil.which("perilune") or sys.exit("perilune is not on the search path")
    for version, jit in itertools.product(("5.1", "5.4"), ("off", "on")):
        for prepare, call in CALLS + (MOVES if version == "5.4" else []):
            check(program, version, jit, prepare, call)


main()
