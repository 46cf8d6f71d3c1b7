# Runs perilune and a reference interpreter in the same way, and fails unless both write the same to
# both streams and exit alike: compare.py [--stdin FILE] [--env NAME=VALUE] REFERENCE [ARGUMENT...]
import difflib
import os
import subprocess
import sys


def run(executable, arguments, stdin, env):
    # Both are called the same, since messages begin with the name.
    return subprocess.run(
        ["perilune"] + arguments, executable=executable, stdin=stdin, env=env, capture_output=True
    )


def find(name):
    for folder in os.environ["PATH"].split(os.pathsep):
        path = os.path.join(folder, name)
        if os.access(path, os.X_OK):
            return path
    sys.exit(name + " is not on the search path")


def compare(what, ours, theirs):
    """The lines of a unified diff; none when both are the same."""
    lines = [repr(text).split("\\n") for text in (theirs, ours)]
    return difflib.unified_diff(*lines, "reference " + what, "perilune " + what, lineterm="", n=0)


def main(words):
    env = dict(os.environ)
    stdin_name = os.devnull
    while words[0].startswith("--"):
        option, value = words[0], words[1]
        if option == "--stdin":
            stdin_name = value
        elif option == "--env":
            name, _, text = value.partition("=")
            env[name] = text
        else:
            sys.exit("unknown option " + option)
        words = words[2:]
    results = []
    for executable in (find("perilune"), words[0]):
        with open(stdin_name, "rb") as stdin:
            results.append(run(executable, words[1:], stdin, env))
    ours, theirs = results
    difference = [
        line
        for what in ("stdout", "stderr", "returncode")
        for line in compare(what, getattr(ours, what), getattr(theirs, what))
    ]
    print("\n".join(difference))
    return 1 if difference else 0


sys.exit(main(sys.argv[1:]))
