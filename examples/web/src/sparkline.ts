/** A course of values as a line. */

import { svg } from "./elements.js";

export interface Course {
  /** What it shows, for those who do not see it. */
  label: string;
  /** The values in order; null is a gap. */
  values: (number | null)[];
  /** Ends of the scale. */
  scale: [number, number];
  width: number;
  height: number;
}

export function sparkline({ width, height, values, label, scale: [low, high] }: Course): SVGElement {
  const edge = 4;
  const x = (place: number) => edge + (place / Math.max(values.length - 1, 1)) * (width - 2 * edge);
  const y = (value: number) => height - edge - ((value - low) / (high - low)) * (height - 2 * edge);
  const picture = svg("svg", { class: "sparkline", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  for (const path of paths(values, x, y)) picture.append(svg("path", { class: "course", d: path }));
  const last = values.findLastIndex((value) => value !== null);
  const value = values[last];
  if (typeof value === "number") picture.append(svg("circle", { class: "now", cx: x(last), cy: y(value), r: 3 }));
  return picture;
}

/** A path for each run of values without a gap. */
function paths(values: (number | null)[], x: (place: number) => number, y: (value: number) => number): string[] {
  const runs: string[][] = [[]];
  values.forEach((value, place) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${x(place).toFixed(1)} ${y(value).toFixed(1)}`);
  });
  return runs.filter((run) => run.length > 1).map((run) => `M${run.join("L")}`);
}
