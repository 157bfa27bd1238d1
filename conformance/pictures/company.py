"""Writes the plan of a company with 200 objectives: what the pictures of many show. Run it from anywhere; its files are committed."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
START, END, AS_OF = date(2026, 7, 1), date(2026, 9, 30), date(2026, 8, 31)
VERBS = ["Answer", "Shorten", "Simplify", "Win back", "Automate", "Open", "Repair", "Measure"]
THINGS = ["customer questions", "the way to production", "our pricing", "lost accounts", "reporting", "a second region"]


def main() -> None:
    chance = random.Random(15)
    teams = [{"id": "all", "name": "Northwind", "level": "company"}]
    for d in range(4):
        name = ["Product", "Sales", "Operations", "People"][d]
        teams.append({"id": f"d{d}", "name": name, "level": "department", "parent": "all"})
        for t in range(5):
            teams.append({"id": f"t{d}{t}", "name": f"{name} {t + 1}", "level": "team", "parent": f"d{d}"})
    people = [f"p{n}" for n in range(40)]
    for n, person in enumerate(people):
        parent = f"t{n % 4}{n // 4 % 5}"
        teams.append({"id": person, "name": f"Person {n + 1}", "level": "individual", "parent": parent})

    levels = [("all", 4), ("d", 16), ("t", 60), ("p", 120)]
    objectives: list[dict] = []
    rows: list[tuple] = []
    check_ins: list[dict] = []
    above: list[str] = []
    for level, many in levels:
        own = [team["id"] for team in teams if team["id"].startswith(level[0]) and (level == "all") == (team["id"] == "all")]
        new = []
        for n in range(many):
            id = f"{level}-{n + 1}"
            key_result = {
                "id": f"{id}-kr",
                "title": "Share of requests that are settled at first contact",
                "unit": "%",
                "measure": {"kind": "reach", "from": 40, "to": 60},
            }
            objective = {
                "id": id,
                "title": f"{chance.choice(VERBS)} {chance.choice(THINGS)} ({level} {n + 1})",
                "cycle": "2026-Q3",
                "team": own[n % len(own)],
                "owner": chance.choice(["Maya", "Jonas", "Aylin", "Sam"]),
                "key_results": [key_result],
            }
            if above:
                objective["parent"] = {"objective": above[n % len(above)]}
            if chance.random() < 0.9:
                value = 40.0
                for week in range(8):
                    value += chance.uniform(-0.5, 2.9)
                    rows.append((f"{id}-kr", START + timedelta(7 * week + 4), round(value, 1), ""))
            objectives.append(objective)
            new.append(id)
        above = new
    details(objectives, rows, check_ins, chance)

    kpis = [
        {
            "id": "first-contact",
            "name": "Settled at first contact",
            "better": "higher",
            "cadence": "monthly",
            "unit": "%",
            "aggregate": "mean",
            "teams": [team["id"] for team in teams if team["level"] == "team"],
        },
        {
            "id": "waiting",
            "name": "Waiting time",
            "better": "lower",
            "cadence": "monthly",
            "unit": "min",
            "healthy": {"max": 5},
            "rules": [{"kind": "out_of_range", "periods": 1}],
        },
    ]
    for n, team in enumerate(kpis[0]["teams"]):
        sample = 20 + 45 * n
        value = {4: 38.0, 11: 51.0, 17: 66.0}.get(n, 57 + chance.uniform(-1, 1) * 100 / sample**0.5)
        rows.append((f"first-contact@{team}", date(2026, 7, 31), round(value, 1), sample))
    for month, value in [(5, 4.2), (6, 4.8), (7, 6.1)]:
        rows.append(("waiting", date(2026, month, 28), value, ""))

    plan = {
        "version": 1,
        "teams": teams,
        "cycles": [{"id": "2026-Q3", "name": "Third quarter of 2026", "start": f"{START}", "end": f"{END}"}],
        "objectives": objectives,
        "kpis": kpis,
    }
    (FOLDER / "company.json").write_text(json.dumps(plan, separators=(",", ":")) + "\n", encoding="utf-8")
    lines = ["metric,date,value,sample", *(",".join(map(str, row)) for row in rows)]
    (FOLDER / "company.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (FOLDER / "company-check-ins.json").write_text(json.dumps(check_ins, indent=1) + "\n", encoding="utf-8")


def details(objectives: list[dict], rows: list[tuple], check_ins: list[dict], chance: random.Random) -> None:
    """Give the first objectives what timelines and burn-ups show."""
    first, second, third = objectives[:3]
    first["key_results"] = [
        {
            "id": "revised",
            "title": "Days until a customer is served",
            "unit": "days",
            "measure": {"kind": "reach", "from": 42, "to": 25},
            "revisions": [
                {"from": "2026-08-01", "reason": "two people left", "measure": {"kind": "reach", "to": 32}},
                {"from": "2026-09-15", "reason": "the new team starts", "measure": {"kind": "reach", "to": 28}},
            ],
        },
        {
            "id": "phased",
            "title": "Customers on the new product",
            "measure": {"kind": "reach", "from": 0, "to": 900},
            "pace": {"phased": [["2026-07-31", 0.1], ["2026-08-31", 0.35], ["2026-09-30", 1]]},
        },
        {
            "id": "steps",
            "title": "Four regions open",
            "measure": {
                "kind": "milestones",
                "items": [
                    {"title": "North", "due": "2026-07-20", "done": "2026-07-18"},
                    {"title": "East", "due": "2026-08-10", "done": "2026-08-21"},
                    {"title": "South", "due": "2026-08-24"},
                    {"title": "West", "due": "2026-09-21"},
                ],
            },
        },
    ]
    for week in range(9):
        day = START + timedelta(7 * week + 2)
        rows.append(("revised", day, round(42 - 1.1 * week + chance.uniform(-0.8, 0.8), 1), ""))
        rows.append(("phased", day, 8 * week * week + 3 * week, ""))
    words = ["on_track", "on_track", "at_risk", "off_track", "at_risk", "at_risk", "on_track", None]
    for week, word in enumerate(words):
        day = f"{START + timedelta(7 * week + 5)}"
        confidence = [0.8, 0.75, 0.55, 0.3, 0.4, 0.5, 0.65, None][week]
        check_in = {"objective": first["id"], "date": day, "by": "Maya", "status": word, "confidence": confidence}
        check_ins.append({name: value for name, value in check_in.items() if value is not None})
        other = {"key_result": second["key_results"][0]["id"], "date": day, "confidence": 0.7 - 0.03 * week}
        check_ins.append(other | {"note": "as planned", "by": "Jonas"})
    check_ins.append({"objective": third["id"], "date": "2026-08-28", "status": "done", "confidence": 1})


if __name__ == "__main__":
    main()
