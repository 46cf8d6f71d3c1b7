#!/usr/bin/env python3
"""Checks the sources: sizes and format of all of them, clang-tidy on those that have changed.

Changed are the files that differ from the last commit, and the sources that include a changed
header themselves; --all takes every source.
"""

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import sizes

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("frontend", "runtime", "jit", "tools", "unittests", "lit-tests")
CLANG_FORMAT, CLANG_TIDY = "clang-format-22", "clang-tidy-22"


def say(text):
    """A step's headline, in bold on a terminal."""
    bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(f"\033[1m==> {text}\033[0m" if bold else f"==> {text}", flush=True)


def find_sources(*suffixes):
    """All sources with one of the suffixes, relative to the root."""
    return sorted(
        path.relative_to(ROOT)
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes
    )


def git_lines(*arguments):
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def changed_files():
    """What differs from the last commit, new files included."""
    names = git_lines("diff", "--name-only", "HEAD")
    return {Path(name) for name in names + git_lines("ls-files", "-o", "--exclude-standard")}


def touched_sources(sources, changed):
    """The changed sources, and those with an #include line that names a changed header."""
    headers = [f'"{path}"' for path in changed if path.suffix in (".h", ".def")]

    def includes_changed(path):
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        return any(line.startswith("#include") and h in line for line in lines for h in headers)

    return [path for path in sources if path in changed or includes_changed(path)]


def check_sizes():
    say("Sizes of files and functions")
    findings = []
    for path in find_sources(".h", ".cpp", ".py"):
        findings += sizes.check(path, (ROOT / path).read_text(encoding="utf-8"))
    print("\n".join(findings), end="\n" if findings else "")
    return not findings


def check_format(fix):
    say("Format" if not fix else "Format (rewriting)")
    sources = [str(path) for path in find_sources(".h", ".cpp")]
    if not sources:
        return True
    mode = ["-i"] if fix else ["--dry-run", "-Werror", "--ferror-limit=1"]
    return subprocess.run([CLANG_FORMAT, *mode, *sources], cwd=ROOT).returncode == 0


def run_tidy(build, path):
    command = [CLANG_TIDY, "-p", str(build), "--quiet", str(ROOT / path)]
    result = subprocess.run(command, capture_output=True, text=True)
    # Standard error holds counts of suppressed warnings unless the tool itself failed.
    output = result.stdout if result.stdout.strip() else result.stderr
    return result.returncode == 0, output


def check_tidy(build, everything):
    with open(build / "compile_commands.json", encoding="utf-8") as file:
        compiled = {Path(entry["file"]).resolve() for entry in json.load(file)}
    sources = [path for path in find_sources(".cpp") if (ROOT / path).resolve() in compiled]
    if not everything:
        sources = touched_sources(sources, changed_files())
    say(f"clang-tidy on {len(sources)} source{'' if len(sources) == 1 else 's'}")
    passed, terminal = True, sys.stderr.isatty()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {pool.submit(run_tidy, build, path): path for path in sources}
        for number, job in enumerate(as_completed(jobs), 1):
            ok, output = job.result()
            line = f"[{number}/{len(jobs)}] {jobs[job]}"
            print(f"\r\033[K{line}" if terminal else line, end="" if terminal else "\n",
                  file=sys.stderr, flush=True)
            if not ok:
                passed = False
                print(f"{chr(10) if terminal else ''}{output}", flush=True)
    if terminal:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    return passed


def main():
    parser = argparse.ArgumentParser(prog="lint", description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True, help="a configured build folder")
    parser.add_argument("--all", action="store_true", help="clang-tidy on all sources")
    parser.add_argument("--fix", action="store_true", help="rewrite what is not well formatted")
    parser.add_argument("--no-tidy", action="store_true", help="leave out clang-tidy")
    options = parser.parse_args()
    passed = [check_sizes(), check_format(options.fix)]
    if not options.no_tidy:
        passed.append(check_tidy(options.build, options.all))
    say("lint passed" if all(passed) else "lint found something")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
