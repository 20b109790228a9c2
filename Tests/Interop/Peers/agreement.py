"""Compares the exam's verdicts with those of the Autobahn|Testsuite, case by case.

python3 agreement.py NAME=EXAM.json,index.json ...

EXAM.json is from `wsx exam --format json`, index.json from Autobahn, of the same server. Where the
exam has several cases for one of Autobahn's, the worst verdict counts. Prints a table with a row
for each server, then every case of which they do not think the same.
"""
import json
import sys

ORDER = ["pass", "lenient", "skipped", "flaky", "fail"]


def exam_verdicts(path):
    verdicts = {}
    for line in open(path, encoding="utf-8"):
        item = json.loads(line)
        if item.get("type") != "case":
            continue
        for number in item["autobahn"]:
            worst = verdicts.get(number)
            if worst is None or ORDER.index(item["verdict"]) > ORDER.index(worst[0]):
                verdicts[number] = (item["verdict"], item["case"], item["message"] or item["notes"])
    return verdicts


def autobahn_verdicts(path):
    (cases,) = json.load(open(path, encoding="utf-8")).values()
    return {
        number: (case["behavior"], case["behaviorClose"])
        for number, case in cases.items()
        if case["behavior"] != "UNIMPLEMENTED"
    }


def is_failed(behavior, close):
    return not {behavior, close} <= {"OK", "NON-STRICT", "INFORMATIONAL"}


print("| server | cases | both pass | both fail | only the exam fails | only Autobahn fails |")
print("| --- | ---: | ---: | ---: | ---: | ---: |")
differences = []
for argument in sys.argv[1:]:
    name, paths = argument.split("=", 1)
    exam_path, autobahn_path = paths.split(",")
    exam, autobahn = exam_verdicts(exam_path), autobahn_verdicts(autobahn_path)
    counts = {}
    for number, (behavior, close) in autobahn.items():
        ours, case, why = exam.get(number, ("skipped", "", ""))
        if ours == "skipped":
            continue
        pair = (ours in ("fail", "flaky"), is_failed(behavior, close))
        counts[pair] = counts.get(pair, 0) + 1
        if pair[0] != pair[1]:
            differences.append(f"{name} {number}: {case} {ours} ({why}); Autobahn {behavior} / {close}")
    cells = [counts.get(pair, 0) for pair in
             [(False, False), (True, True), (True, False), (False, True)]]
    print(f"| {name} | {sum(cells)} | " + " | ".join(map(str, cells)) + " |")
if differences:
    print()
    print("\n".join(differences))
