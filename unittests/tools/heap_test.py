"""The reader of heap snapshots: dominators against their definition, sums, and bad files."""

import contextlib
import io
import json
import random
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "heap"))

import heap  # noqa: E402
from dominators import immediate_dominators, retained_sizes  # noqa: E402


def reached(successors, without):
    """What node 0 reaches when one node is taken away."""
    seen, work = {0} - {without}, [0] if without != 0 else []
    while work:
        for target in successors[work.pop()]:
            if target not in seen and target != without:
                seen.add(target)
                work.append(target)
    return seen


class Dominators(unittest.TestCase):
    def test_random_graphs(self):
        generator = random.Random(5)
        for _ in range(60):
            n = generator.randrange(2, 14)
            graph = [
                [generator.randrange(1, n) for _ in range(generator.randrange(0, 3))]
                for _ in range(n)
            ]
            found = immediate_dominators(graph)
            sizes = [generator.randrange(1, 100) for _ in range(n)]
            retained = retained_sizes(found, sizes)
            everything = reached(graph, None)
            for node in range(1, n):
                if node not in everything:
                    self.assertIsNone(found[node])
                    continue
                lost = everything - reached(graph, node)
                self.assertEqual(retained[node], sum(sizes[i] for i in lost))
                self.assertNotEqual(found[node], node)

    def test_a_long_chain(self):
        n = 50000
        found = immediate_dominators([[i + 1] for i in range(n)] + [[]])
        self.assertEqual(found[n], n - 1)
        self.assertEqual(retained_sizes(found, [1] * (n + 1))[1], n)


class Reader(unittest.TestCase):
    ROWS = (
        {"heap": 1, "lua": "5.4", "objects": 3, "bytes": 1160, "roots": [[1, "globals"]]},
        {"id": 1, "kind": "table", "bytes": 100, "path": "globals", "refs": [2]},
        {"id": 2, "kind": "table", "bytes": 60, "path": "globals.cache", "refs": [3, 1]},
        {"id": 3, "kind": "string", "bytes": 1000, "path": "globals.cache[1]", "refs": [], "text": "abc"},
    )

    def run_reader(self, lines, *options):
        out, errors = io.StringIO(), io.StringIO()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "snapshot")
            path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogateescape")
            with contextlib.redirect_stderr(errors):
                code = heap.main([str(path), *options], out)
        return code, out.getvalue(), errors.getvalue()

    def test_largest(self):
        code, out, _ = self.run_reader(map(json.dumps, self.ROWS))
        self.assertEqual(code, 0)
        self.assertRegex(out, r"string +1 +1000\ntable +2 +160\nall +3 +1160\n")
        self.assertRegex(
            out,
            r"1160 B +100 B  table globals\n +1060 B +60 B  table globals.cache\n"
            r" +1000 B +1000 B  string globals.cache\[1\]  'abc'\n$",
        )

    def test_tree(self):
        code, out, _ = self.run_reader(map(json.dumps, self.ROWS), "--tree=0.95")
        self.assertEqual(code, 0)
        self.assertRegex(out, r"1160 B  table globals\n$")

    def test_bad_files(self):
        rows = [json.dumps(row) for row in self.ROWS]
        bad = {
            "no snapshot": ["{}"],
            "line 1": ["what"],
            "announced": rows[:-1] + [],
            "out of order": [rows[0], rows[2]],
            "not there": rows[:3] + [rows[3].replace('"refs": []', '"refs": [9]')],
            "missing": [rows[0], '{"id":1}'],
            "bytes is missing or of another type": [rows[0], rows[1].replace('"bytes": ', '"bytes": "many", "b": ')],
            "a reference is no number": [rows[0], rows[1].replace('"refs": [', '"refs": [[], ')],
            "roots is missing": [rows[0].replace('"roots": ', '"roots": 5, "r": ')] + rows[1:],
            "line 2": [rows[0], "\udcff"],
        }
        bad["announced"][2] = bad["announced"][2].replace("[3, 1]", "[1]")
        for message, lines in bad.items():
            code, _, errors = self.run_reader(lines)
            self.assertEqual(code, 1, message)
            self.assertIn(message, errors)


if __name__ == "__main__":
    unittest.main()
