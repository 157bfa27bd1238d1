// Plays the scenarios of `examples/scenarios`, a quarter each, week by week: `scenarios.mjs [FOLDER]`.
//
// Writes into the folder (default: `examples/scenarios` itself) what a team would have read of each: the message of
// every week, an agenda, the report in the middle, the review at the end, and the plan that follows from it.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { Plan, Readings } from "okr-wasm";

const SOURCE = fileURLToPath(new URL("../scenarios", import.meta.url));

/** A civil day, some days later. */
function later(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** JSON text that people can read, the same in every language. */
function pretty(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A scenario as it stands in some week. */
class Scenario {
  constructor(source, folder) {
    const read = (name) => readFileSync(join(source, name), "utf8");
    this.script = JSON.parse(read("script.json"));
    this.plan = Plan.fromJson(read("plan.json"));
    this.readings = Readings.fromCsv(read("readings.csv"));
    this.checkIns = JSON.parse(read("check_ins.json"));
    // Where its files go.
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  play() {
    const [first, last] = this.script.weeks;
    const weeks = ["# Weekly messages\n"];
    let before = this.plan;
    for (let day = first; day <= last; day = later(day, 7)) {
      const tracker = this.plan.resolve();
      const known = this.known(day);
      const week = { ...known, since: later(day, -7), before: before.toJSON() };
      weeks.push(tracker.changesMarkdown(this.readings, week));
      const [on, owner] = this.script.agenda;
      if (day === on) this.write("agenda.md", tracker.agendaMarkdown(owner, this.readings, week));
      if (day === this.script.report) {
        this.write("report.md", tracker.evaluate(this.readings, known).toMarkdown());
      }
      if (day === this.script.compare) {
        this.write("comparison.json", pretty(tracker.compare(this.readings, known).kpis));
      }
      before = this.plan;
      this.accept(day, tracker);
      tracker.free();
    }
    this.write("weeks.md", weeks.join("\n"));
    this.review();
  }

  /** The day, with the check-ins made up to it: later ones may be about goals that are not in the plan yet. */
  known(day) {
    return { asOf: day, checkIns: this.checkIns.filter(({ date }) => date <= day) };
  }

  /** Takes the drafts that the team accepts on a day into its plan. */
  accept(day, tracker) {
    for (const [on, trigger] of this.script.accept ?? []) {
      if (on !== day) continue;
      const { triggers } = tracker.evaluate(this.readings, this.known(day));
      const { draft } = triggers.find(({ kpi, rule }) => `${kpi}:${rule}` === trigger);
      this.plan = this.plan.merge({ objectives: [draft] }).plan;
    }
  }

  review() {
    const { cycle, review, drop } = this.script;
    const options = { ...this.known(review), cycle };
    const tracker = this.plan.resolve();
    this.write("review.md", tracker.reviewMarkdown(this.readings, options));
    const following = tracker.nextPlan(this.readings, { ...options, drop });
    this.plan.merge(following).plan.resolve().free();
    this.write("next_plan.json", pretty(following));
    tracker.free();
  }

  write(name, text) {
    writeFileSync(join(this.folder, name), text);
  }
}

const target = process.argv[2] ?? SOURCE;
for (const entry of readdirSync(SOURCE, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  new Scenario(join(SOURCE, entry.name), join(target, entry.name)).play();
}
