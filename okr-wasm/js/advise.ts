/** Advice: which framework to use, where an initiative belongs, what to do next. */

import { call, parse } from "./core.js";
import { jsonText } from "./json.js";
import { advice_markdown as markdown, advise as ask } from "./okr_wasm.js";
import type { Answers, Recommendation } from "./types.js";

/**
 * Returns advice for each answer, with its reason, in the order of the questions.
 *
 * @throws {OkrError} for unknown answers.
 *
 * @example
 * const [advice] = advise({ initiative: "out_of_range" });
 * console.log(advice.advice, advice.reason);
 */
export function advise(answers: Answers): Recommendation[] {
  const text = jsonText(answers, "answers");
  return parse(call(() => ask(text)));
}

/** Returns the three decision tables as Markdown, a row for each answer. */
export function adviceMarkdown(): string {
  return call(() => markdown());
}
