// Advice, as JavaScript asks for it.

import assert from "node:assert/strict";
import test from "node:test";

import { OkrError, adviceMarkdown, advise } from "okr-wasm";

test("each answer has its advice, with a reason", () => {
  const all = advise({ situation: "lack_of_both", initiative: "out_of_range", readiness: "nothing_tracked" });
  assert.deepEqual(
    all.map(({ advice }) => advice),
    ["few_okrs_over_kpis", "okr_on_root_cause", "kpis_first"],
  );
  const page = adviceMarkdown();
  for (const { answer, advice, reason } of all) assert.ok(page.includes(`| \`${answer}\` | \`${advice}\` | ${reason} |`));
  assert.deepEqual(advise({}), []);
});

test("unknown words are reported with the nearest known one", () => {
  assert.throws(
    () => advise({ initiative: "keep_standards" }),
    (error) => {
      assert.ok(error instanceof OkrError);
      assert.deepEqual([error.errors[0].code, error.errors[0].path], ["unknown_value", "/initiative"]);
      return error.message.includes("keep_standard");
    },
  );
});
