// The one evaluation that every environment makes: from 42 to 25, now 33.
exports.score = function score({ Plan, Readings }) {
  const days = { id: "days", title: "Days to hire", measure: { kind: "reach", from: 42, to: 25 } };
  const plan = new Plan({
    cycles: [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }],
    objectives: [{ id: "hire", title: "Hire faster than others", cycle: "2026-Q3", key_results: [days] }],
  });
  const readings = Readings.fromRows([{ metric: "days", date: "2026-08-14", value: 33 }]);
  return plan.resolve().evaluate(readings, { asOf: "2026-08-31" }).objectives[0].score;
};
