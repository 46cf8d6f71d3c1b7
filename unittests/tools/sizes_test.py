"""The size checker finds functions in C++ however they are dressed, and counts their lines."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "lint"))

import sizes  # noqa: E402


def found(text):
    return [(line, length, sizes.function_name(head)) for line, length, head in
            sizes.cpp_functions(text)]


def body(lines):
    return "  x();\n" * lines


class CppTest(unittest.TestCase):
    def test_functions_in_namespaces_and_classes(self):
        text = "namespace a {\nstruct S {\n  int f() const {\n    return 1;\n  }\n};\n" \
               "int S::g() noexcept {\n  return 2;\n}\n}  // namespace a\n"
        self.assertEqual(found(text), [(3, 3, "f"), (7, 3, "S::g")])

    def test_braces_that_are_values(self):
        text = "S::S(int a, V v = {})\n    : a_{a}, v_{v} {\n  int b[] = {1, 2};\n}\n" \
               "const T kTable[] = {\n    {f(1)},\n    {f(2)},\n};\n"
        self.assertEqual(found(text), [(1, 4, "S::S")])

    def test_templates(self):
        text = "template <class T>\nT f(T t) const {\n  return t;\n}\n"
        self.assertEqual(found(text), [(1, 4, "f")])

    def test_types_are_no_functions(self):
        self.assertEqual(found("class alignas(16) C {\n  int a;\n};\nenum class E { a, b };\n"), [])

    def test_literals_and_comments_hide_their_braces(self):
        text = "void f() {\n  g('{', \"{\", R\"x({)x\");  // {\n  /* { */\n}\nint h() {\n}\n" \
               "constexpr int k = 1'000'000;\n#define M(x) {\n"
        self.assertEqual(found(text), [(1, 4, "f"), (5, 2, "h")])

    def test_blocks_and_lambdas_belong_to_their_function(self):
        text = "void f() {\n  if (a) {\n    auto l = [](int x) {\n    };\n  }\n}\n"
        self.assertEqual(found(text), [(1, 6, "f")])

    def test_limits(self):
        longest = "void f() {\n" + body(58) + "}\n"
        self.assertEqual(sizes.check("a.cpp", longest), [])
        self.assertEqual(
            sizes.check("a.cpp", "\nvoid f() {\n" + body(59) + "}\n"),
            ["a.cpp:2: f has 61 lines (at most 60)"])
        self.assertEqual(sizes.check("a.h", "\n" * 600), [])
        self.assertEqual(
            sizes.check("a.h", "\n" * 601), ["a.h:1: the file has 601 lines (at most 600)"])


class PythonTest(unittest.TestCase):
    def test_limits(self):
        text = "def f():\n" + "    pass\n" * 60
        self.assertEqual(sizes.check("a.py", text), ["a.py:1: f has 61 lines (at most 60)"])


if __name__ == "__main__":
    unittest.main()
