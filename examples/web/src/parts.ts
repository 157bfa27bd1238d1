/** Small parts that several sections of the page use. */

import { html } from "./elements.js";
import type { Tone } from "./words.js";
import { score as scoreText } from "./words.js";

/** A status as a sign and words on its colour. */
export function chip({ text, tone, sign }: { text: string; tone: Tone; sign: string }): HTMLElement {
  return html("span", { class: `chip ${tone}` }, html("span", { "aria-hidden": "true" }, sign), text);
}

/** A score as a bar, with a mark where it is expected to be by now. */
export function bar(score: number | null, expected: number | null, tone: Tone): HTMLElement {
  const label = `score ${scoreText(score)}, expected ${scoreText(expected)}`;
  const part = (x: number | null) => `${100 * (x ?? 0)}%`;
  return html(
    "div",
    { class: `bar ${tone}`, role: "img", "aria-label": label, title: label },
    html("div", { class: "fill", style: `width: ${part(score)}` }),
    expected === null ? null : html("div", { class: "expected", style: `left: ${part(expected)}` }),
  );
}
