"""lit's format of the dialects' programs: a program does with Perilune, in every mode, what it does
with the reference implementation, or what the file PROGRAM.expected beside it says. Those in the
folder `every` do so in each dialect; their expectations are named PROGRAM.VERSION.expected."""
import difflib
import os
import shutil
import subprocess

import lit.formats
import lit.Test

from record import record

VERSIONS = ("5.1", "5.2", "5.3", "5.4", "5.5")
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
        folder = os.path.relpath(program, os.path.dirname(__file__)).split(os.sep)[0]
        results = []
        try:
            for version in VERSIONS if folder == "every" else (folder,):
                results.append(self.compare(program, version, test.config.environment))
        except subprocess.TimeoutExpired as late:
            return lit.Test.TIMEOUT, str(late)
        for code in lit.Test.FAIL, lit.Test.PASS:
            for result in results:
                if result[0] == code:
                    return result
        return results[0]

    def compare(self, program, version, environment):
        expected = self.expectation(program, version, environment)
        if expected is None:
            return lit.Test.UNSUPPORTED, "lua%s is not installed" % version
        for mode in MODES:
            command = [self.perilune, "--lua=" + version] + mode
            found = record(command, program, environment, self.timeout)
            if found != expected:
                return lit.Test.FAIL, difference(expected, found, command)
        return lit.Test.PASS, ""

    def expectation(self, program, version, environment):
        name = os.path.splitext(program)[0]
        for written in name + ".expected", name + "." + version + ".expected":
            if os.path.exists(written):
                with open(written, "rb") as file:
                    return file.read()
        oracle = shutil.which("lua" + version)
        return oracle and record([oracle], program, environment, self.timeout)


def difference(expected, found, command):
    lines = (text.decode(errors="backslashreplace").splitlines() for text in (expected, found))
    return "\n".join(difflib.unified_diff(*lines, "expected", " ".join(command), lineterm=""))
