"""The front door's own words: help, and errors for what it does not know. Nothing is built here."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

DEV = Path(__file__).resolve().parents[2] / "dev"


def dev(*arguments, folder="/"):
    return subprocess.run(
        [str(DEV), *arguments], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)


class DevTest(unittest.TestCase):
    def test_help_lists_every_command(self):
        commands = re.findall(r"^cmd_(\w+)\(\)", DEV.read_text(), re.MULTILINE)
        self.assertIn("test", commands)
        said = dev("help").stdout
        for command in commands:
            self.assertRegex(said, rf"(?m)^  {command}\b")
        self.assertEqual(dev().stdout, said)

    def test_what_it_does_not_know_is_an_error(self):
        for arguments in (["tset"], ["build", "fast"], ["test", "fast"], ["run"], ["build", "a", "b"]):
            result = dev(*arguments)
            self.assertEqual(result.returncode, 1, arguments)
            self.assertIn("dev: ", result.stderr)
            self.assertEqual(result.stdout, "")

    def test_it_may_be_called_through_a_link_from_anywhere(self):
        with tempfile.TemporaryDirectory() as folder:
            link = Path(folder) / "perilune-dev"
            link.symlink_to(DEV)
            result = subprocess.run(
                [str(link), "help"], cwd=folder, capture_output=True, text=True)
            self.assertEqual((result.returncode, result.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
