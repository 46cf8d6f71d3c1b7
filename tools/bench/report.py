"""Ratios, geometric means, and the table that shows them."""

import math
import re

import measure

GREEN, RED, BOLD, DIM, RESET = "\033[32m", "\033[31m", "\033[1m", "\033[2m", "\033[0m"


def ratio(cells, name, reference):
    """How many times as long as the reference a runtime took; None where one of them failed."""
    cell, base = cells.get(name), cells.get(reference)
    if cell is None or base is None or not cell.ok or not base.ok:
        return None
    return cell.median / base.median


def geometric_mean(values):
    """The geometric mean; None of nothing."""
    values = list(values)
    if not values:
        return None
    return math.exp(sum(math.log(value) for value in values) / len(values))


def mean_ratios(results, names, reference):
    """For each runtime, the geometric mean of its ratios over the programs that it and the
    reference completed with the same output, and how many those were."""
    means = {}
    for name in names:
        ratios = [
            ratio(result["cells"], name, reference)
            for result in results
            if not result["disagreement"]
        ]
        ratios = [value for value in ratios if value is not None]
        means[name] = (geometric_mean(ratios), len(ratios))
    return means


def paint(text, colour, enabled):
    return f"{colour}{text}{RESET}" if enabled else text


def width(text):
    """How many columns a text fills on a terminal."""
    return len(re.sub("\033\\[[0-9;]*m", "", text))


def ratio_text(value, colours):
    """A ratio to ours: green where ours is faster, red where it is slower."""
    text = f"{value:.2f}x"
    if value >= 1.05:
        return paint(text, GREEN, colours)
    return paint(text, RED, colours) if value <= 0.95 else text


def cell_text(cells, name, reference, colours, scale=1):
    """The columns of a runtime: its time, the ratio to the reference unless it is that, its memory."""
    cell = cells[name]
    value = ratio(cells, name, reference)
    time = f"{cell.median * scale:.3f}" if cell.ok else paint("fails", RED, colours)
    memory = memory_text(cell.peak_kib, measure.memory_floor()) if cell.ok else ""
    if name == reference:
        return [time, memory]
    return [time, "" if value is None else ratio_text(value, colours), memory]


def memory_text(kib, floor_kib):
    """A peak of resident memory in MB (2^20 bytes), or that it is below what can be measured."""
    mib = max(kib, floor_kib) / 1024
    text = f"{mib:.1f}" if mib < 100 else f"{mib:.0f}"
    return text if kib > floor_kib else "<" + text


def align(rows):
    """Rows of cells as lines: the first column to the left, the others to the right."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0] + " " * (widths[0] - width(row[0]))]
        cells += [" " * (w - width(text)) + text for text, w in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells).rstrip())
    return lines


def mean_row(title, results, names, reference, colours):
    """A row of geometric means; a count stands where not all programs went into one."""
    row = [paint(title, BOLD, colours)]
    for name, (mean, count) in mean_ratios(results, names, reference).items():
        share = "" if count == len(results) else f"({count} of {len(results)})"
        row.append(share)
        if name != reference:
            row.append("-" if mean is None else ratio_text(mean, colours))
        row.append("")
    return row


def table(results, names, reference, startup, colours):
    """The whole table as lines. `results` is a list of dictionaries with name, suite, cells and
    disagreement; `startup` is a dictionary from runtime name to Cell."""
    header = [paint("seconds", BOLD, colours)]
    for name in names:
        header += [paint(name, BOLD, colours)] + ([""] if name != reference else []) + ["MB"]
    rows = [header]
    for result in results:
        row = [result["name"]]
        for name in names:
            row += cell_text(result["cells"], name, reference, colours)
        if result["disagreement"]:
            row[0] = paint(result["name"] + " !", RED, colours)
        rows.append(row)
    suites = sorted({result["suite"] for result in results})
    for suite in suites if len(suites) > 1 else []:
        members = [result for result in results if result["suite"] == suite]
        rows.append(mean_row(f"mean of {suite}", members, names, reference, colours))
    rows.append(mean_row("geometric mean", results, names, reference, colours))
    start = ["start-up (ms)"]
    for name in names:
        start += cell_text(startup, name, reference, colours, scale=1000)
    rows.append(start)
    return align(rows)


def problems(results, startup):
    """All failures and disagreements, one line each."""
    lines = []
    for result in results:
        for name, cell in result["cells"].items():
            if not cell.ok:
                lines.append(f"{result['name']}: {name} fails: {cell.error}")
        if result["disagreement"]:
            lines.append(f"{result['name']}: outputs differ: {result['disagreement']}")
    lines += [f"start-up: {name} fails: {c.error}" for name, c in startup.items() if not c.ok]
    return lines


def as_json(results, names, reference, startup):
    """Everything measured, for json.dump: times in seconds, memory in KiB, ratios to the reference."""

    def cell_json(cells, name):
        cell = cells[name]
        if not cell.ok:
            return {"error": cell.error}
        return {
            "seconds": cell.seconds,
            "median": cell.median,
            "peak_kib": cell.peak_kib,
            "ratio": ratio(cells, name, reference),
        }

    means = mean_ratios(results, names, reference)
    return {
        "reference": reference,
        "programs": {
            result["name"]: {
                "suite": result["suite"],
                "disagreement": result["disagreement"],
                "runtimes": {name: cell_json(result["cells"], name) for name in names},
            }
            for result in results
        },
        "startup": {name: cell_json(startup, name) for name in names},
        "geometric_means": {name: {"ratio": m, "programs": n} for name, (m, n) in means.items()},
    }
