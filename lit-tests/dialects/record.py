#!/usr/bin/env python3
"""What a Lua interpreter does with a program: its output, its error text and its exit code, as one
text. `record.py INTERPRETER [OPTIONS] PROGRAM.lua > PROGRAM.expected` writes an expectation down."""
import os
import subprocess
import sys


def record(command, program, environment=None, timeout=None):
    """The record of running `program` (a path) with `command` (interpreter and options).

    The program runs in its own folder, under its plain name, and every interpreter is told that it
    is called `lua`, so that nothing in the record depends on where things are or what they are
    called. Raises subprocess.TimeoutExpired."""
    folder, name = os.path.split(os.path.abspath(program))
    done = subprocess.run(
        ["lua"] + command[1:] + [name],
        executable=command[0],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
    )
    text = done.stdout
    if done.stderr:
        text += b"--- error text\n" + done.stderr
    return text + b"--- exit %d\n" % done.returncode


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.stdout.buffer.write(record(sys.argv[1:-1], sys.argv[-1]))
