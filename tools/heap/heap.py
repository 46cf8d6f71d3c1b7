#!/usr/bin/env python3
"""Reads a snapshot of the heap (perilune --heap-dump=FILE, or debug.heapdump) and says what takes
the memory: by kind, and by what would be freed if one object went (its dominator tree)."""
import argparse
import sys
from pathlib import Path

from dominators import immediate_dominators, retained_sizes
from snapshot import SnapshotError, read_snapshot


def human(count):
    """Bytes as people read them."""
    for unit in ("B", "KB", "MB"):
        if count < 10000:
            return f"{count:.0f} {unit}"
        count /= 1024
    return f"{count:.0f} GB"


def describe(entry):
    text = f"  {entry.text!r}" if entry.text else ""
    return f"{entry.kind} {entry.path}{text}"


def print_kinds(snapshot, out):
    """Objects and bytes of each kind, the largest first."""
    totals = {}
    for entry in snapshot.entries[1:]:
        objects, size = totals.get(entry.kind, (0, 0))
        totals[entry.kind] = (objects + 1, size + entry.bytes)
    print(f"{'kind':<12}{'objects':>10}{'bytes':>14}", file=out)
    for kind, (objects, size) in sorted(totals.items(), key=lambda row: (-row[1][1], row[0])):
        print(f"{kind:<12}{objects:>10}{size:>14}", file=out)
    objects = len(snapshot.entries) - 1
    print(f"{'all':<12}{objects:>10}{snapshot.bytes:>14}", file=out)


def print_largest(snapshot, retained, count, out):
    """The objects that keep most alive. One that does so only for another in the list is indented
    below it."""
    largest = sorted(range(1, len(retained)), key=lambda i: (-retained[i], i))[:count]
    print(f"{'retained':>10} {'own':>10}  object", file=out)
    for i in largest:
        entry = snapshot.entries[i]
        print(f"{human(retained[i]):>10} {human(entry.bytes):>10}  {describe(entry)}", file=out)


def print_tree(snapshot, dominators, retained, share, out):
    """The dominator tree as far as its parts keep at least `share` of the heap alive."""
    children = [[] for _ in snapshot.entries]
    for i in range(1, len(dominators)):
        if dominators[i] is not None:
            children[dominators[i]].append(i)
    least = max(1, share * snapshot.bytes)
    work = [(0, 0)]
    while work:
        node, depth = work.pop()
        if node:
            line = describe(snapshot.entries[node])
            print(f"{human(retained[node]):>10}  {'  ' * (depth - 1)}{line}", file=out)
        kept = [c for c in children[node] if retained[c] >= least]
        kept.sort(key=lambda c: (retained[c], -c))
        work.extend((c, depth + 1) for c in kept)


def main(arguments, out):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--top", type=int, default=20, help="objects to list (20)")
    parser.add_argument(
        "--tree", type=float, metavar="SHARE", help="the dominator tree down to this share of all"
    )
    parser.add_argument("--kinds", action="store_true", help="sums by kind alone")
    options = parser.parse_args(arguments)
    try:
        snapshot = read_snapshot(options.file)
    except (OSError, SnapshotError) as error:
        print(f"heap: {options.file}: {error}", file=sys.stderr)
        return 1
    print_kinds(snapshot, out)
    if options.kinds:
        return 0
    dominators = immediate_dominators([entry.refs for entry in snapshot.entries])
    retained = retained_sizes(dominators, [entry.bytes for entry in snapshot.entries])
    print(file=out)
    if options.tree is not None:
        print_tree(snapshot, dominators, retained, options.tree, out)
    else:
        print_largest(snapshot, retained, options.top, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
