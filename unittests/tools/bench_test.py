"""The benchmark runner: judges outputs, reports failures, computes ratios, and selects programs.

The runtimes here are small Python scripts, so that the tests depend on nothing that they test.
"""

import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "bench"))

import bench  # noqa: E402
import measure  # noqa: E402
import pauses  # noqa: E402
import report  # noqa: E402
from programs import load_programs, select  # noqa: E402

# Behaves like `lua`: with -e it does nothing, else it prints the size that it was given.
HONEST = "import sys; print('size', *sys.argv[2:]) if '-e' not in sys.argv else None"
WRONG = HONEST.replace("size", "wrong")
BROKEN = "import sys; sys.exit('something is missing')"


def cell(*seconds, output=b"x"):
    result = measure.Cell()
    for value in seconds:
        result.add(measure.Outcome(value, output))
    return result


def failed(message="broken"):
    result = measure.Cell()
    result.add(measure.Outcome(0.0, error=message))
    return result


def result(name, disagreement="", suite="s", **cells):
    return {"name": name, "suite": suite, "cells": cells, "disagreement": disagreement}


class CellTest(unittest.TestCase):
    def test_the_median_is_that_of_all_runs(self):
        self.assertEqual(cell(3.0, 1.0, 2.0).median, 2.0)

    def test_an_output_that_changes_is_an_error(self):
        changing = cell(1.0)
        changing.add(measure.Outcome(1.0, b"y"))
        self.assertFalse(changing.ok)
        self.assertIn("changes", changing.error)

    def test_one_failed_run_fails_the_cell(self):
        broken = cell(1.0)
        broken.add(measure.Outcome(1.0, error="boom"))
        broken.add(measure.Outcome(1.0, b"x"))
        self.assertEqual((broken.ok, broken.error, broken.median), (False, "boom", None))


class RatioTest(unittest.TestCase):
    def test_a_slower_peer_has_a_ratio_above_one(self):
        self.assertEqual(report.ratio({"a": cell(2.0), "b": cell(6.0)}, "b", "a"), 3.0)

    def test_there_is_no_ratio_to_or_from_a_failure(self):
        self.assertIsNone(report.ratio({"a": cell(2.0), "b": failed()}, "b", "a"))
        self.assertIsNone(report.ratio({"a": failed(), "b": cell(2.0)}, "b", "a"))

    def test_geometric_mean(self):
        self.assertAlmostEqual(report.geometric_mean([0.5, 8.0]), 2.0)
        self.assertIsNone(report.geometric_mean([]))

    def test_means_leave_out_failures_and_disagreements_and_say_so(self):
        results = [
            result("p", a=cell(1.0), b=cell(2.0)),
            result("q", a=cell(1.0), b=cell(8.0)),
            result("r", a=cell(1.0), b=failed()),
            result("s", "they differ", a=cell(1.0), b=cell(100.0)),
        ]
        mean, count = report.mean_ratios(results, ["a", "b"], "a")["b"]
        self.assertAlmostEqual(mean, 4.0)
        self.assertEqual(count, 2)
        lines = report.table(results, ["a", "b"], "a", {"a": cell(1.0), "b": cell(1.0)}, False)
        row = next(line for line in lines if line.startswith("geometric mean"))
        self.assertIn("(2 of 4)", row)
        self.assertIn("4.00x", row)


class TableTest(unittest.TestCase):
    def test_columns_align_with_and_without_colours(self):
        results = [result("short", a=cell(1.0), b=cell(20.5)), result("p", a=cell(3.0), b=failed())]
        startup = {"a": cell(0.001), "b": cell(0.002)}
        plain = report.table(results, ["a", "b"], "a", startup, False)
        coloured = report.table(results, ["a", "b"], "a", startup, True)
        self.assertEqual([report.width(line) for line in coloured], [len(line) for line in plain])
        self.assertIn("fails", plain[2])
        self.assertEqual(plain[0].count("MB"), 2)
        self.assertIn("1.000", plain[-1])
        self.assertIn("2.00x", plain[-1])

    def test_every_problem_is_listed(self):
        results = [result("p", "a: 1; b: 2", a=cell(1.0), b=cell(1.0), c=failed("no coroutines"))]
        lines = "\n".join(report.problems(results, {"a": failed("no -e")}))
        for words in ("p: c fails: no coroutines", "p: outputs differ: a: 1; b: 2", "no -e"):
            self.assertIn(words, lines)


LOG = """gc: cycle 1 (major): 1048576 bytes live, 3 pauses so far, longest 0.18 ms, 99.9%: 0.18 ms, total 0.2 ms
gc: cycle 2 (major): 2097152 bytes live, 9 pauses so far, longest 6.50 ms, 99.9%: 1.07 ms, total 9.5 ms
gc: pauses below  0.10 ms:      100
gc: pauses below  2.00 ms:        1
gc: pauses below 10.00 ms:       50
"""


class PausesTest(unittest.TestCase):
    def test_a_log_is_read(self):
        seen = pauses.read_log(LOG)
        self.assertEqual((seen.live_bytes, seen.longest, seen.nearly_all), (2 << 20, 6.5, 1.07))
        self.assertEqual([(within, count) for _, within, count in seen.bars], [(True, 100), (True, 1), (False, 50)])

    def test_a_log_without_cycles_is_an_error(self):
        self.assertIn("fails", pauses.histogram("p", pauses.read_log(""), False)[0])

    def test_the_limit_stands_between_what_it_separates(self):
        lines = pauses.histogram("p", pauses.read_log(LOG), False)
        self.assertIn("longest 6.50 ms", lines[0])
        self.assertIn("the limit", lines[3])
        self.assertEqual([line.count("#") for line in lines[1:]], [50, 1, 0, 25])

    def test_the_limit_stands_last_when_all_keep_it(self):
        lines = pauses.histogram("p", pauses.read_log(LOG.replace("10.00", " 1.50")), False)
        self.assertIn("the limit", lines[-1])


class RunTest(unittest.TestCase):
    def run_python(self, code, timeout=30.0):
        return measure.run_once([sys.executable, "-c", code], timeout)

    def test_success(self):
        outcome = self.run_python("print('hello')")
        self.assertEqual((outcome.output, outcome.error), (b"hello\n", ""))
        self.assertGreater(outcome.seconds, 0.0)
        self.assertGreater(outcome.peak_kib, 0)

    def test_peaks_below_the_runners_own_are_not_told(self):
        floor = measure.memory_floor()
        small = self.run_python("pass").peak_kib
        large = self.run_python(f"x = bytearray({floor} * 1024 + (64 << 20))").peak_kib
        self.assertGreater(large, floor + (60 << 10))
        self.assertTrue(report.memory_text(min(small, floor), floor).startswith("<"))
        self.assertEqual(report.memory_text(2 * 1024, 1024), "2.0")
        self.assertEqual(report.memory_text(1024, 2 * 1024), "<2.0")
        self.assertEqual(report.memory_text(200 * 1024, 1024), "200")

    def test_a_failing_command_tells_its_status_and_words(self):
        self.assertEqual(self.run_python(BROKEN).error, "exit status 1: something is missing")

    def test_a_killed_command_tells_its_signal(self):
        outcome = self.run_python("import os; os.kill(os.getpid(), 9)")
        self.assertEqual(outcome.error, "signal 9: no message")

    def test_a_command_that_does_not_exist(self):
        self.assertIn("cannot be started", measure.run_once(["/nonexistent/lua"], 5.0).error)

    def test_a_command_that_does_not_end_is_stopped(self):
        outcome = self.run_python("import time; time.sleep(60)", timeout=0.3)
        self.assertIn("still running after 0.3 s", outcome.error)
        self.assertLess(outcome.seconds, 30.0)

    def test_runs_are_interleaved(self):
        order = []
        runtimes = [
            measure.Runtime(name, (sys.executable, "-c", "print(1)")) for name in ("A", "B")
        ]
        measure.measure([], runtimes, 2, 30.0, lambda name, run: order.append(f"{name}{run}"))
        self.assertEqual(order, ["A1", "B1", "A2", "B2"])


class CommandLineTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name, suite in (("one", "first"), ("two", "second")):
            text = f"-- A program.\n-- suite: {suite}\n-- quick: 7\n"
            (self.folder / f"{name}.lua").write_text(text)

    def runtime(self, name, code):
        path = self.folder / name
        # Ours is called with --jit=on or --jit=off first, which this one drops.
        drop = "import sys; sys.argv = [a for a in sys.argv if not a.startswith('--jit')]"
        path.write_text(f"#!{sys.executable}\n{drop}\n{code}\n")
        path.chmod(0o755)
        return str(path)

    def bench(self, *arguments, ours=HONEST):
        output, errors = io.StringIO(), io.StringIO()
        argv = ["--perilune", self.runtime("ours", ours), "--no-path-peers", "--quick"]
        argv += ["--programs", str(self.folder), "--runs", "1", *arguments]
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            status = bench.main(argv)
        return status, output.getvalue()

    def test_agreement(self):
        status, output = self.bench("--peer", "peer=" + self.runtime("peer", HONEST))
        self.assertEqual(status, 0, output)
        self.assertNotIn("differ", output)

    def test_disagreement_is_detected(self):
        status, output = self.bench("--peer", "peer=" + self.runtime("peer", WRONG))
        self.assertEqual(status, 1)
        self.assertIn("one: outputs differ: perilune, perilune, no JIT: 'size 7\\n'", output)
        self.assertIn("peer: 'wrong 7\\n'", output)

    def test_a_failing_peer_is_reported(self):
        status, output = self.bench("--peer", "peer=" + self.runtime("peer", BROKEN))
        self.assertEqual(status, 0)
        self.assertIn("one: peer fails: exit status 1: something is missing", output)

    def test_a_failure_of_ours_fails_the_run(self):
        status, output = self.bench(ours=BROKEN)
        self.assertEqual(status, 1)
        self.assertIn("one: perilune fails: exit status 1: something is missing", output)

    def test_selection(self):
        self.assertNotIn("two ", self.bench("--suite", "first")[1])
        self.assertNotIn("one ", self.bench("--filter", "^tw")[1])
        self.assertEqual(self.bench("--filter", "nothing")[0], 2)

    def test_jit_off_measures_only_that(self):
        output = self.bench("--jit=off")[1]
        self.assertEqual(output.splitlines()[0].split(None, 1)[1].split("  ")[0], "perilune, no JIT")

    def test_memory_is_shown(self):
        row = next(line for line in self.bench("--jit=off")[1].splitlines() if line.startswith("one"))
        self.assertGreater(float(row.split()[2].lstrip("<")), 1.0)

    def test_pauses_are_those_of_ours(self):
        path = self.folder / "one.lua"
        path.write_text(path.read_text() + "-- pauses: 10 20\n")
        speaks = HONEST + f"; sys.stderr.write({LOG!r} if '--gc-log' in sys.argv else '')"
        status, output = self.bench("--filter", "one", ours=speaks)
        self.assertEqual(status, 0, output)
        self.assertIn("one, incremental: 2 MB live", output)
        self.assertIn("one, generational: 2 MB live", output)
        self.assertEqual(self.bench("--filter", "one")[0], 1)

    def test_json(self):
        path = self.folder / "out.json"
        self.bench("--json", str(path), "--peer", "peer=" + self.runtime("peer", HONEST))
        data = json.loads(path.read_text())
        peer = data["programs"]["one"]["runtimes"]["peer"]
        ours = data["programs"]["one"]["runtimes"]["perilune"]
        self.assertEqual(len(peer["seconds"]), 1)
        self.assertAlmostEqual(peer["ratio"], peer["median"] / ours["median"])
        self.assertEqual(data["geometric_means"]["peer"]["programs"], 2)
        self.assertGreater(data["startup"]["peer"]["median"], 0.0)


class ProgramsTest(unittest.TestCase):
    def test_all_programs_state_their_suite_and_size(self):
        programs = load_programs(bench.HERE / "programs")
        self.assertGreaterEqual(len(programs), 14)
        self.assertEqual(programs, select(programs))
        self.assertEqual([p.name for p in select(programs, pattern="^fib$")], ["fib"])
        self.assertEqual([p.name for p in programs if p.pauses], ["gc_pauses"])


if __name__ == "__main__":
    unittest.main()
