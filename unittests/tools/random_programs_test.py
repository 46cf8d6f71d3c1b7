"""Random programs are made from their seed alone, and are made shorter without losing what makes them differ; which
allocations of a program fail."""

import argparse
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "fuzz"))
sys.path.insert(0, str(ROOT / "lit-tests"))

import differential  # noqa: E402
import fail_allocations  # noqa: E402
from random_programs import Block, random_program, render  # noqa: E402


class GenerationTest(unittest.TestCase):
    def test_a_seed_makes_one_program(self):
        for dialect in ("5.1", "5.4"):
            self.assertEqual(render(random_program(5, dialect)), render(random_program(5, dialect)))
        self.assertNotEqual(render(random_program(5, "5.4")), render(random_program(6, "5.4")))

    def test_old_dialects_get_no_new_operators(self):
        for seed in range(40):
            text = render(random_program(seed, "5.1"))
            self.assertNotIn("//", text)
            self.assertNotIn("math.maxinteger", text)

    def test_blocks_are_rendered_with_their_ends(self):
        nodes = ["a = 1", Block("if a then", ["b = 2", Block("do", [])]), "c = 3"]
        self.assertEqual(render(nodes), "a = 1\nif a then\n  b = 2\n  do\n  end\nend\nc = 3\n")


class ReductionTest(unittest.TestCase):
    def test_what_does_not_matter_is_left_away(self):
        class Needles(differential.Comparison):
            def differs(self, text, name, commands):
                return commands[0] if "needle" in text and "thread" in text else None

        with tempfile.TemporaryDirectory() as folder:
            options = argparse.Namespace(keep=folder, lua="5.4", limit=60, reference="lua", perilune="perilune")
            program = ["x = 1", Block("while x do", ["y = 2", Block("do", ["needle()"]), "z()"]), "thread()", "w = 3"]
            Needles(options).reduce(program, "name", ["command"])
        self.assertEqual(render(program), "needle()\nthread()\n")

    def test_a_difference_is_found_and_none_where_there_is_none(self):
        with tempfile.TemporaryDirectory() as folder:
            says = lambda words: self.script(folder, words)  # noqa: E731
            options = argparse.Namespace(keep=folder, lua="5.4", limit=60, reference=says("one"), perilune=says("two"))
            comparison = differential.Comparison(options)
            self.assertEqual(comparison.differs("", "p", comparison.commands), comparison.commands[0])
            same = argparse.Namespace(keep=folder, lua="5.4", limit=60, reference=says("one"), perilune=says("one"))
            comparison = differential.Comparison(same)
            self.assertIsNone(comparison.differs("", "p", comparison.commands))

    def test_a_program_that_does_not_end_differs(self):
        with tempfile.TemporaryDirectory() as folder:
            options = argparse.Namespace(keep=folder, lua="5.4", limit=60, reference=self.script(folder, "one"), perilune="p")
            comparison = differential.Comparison(options)
            comparison.commands = [[sys.executable, "-c", "while True: pass"]]
            run = differential.result
            differential.result = lambda command, path, limit: run(command, path, limit if command[0].endswith("one") else 1)
            self.addCleanup(setattr, differential, "result", run)
            self.assertEqual(comparison.differs("", "p", comparison.commands), comparison.commands[0])
            stress = ["p", *differential.STRESS]
            differential.result = lambda command, path, limit: None if command == stress else run(command, path, limit)
            self.assertIsNone(comparison.differs("", "p", [stress]))

    def script(self, folder, words):
        path = Path(folder) / words
        path.write_text(f"#!{sys.executable}\nprint({words!r})\n")
        path.chmod(0o755)
        return str(path)


class AllocationTest(unittest.TestCase):
    def test_small_programs_fail_everywhere(self):
        self.assertEqual(list(fail_allocations.places(100, (150, 25))), list(range(1, 101)))

    def test_large_ones_ever_more_rarely(self):
        chosen = list(fail_allocations.places(100_000, (150, 25)))
        self.assertEqual(chosen[:150], list(range(1, 151)))
        self.assertLess(len(chosen), 400)
        for n, following in zip(chosen[150:], chosen[151:]):
            self.assertEqual(following - n, max(1, n // 25))


if __name__ == "__main__":
    unittest.main()
