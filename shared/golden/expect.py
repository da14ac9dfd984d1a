#!/usr/bin/env python3
"""Works out, with exact fractions, what the rules say of every case in facts.json.

Written from the rules in words (docs/rules.md) and from the rule sets in ../rules, which it reads
as data. It shares nothing with the program, so that a misreading would have to be made twice.

    python3 expect.py           writes grades.json
    python3 expect.py --check   fails where grades.json is not what it would write
"""

import json
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
# Highest first.
LEVELS = ["excellent", "good", "completed", "not_completed"]


def rule_sets():
    """Every rule set, by its name."""
    found = {}
    for path in sorted((HERE.parent / "rules").glob("*.toml")):
        with path.open("rb") as file:
            rules = tomllib.load(file)
        found[rules["id"]] = rules
    return found


def hundredths(points):
    """Half up to a whole hundredth: the one rounding there is."""
    return (points * 100 + Fraction(1, 2)).__floor__()


def decimal(number):
    """A whole number of hundredths as a decimal text."""
    return None if number is None else f"{number // 100}.{number % 100:02}"


class Task:
    """One task, and what is said of it: done, on time, of quality, exceeded."""

    def __init__(self, index, stated):
        self.index = index
        self.weight = stated["weight"]
        self.planned = Fraction(stated["planned"])
        self.unplanned = stated["unplanned"]
        self.days_late = stated.get("days_late", 0)
        self.difficulty = Fraction(stated.get("difficulty", 100), 100)
        self.part = Fraction(stated.get("part", 100), 100)
        self.is_known = stated["done"] is not None
        if not self.is_known:
            return
        done = Fraction(stated["done"])
        self.share = min(done / self.planned, Fraction(1))
        self.is_done = done >= self.planned
        self.is_on_time = self.is_done and stated["delays"] == 0
        self.is_of_quality = stated["faults"] == 0
        self.is_exceeded = (
            self.is_done
            and self.is_on_time
            and self.is_of_quality
            and (done > self.planned or stated["above"])
        )
        self.quality = self.share * max(Fraction(0), 1 - Fraction(stated["faults"], 4))
        self.progress = self.share * max(Fraction(0), 1 - Fraction(stated["delays"], 4))


class Sheet:
    """One case under its rule set."""

    def __init__(self, case, rules):
        self.case, self.rules = case, rules
        self.strict = case.get("strict_completed", rules["strict_completed"])
        self.is_leader = case["leads"] or case["heads"]
        self.missing = set()
        tasks = [Task(index, stated) for index, stated in enumerate(case["tasks"])]
        apart = any(group.get("only_unplanned") for group in rules["groups"])
        self.has_unplanned = any(task.unplanned for task in tasks)
        # Where unplanned tasks have points of their own they count there alone.
        self.tasks = [task for task in tasks if not (apart and task.unplanned)]

    # ---- points ----

    def counts(self, group):
        """A group for unplanned tasks counts only in a month that had one."""
        return self.has_unplanned or not group.get("only_unplanned")

    def points_of(self, group):
        """The points of a group; None while something of it is missing."""
        kind = group["method"]["kind"]
        if kind == "scored":
            return self.scored(group["method"]["criteria"])
        if kind == "met_not_met":
            return self.met(group["method"]["criteria"])
        if kind == "bonus":
            return self.listed(group)
        if kind == "penalty":
            return -self.listed(group)
        if kind == "per_task":
            return self.per_task(group)
        return self.averages(group)

    def met(self, criteria):
        """All of a criterion's points, or none."""
        if self.scored(criteria) is None:
            return None
        points = [Fraction(self.case["criteria"][each["id"]]) for each in criteria]
        worth = [Fraction(each["max"], 100) for each in criteria]
        return sum((most for got, most in zip(points, worth) if got >= most), Fraction(0))

    def listed(self, group):
        """Points stated of a list, the group's at most; what nobody stated is nothing."""
        stated = self.case["criteria"]
        ids = [each["id"] for each in group["method"]["criteria"]]
        points = sum((Fraction(stated[each]) for each in ids if each in stated), Fraction(0))
        return min(points, Fraction(group["max"], 100))

    def per_task(self, group):
        """Each task by itself: weight in points, progress and quality, difficulty, part."""
        if not self.tasks:
            self.missing.add("no_task")
        unknown = [task for task in self.tasks if not task.is_known]
        self.missing |= {f"task:{task.index}" for task in unknown}
        if unknown or not self.tasks:
            return None
        method, total = group["method"], Fraction(0)
        for task in self.tasks:
            left = Fraction(1 if task.days_late == 0 else 0)
            for line in reversed(method["lateness"]):
                if 0 < task.days_late <= line["days"]:
                    left = Fraction(line["percent"], 100)
            progress = Fraction(method["progress"], 100) * task.share * left
            quality = Fraction(method["quality"], 100) * task.quality
            total += task.weight * (progress + quality) * task.difficulty * task.part
        return min(total, Fraction(group["max"], 100))

    def scored(self, criteria):
        total, is_whole = Fraction(0), True
        for criterion in criteria:
            points = self.case["criteria"].get(criterion["id"])
            if points is None:
                self.missing.add("criterion:" + criterion["id"])
                is_whole = False
            else:
                total += Fraction(points)
        return total if is_whole else None

    def averages(self, group):
        method = group["method"]
        worth = Fraction(group["max"], 100)
        for other in self.rules["groups"]:
            if other["id"] == method.get("takes_over") and not self.counts(other):
                worth += Fraction(other["max"], 100)
        parts = self.task_averages()
        if self.is_leader and "leader" in method:
            parts += self.leader_parts(method["leader"])
        if None in parts:
            return None
        return worth * sum(parts) / len(parts)

    def task_averages(self):
        if not self.tasks:
            self.missing.add("no_task")
        unknown = [task for task in self.tasks if not task.is_known]
        self.missing |= {f"task:{task.index}" for task in unknown}
        if unknown or not self.tasks:
            return [None]
        weights = sum(task.weight for task in self.tasks)
        return [
            sum(task.weight * value(task) for task in self.tasks) / Fraction(weights)
            for value in (lambda t: t.share, lambda t: t.quality, lambda t: t.progress)
        ]

    def leader_parts(self, leader):
        parts = []
        for part in ("staff_results", "organising", "uniting"):
            fact = self.case["facts"].get(leader[part])
            if fact is None:
                self.missing.add("fact:" + leader[part])
                parts.append(None)
            elif part == "staff_results":
                good_enough, of = fact["share"]
                parts.append(Fraction(1) if good_enough >= of else Fraction(1, 2))
            else:
                parts.append(Fraction(fact["percent"], 100))
        return parts

    def part(self, name):
        """General criteria, or results of work, in hundredths."""
        groups = [g for g in self.rules["groups"] if g["part"] == name and self.counts(g)]
        points = [self.points_of(group) for group in groups]
        # What is taken away leaves nothing below zero.
        return None if None in points else max(0, hundredths(sum(points)))

    # ---- level ----

    def limit(self, fact):
        """A fact that may hold a level down; where nobody stated it, it holds nothing down."""
        stated = self.case["facts"].get(fact)
        if stated is None:
            self.missing.add("limit:" + fact)
        return stated

    def holds(self, test):
        """A condition's test. Shares of tasks are by count, and compared as integers."""
        kind, count = test["kind"], len(self.tasks)
        if kind == "fact_is_no":
            return self.case["facts"].get(test["fact"]) is not True
        if kind == "criterion_at_least":
            points = self.case["criteria"].get(test["criterion"])
            return points is None or Fraction(points) * 100 >= test["points"]
        if kind == "every_task_done":
            return all(task.is_done for task in self.tasks)
        if kind == "every_task_on_time":
            return all(task.is_on_time for task in self.tasks)
        if kind == "every_task_of_quality":
            return all(task.is_of_quality for task in self.tasks)
        if kind == "exceeded_at_least":
            return 100 * sum(task.is_exceeded for task in self.tasks) >= test["percent"] * count
        if kind == "late_at_most":
            return 100 * sum(not task.is_on_time for task in self.tasks) <= test["percent"] * count
        raise ValueError(kind)

    def conditions(self, level):
        """The conditions that hold for a level under this reading of Completed."""
        listed = self.rules["conditions"].get(level, [])
        return [each for each in listed if self.strict or not each.get("only_strict")]

    def reached(self, total):
        """The highest level whose points hold."""
        return next(each for each in LEVELS if total >= self.rules["thresholds"].get(each, 0))

    def earned(self, total):
        """The highest level whose points and conditions hold, and what failed above it."""
        failed = []
        for level in LEVELS:
            threshold = self.rules["thresholds"].get(level, 0)
            if total < threshold:
                continue
            broken = [each["id"] for each in self.conditions(level) if not self.holds(each["test"])]
            if not broken:
                return level, failed
            failed += broken
        raise ValueError("the lowest level asks nothing")

    def covers(self, who):
        leads, heads = self.case["leads"], self.case["heads"]
        return {
            "everyone": True,
            "leaders": leads or heads,
            "heads": heads,
            "deputies": leads and not heads,
        }[who]

    def maximum(self, limit):
        """The highest level that a ceiling leaves; None where it does not apply."""
        kind = limit["kind"]
        if kind == "tasks_not_done_above":
            open_tasks = sum(task.is_known and not task.is_done for task in self.tasks)
            applies = 100 * open_tasks > limit["percent"] * len(self.tasks)
            return limit["max"] if applies else None
        fact = self.limit(limit["fact"])
        if fact is None:
            return None
        if kind == "not_above":
            return fact["level"]
        if kind == "fact":
            return limit["max"] if fact is True else None
        part, of = fact["share"]
        if kind == "share_above":
            applies = of > 0 and 100 * part > limit["percent"] * of
        elif kind == "share_below":
            applies = of > 0 and 100 * part < limit["percent"] * of
        else:
            raise ValueError(kind)
        return limit["max"] if applies else None

    def expect(self):
        general, work = self.part("general"), self.part("work")
        # What is added lifts nobody above a hundred.
        total = None if None in (general, work) else min(10000, general + work)
        for level in LEVELS:
            for condition in self.conditions(level):
                if condition["test"]["kind"] == "fact_is_no":
                    self.limit(condition["test"]["fact"])
        level, failed = (None, []) if total is None else self.earned(total)
        binding = []
        lowest = level
        for ceiling in self.rules["ceilings"]:
            if not self.covers(ceiling["who"]):
                continue
            most = self.maximum(ceiling["limit"])
            if level is None or most is None or LEVELS.index(most) < LEVELS.index(level):
                continue
            # What leaves all that the points reach holds nobody down.
            if LEVELS.index(most) <= LEVELS.index(self.reached(total)):
                continue
            binding.append(ceiling["id"])
            lowest = max(lowest, most, key=LEVELS.index)
        return {
            "general": decimal(general),
            "work": decimal(work),
            "total": decimal(total),
            "level": lowest,
            "conditions": sorted(failed),
            "ceilings": sorted(binding),
            "missing": sorted(self.missing),
        }


def main():
    rules = rule_sets()
    cases = json.loads((HERE / "facts.json").read_text("utf-8"))
    names = [case["name"] for case in cases]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        sys.exit(f"two cases have one name: {sorted(twice)}")
    lines = [
        f"{json.dumps(case['name'], ensure_ascii=False)}: "
        + json.dumps(Sheet(case, rules[case["rules"]]).expect())
        for case in cases
    ]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    target = HERE / "grades.json"
    if sys.argv[1:] == ["--check"]:
        if target.read_text("utf-8") != text:
            sys.exit("grades.json is not what expect.py writes: run it again")
    else:
        target.write_text(text, "utf-8")
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    main()
