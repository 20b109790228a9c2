#!/usr/bin/env python3
"""Judges one report of the Autobahn|Testsuite strictly.

usage: judge.py OUTDIR/index.json [--table] [--late CASE ...]

Each case must be OK, and closed OK, but for three (7.1.6, 7.13.1, 7.13.2) that the suite does not
judge: they must be INFORMATIONAL. The cases after --late must be NON-STRICT. --table prints a table
for the README.
Exit status: 0 all cases are as they must be, 1 some are not, 2 no report.
"""
import collections
import json
import sys

INFORMATIONAL = {"7.1.6", "7.13.1", "7.13.2"}
GROUPS = {
    1: "Framing: text and binary, 0 to 65,536 bytes",
    2: "Pings and pongs",
    3: "Reserved bits",
    4: "Opcodes",
    5: "Fragmentation",
    6: "UTF-8",
    7: "Closing",
    9: "Limits: 16 MiB messages, 65,536 fragments",
    10: "Automatic fragmentation",
    12: "Compression: sizes and kinds of content",
    13: "Compression: parameters of both sides",
}


def key(case):
    return tuple(int(x) for x in case.split("."))


def verdict(case, result, late):
    if case in late:
        return "late" if result["behavior"] == "NON-STRICT" else "short"
    if result["behavior"] == "INFORMATIONAL" and case in INFORMATIONAL:
        return "informational"
    return "OK" if result["behavior"] == result["behaviorClose"] == "OK" else "short"


def table(rows):
    print("| Group | What | Cases | OK | Informational | Short of it |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    total = collections.Counter()
    for group, count in rows.items():
        print(f"| {group} | {GROUPS.get(group, '')} | {sum(count.values())} | {count['OK']} | "
              f"{count['informational']} | {count['short']} |")
        total += count
    print(f"| | **all** | **{sum(total.values())}** | **{total['OK']}** | "
          f"**{total['informational']}** | **{total['short']}** |")


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as f:
            index = json.load(f)
    except (IndexError, OSError, ValueError) as e:
        print(f"no usable report: {e}")
        return 2
    arguments = sys.argv[2:]
    late = arguments[arguments.index("--late") + 1:] if "--late" in arguments else []
    rows, short = {}, []
    for results in index.values():
        for case in sorted(results, key=key):
            said = verdict(case, results[case], late)
            rows.setdefault(key(case)[0], collections.Counter())[said] += 1
            if said == "short":
                short.append(f"{case}: {results[case]['behavior']}, "
                             f"closed {results[case]['behaviorClose']}")
    if not rows:
        print("the report holds no case")
        return 2
    if "--table" in arguments:
        table(rows)
        return 0
    for line in short:
        print("short of it: " + line)
    total = sum(rows.values(), collections.Counter())
    expected = f"{total['late']} NON-STRICT as expected, " if late else ""
    print(f"{total['OK']} OK, {total['informational']} INFORMATIONAL, {expected}{len(short)} short of it")
    return 1 if short else 0


sys.exit(main())
