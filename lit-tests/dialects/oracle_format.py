"""lit's format of the dialects' programs: a program does with Perilune, in every mode, what it does
with the reference implementation, or what the file PROGRAM.expected beside it says."""
import difflib
import os
import shutil
import subprocess

import lit.formats
import lit.Test

from record import record

MODES = (
    ["--jit=off"],
    ["--jit-verify"],
    ["--jit-hotloop=1", "--jit-verify"],
)


class OracleFormat(lit.formats.FileBasedTest):
    def __init__(self, perilune, timeout):
        self.perilune = perilune
        self.timeout = timeout or None

    def execute(self, test, lit_config):
        program = test.getSourcePath()
        version = os.path.relpath(program, os.path.dirname(__file__)).split(os.sep)[0]
        try:
            expected = self.expectation(program, version, test.config.environment)
            if expected is None:
                return lit.Test.UNSUPPORTED, "lua%s is not installed" % version
            for mode in MODES:
                command = [self.perilune, "--lua=" + version] + mode
                found = record(command, program, test.config.environment, self.timeout)
                if found != expected:
                    return lit.Test.FAIL, difference(expected, found, command)
        except subprocess.TimeoutExpired as late:
            return lit.Test.TIMEOUT, str(late)
        return lit.Test.PASS, ""

    def expectation(self, program, version, environment):
        written = os.path.splitext(program)[0] + ".expected"
        if os.path.exists(written):
            with open(written, "rb") as file:
                return file.read()
        oracle = shutil.which("lua" + version)
        return oracle and record([oracle], program, environment, self.timeout)


def difference(expected, found, command):
    lines = (text.decode(errors="backslashreplace").splitlines() for text in (expected, found))
    return "\n".join(difflib.unified_diff(*lines, "expected", " ".join(command), lineterm=""))
