// What one would write by hand for a page: scores, what is expected, how it stands, and where it is heading.
// Key results that reach a value, each of equal or other weight; objectives as their weighted means.

const DAY = 86_400_000;
const dayOf = (text) => Date.parse(text) / DAY;

/** The median of numbers, which are sorted in place. */
function median(numbers) {
  numbers.sort();
  const middle = numbers.length >> 1;
  return numbers.length % 2 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
}

/** Median slope by Theil and Sen, and the value on a day, from where the newest three points stand. */
function forecast(days, values, end) {
  const count = days.length;
  const slopes = new Float64Array((count * (count - 1)) / 2);
  let place = 0;
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) slopes[place++] = (values[i] - values[j]) / (days[i] - days[j]);
  }
  const slope = median(slopes);
  const [day, value] = [days, values].map((numbers) => median(Float64Array.from(numbers.slice(-3))));
  return { slope, value: value + slope * (end - day) };
}

function statusOf(score, gap) {
  if (score >= 1 - 1e-9) return "achieved";
  if (gap >= -0.1 - 1e-9) return "on_track";
  return gap >= -0.25 - 1e-9 ? "at_risk" : "off_track";
}

const WORST = ["off_track", "at_risk", "on_track", "achieved"];

/** The report of a plan from rows of readings, as of a day. */
export function report(plan, rows, asOf) {
  const today = dayOf(asOf);
  const cycle = plan.cycles[0];
  const [start, end] = [dayOf(cycle.start), dayOf(cycle.end)];
  const expected = (0.7 * (Math.min(today, end) - start + 1)) / (end - start + 1);
  const byMetric = new Map();
  for (const row of rows) {
    const day = dayOf(row.date);
    if (day < start || day > today) continue;
    let series = byMetric.get(row.metric);
    if (!series) byMetric.set(row.metric, (series = { days: [], values: [] }));
    series.days.push(day);
    series.values.push(row.value);
  }
  const key_results = [];
  const objectives = [];
  for (const objective of plan.objectives) {
    let [points, weights, status] = [0, 0, "achieved"];
    for (const { id, title, owner, weight = 1, measure } of objective.key_results) {
      let { days, values } = byMetric.get(id);
      const current = values[values.length - 1];
      const raw = (current - measure.from) / (measure.to - measure.from);
      const score = Math.min(1, Math.max(0, raw));
      const gap = score - expected;
      const row = { key_result: id, title, objective: objective.id, owner, weight, current, raw, score, expected, gap };
      row.status = statusOf(score, gap);
      row.attained = score >= 0.7 - 1e-9;
      // Where nothing was read on the first day, it stood at `from`.
      if (days[0] !== start) [days, values] = [[start, ...days], [measure.from, ...values]];
      row.forecast = forecast(days, values, end);
      key_results.push(row);
      points += weight * score;
      weights += weight;
      if (WORST.indexOf(row.status) < WORST.indexOf(status)) status = row.status;
    }
    const score = points / weights;
    const { id, title, owner } = objective;
    objectives.push({ objective: id, title, owner, score, expected, gap: score - expected, status });
  }
  return { key_results, objectives };
}
