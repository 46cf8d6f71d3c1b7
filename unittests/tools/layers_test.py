"""The check of dependency directions finds each kind of breach, and names its file and line."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LAYERS = Path(__file__).resolve().parents[2] / "tools" / "cmake" / "Layers.cmake"
CMAKE = sys.argv.pop(1)  # CMake's own path, which its test entry passes


def scan(path, text):
    """Scans a tree with one file; returns whether it passed, and what was said."""
    with tempfile.TemporaryDirectory() as root:
        file = Path(root) / path
        file.parent.mkdir(parents=True)
        file.write_text(text)
        command = [CMAKE, f"-DPERILUNE_ROOT={root}", "-P", str(LAYERS)]
        result = subprocess.run(command, capture_output=True, text=True)
        # CMake wraps and indents what it says.
        return result.returncode == 0, " ".join(result.stderr.split())


class LayersTest(unittest.TestCase):
    def assert_breach(self, path, include, line=3):
        passed, said = scan(path, "// A comment; with \"quotes\".\n\n" + include + "\n")
        self.assertFalse(passed, f"{include} in {path} was accepted")
        self.assertIn(f"{path}:{line}: {' '.join(include.split())}", said)

    def assert_allowed(self, path, include):
        passed, said = scan(path, include + "\n")
        self.assertTrue(passed, said)

    def test_runtime_knows_neither_frontend_nor_jit(self):
        self.assert_breach("runtime/a.cpp", '#include "frontend/lexer.h"')
        self.assert_breach("runtime/interp/a.h", '#include "jit/engine.h"')
        self.assert_allowed("runtime/a.cpp", '#include "runtime/value.h"')

    def test_frontend_does_not_know_the_jit(self):
        self.assert_breach("frontend/a.cpp", '#  include "jit/engine.h"')
        self.assert_allowed("frontend/a.cpp", '#include "runtime/bytecode/opcodes.def"')

    def test_jit_does_not_know_the_frontend(self):
        self.assert_breach("jit/trace/a.cpp", '#include "frontend/compile.h"')
        self.assert_allowed("jit/trace/a.cpp", '#include "runtime/proto.h"')

    def test_llvm_is_seen_in_two_folders_only(self):
        self.assert_breach("jit/ir/a.cpp", '#include "llvm/IR/IRBuilder.h"')
        self.assert_breach("tools/perilune/a.cpp", "#include <llvm/Support/Error.h>")
        self.assert_breach("jit/lowering/a.cpp", "#include <llvm-c/Core.h>")
        self.assert_allowed("jit/lower/a.cpp", '#include "llvm/IR/IRBuilder.h"')
        self.assert_allowed("jit/orc/x/a.cpp", "#include <llvm/IR/IRBuilder.h>")

    def test_tools_and_tests_may_use_everything(self):
        for path in ("tools/perilune/a.cpp", "unittests/runtime/a_test.cpp"):
            for folder in ("frontend", "runtime", "jit"):
                self.assert_allowed(path, f'#include "{folder}/a.h"')


if __name__ == "__main__":
    unittest.main()
