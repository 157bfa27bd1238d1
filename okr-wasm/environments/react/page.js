import { Plan, Readings, init } from "okr-wasm";
import { useLive } from "okr-wasm/react";
import { StrictMode, createElement, useEffect } from "react";
import { createRoot } from "react-dom/client";

const start = () => {
  const keyResult = (id) => ({ id, title: "Days to hire", measure: { kind: "reach", from: 42, to: 25 } });
  const objective = (id) => ({ id: `hire-${id}`, title: "Hire faster than others", cycle: "2026-Q3", key_results: [keyResult(id)] });
  const cycles = [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }];
  const plan = new Plan({ cycles, objectives: [objective("days"), objective("others")] });
  return plan.resolve().live(Readings.fromRows([]), { asOf: "2026-08-31" });
};

const rendered = { "hire-days": 0, "hire-others": 0 };

function Score({ live, id }) {
  const row = useLive(live, (report) => report.objectives.find(({ objective }) => objective === id));
  useEffect(() => {
    rendered[id]++;
  });
  return createElement("p", { id }, row.score);
}

await init();
const live = start();
const scores = Object.keys(rendered).map((id) => createElement(Score, { live, id, key: id }));
createRoot(document.body).render(createElement(StrictMode, null, scores));
setTimeout(() => {
  const before = { ...rendered };
  live.set("days", "2026-08-14", 33);
  setTimeout(() => {
    const once = rendered["hire-days"] === before["hire-days"] + 1 && rendered["hire-others"] === before["hire-others"];
    document.title = once ? document.querySelector("#hire-days").textContent : `rendered ${JSON.stringify({ before, rendered })}`;
  }, 100);
}, 100);
