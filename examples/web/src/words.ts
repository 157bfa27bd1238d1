/** What the words of a report mean on the page: their text, their colour, their sign. */

import type { Health, Status } from "okr-wasm";

/** Colour is never the only difference: each tone has a sign and a text. */
export type Tone = "good" | "fair" | "bad" | "done" | "quiet";

interface Word {
  text: string;
  tone: Tone;
  sign: string;
}

export const STATUS: Record<Status, Word> = {
  on_track: { text: "On track", tone: "good", sign: "▲" },
  at_risk: { text: "At risk", tone: "fair", sign: "◆" },
  off_track: { text: "Off track", tone: "bad", sign: "▼" },
  achieved: { text: "Achieved", tone: "done", sign: "✓" },
  missed: { text: "Missed", tone: "bad", sign: "✕" },
  stale: { text: "Stale", tone: "fair", sign: "…" },
  no_data: { text: "No data", tone: "fair", sign: "?" },
  not_started: { text: "Not started", tone: "quiet", sign: "○" },
  draft: { text: "Draft", tone: "quiet", sign: "○" },
  dropped: { text: "Dropped", tone: "quiet", sign: "–" },
};

export const HEALTH: Record<Health, Tone> = {
  healthy: "good",
  watch: "fair",
  unhealthy: "bad",
  unrated: "quiet",
  no_data: "fair",
  stale: "fair",
  small_sample: "quiet",
  undefined: "quiet",
  retired: "quiet",
};

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const SCORE = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A number without what binary fractions leave behind. */
export const number = (x: number): string => NUMBER.format(x).replace("-", "−");

/** A value with its unit. */
export const measured = (x: number | null, unit: string | null): string => {
  if (x === null) return "–";
  return unit === "%" ? `${number(x)} %` : [number(x), unit].filter(Boolean).join(" ");
};

/** A score, 0 to 1: cut, so that none looks as if it met what it did not. */
export const score = (x: number | null): string => (x === null ? "–" : SCORE.format(Math.floor(x * 100 + 1e-7) / 100));
