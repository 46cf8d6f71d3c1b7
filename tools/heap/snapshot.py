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


def part(row, name, kind, number):
    """A part of a line, of the type that perilune writes it in."""
    value = row.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise SnapshotError(f"line {number}: {name} is missing or of another type")
    return value


def references(things, number):
    if not all(type(thing) is int for thing in things):
        raise SnapshotError(f"line {number}: a reference is no number")
    return things


def read_snapshot(path):
    """Raises SnapshotError where the file is not one that perilune has written in full."""
    with open(path, encoding="utf-8", errors="replace") as file:
        head = read_line(file.readline() or "null", 1)
        if head.get("heap") != 1:
            raise SnapshotError("no snapshot of a heap")
        roots = [root[0] if isinstance(root, list) and root else None for root in part(head, "roots", list, 1)]
        entries = [Entry("root", 0, "", references(roots, 1))]
        for number, line in enumerate(file, 2):
            row = read_line(line, number)
            if row.get("id") != len(entries):
                raise SnapshotError(f"line {number}: object {row.get('id')} is out of order")
            entry = Entry(part(row, "kind", str, number), part(row, "bytes", int, number), part(row, "path", str, number),
                          references(part(row, "refs", list, number), number))
            if "text" in row:
                entry.text = part(row, "text", str, number)
            entries.append(entry)
    count = part(head, "objects", int, 1)
    if len(entries) != count + 1:
        raise SnapshotError(f"{count} objects announced, {len(entries) - 1} found")
    for entry in entries:
        if any(not 0 < ref < len(entries) for ref in entry.refs):
            raise SnapshotError(f"{entry.path} refers to an object that is not there")
    return Snapshot(part(head, "lua", str, 1), part(head, "bytes", int, 1), entries)
