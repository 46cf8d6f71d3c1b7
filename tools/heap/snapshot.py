"""A snapshot of the heap in memory: entry 0 stands for the roots, entry i for the object i."""
import json
from dataclasses import dataclass


class SnapshotError(Exception):
    """What is wrong with a file."""


@dataclass
class Entry:
    kind: str
    bytes: int
    path: str
    refs: list
    text: str = ""


@dataclass
class Snapshot:
    lua: str
    bytes: int
    entries: list


def read_line(line, number):
    try:
        value = json.loads(line)
    except ValueError as error:
        raise SnapshotError(f"line {number}: {error}") from None
    if not isinstance(value, dict):
        raise SnapshotError(f"line {number} is no object")
    return value


def read_snapshot(path):
    """Raises SnapshotError where the file is not one that perilune has written in full."""
    with open(path, encoding="utf-8") as file:
        head = read_line(file.readline() or "null", 1)
        if head.get("heap") != 1:
            raise SnapshotError("no snapshot of a heap")
        try:
            entries = [Entry("root", 0, "", [root[0] for root in head["roots"]])]
            for number, line in enumerate(file, 2):
                row = read_line(line, number)
                if row["id"] != len(entries):
                    raise SnapshotError(f"line {number}: object {row['id']} is out of order")
                entry = Entry(row["kind"], row["bytes"], row["path"], row["refs"])
                entry.text = row.get("text", "")
                entries.append(entry)
        except (KeyError, TypeError, IndexError) as error:
            raise SnapshotError(f"something is missing: {error}") from None
    if len(entries) != head["objects"] + 1:
        raise SnapshotError(f"{head['objects']} objects announced, {len(entries) - 1} found")
    for entry in entries:
        if any(not 0 < ref < len(entries) for ref in entry.refs):
            raise SnapshotError(f"{entry.path} refers to an object that is not there")
    return Snapshot(head["lua"], head["bytes"], entries)
