/** A course of values as a line, with the range in which they should be. */

import { svg } from "./elements.js";

export interface Course {
  /** What it shows, for those who do not see it. */
  label: string;
  /** The values in order; null is a gap. */
  values: (number | null)[];
  /** Bounds of the range that is shaded. */
  lower?: number | null | undefined;
  upper?: number | null | undefined;
  /** A value with a line of its own. */
  target?: number | null | undefined;
  /** Ends of the scale that hold whatever the values are. */
  scale?: [number, number];
  width?: number;
  height?: number;
}

export function sparkline(course: Course): SVGElement {
  const { width = 240, height = 56, values, label, lower, upper, target, scale } = course;
  const edge = 4;
  const known = [...values, lower, upper, target, ...(scale ?? [])].filter((x) => typeof x === "number");
  const [low, high] = known.length === 0 ? [0, 1] : [Math.min(...known), Math.max(...known)];
  const span = high - low || 1;
  const x = (place: number) => edge + (place / Math.max(values.length - 1, 1)) * (width - 2 * edge);
  const y = (value: number) => height - edge - ((value - low) / span) * (height - 2 * edge);
  const across = (value: number, name: string) =>
    svg("line", { class: name, x1: 0, x2: width, y1: y(value), y2: y(value) });
  const picture = svg("svg", { class: "sparkline", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  if (typeof lower === "number" || typeof upper === "number") {
    const [top, bottom] = [typeof upper === "number" ? y(upper) : 0, typeof lower === "number" ? y(lower) : height];
    picture.append(svg("rect", { class: "range", x: 0, width, y: top, height: Math.max(bottom - top, 0) }));
  }
  if (typeof target === "number") picture.append(across(target, "target"));
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
