/** Reports with their methods: pictures and pages. */

import type { Cells } from "./cells.js";
import { call } from "./core.js";
import { jsonText, requireFields, requireNumber, requireText } from "./json.js";
import { Drawing } from "./okr_wasm.js";
import { report as rowsOf } from "./rows.js";
import type { PageOptions, PictureKind, Report as ReportDocument } from "./types.js";

/** Options of a picture. */
export interface PictureOptions {
  /** The width in pixels, 240 to 2000. Default: that of the kind. */
  width?: number | undefined;
}

/** Options of a digest. */
export type DigestOptions = Pick<PageOptions, "title" | "changes">;

/**
 * The evaluation of a plan as of a day: plain tables, and methods that draw them.
 *
 * The methods evaluate once more with the tracker and the readings of the report, which must not be freed before; what was changed
 * in the tables has no effect. For many pictures of a large plan use a live report, which is evaluated once. Copies and JSON text of
 * a report hold the tables alone.
 */
export interface Report extends ReportDocument {
  /**
   * Draws a picture of an item as SVG text.
   *
   * `id` names an objective or key result (`progress`), a key result (`burn_up`), a KPI (`tile`, `xmr`; `kpi@team` where it has
   * several series), `teams` or `kpis` (`heat`), a cycle or objective (`tree`), or a cycle (`timeline`). The last two show the running
   * cycle without an id.
   *
   * @throws {OkrError} if the report has no such item.
   *
   * @example
   * const report = tracker.evaluate(readings, { asOf: "2026-08-31", kpiPeriods: true });
   * element.innerHTML = report.picture("tile", "turnover");
   */
  picture(kind: PictureKind, id?: string, options?: PictureOptions): string;

  /**
   * Writes the report as one HTML page that needs no network and runs no script. Evaluate with `kpiPeriods` and `values` to see
   * the courses of KPIs and key results.
   */
  toHtml(options?: PageOptions): string;

  /** Writes the report as Markdown, for a wiki or a chat. */
  toMarkdown(options?: PageOptions): string;

  /**
   * Writes a digest for a chat, as Markdown of a few lines: where things stand, what is in trouble and why, what changed, what to do.
   *
   * @example
   * const changes = tracker.changesText(readings, { since: "2026-08-24", asOf: "2026-08-31" });
   * const text = tracker.evaluate(readings, { asOf: "2026-08-31" }).digest({ changes });
   */
  digest(options?: DigestOptions): string;
}

/**
 * Draws a report in the core.
 *
 * @internal
 */
export type Draw = (drawing: Drawing) => string;

function draw(work: Draw, make: () => Drawing): string {
  const drawing = call(make);
  try {
    return work(drawing);
  } finally {
    drawing.free();
  }
}

/**
 * Makes the report from packed tables. Its methods are not enumerable, so that copies and comparisons see the tables alone.
 *
 * @internal
 */
export function report(cells: Cells, work: Draw): Report {
  const methods: Omit<Report, keyof ReportDocument> = {
    picture(kind, id = "", options = {}) {
      requireFields(options, ["width"], "option");
      const { width } = options;
      if (width !== undefined) requireNumber(width, "width");
      requireText(kind, "kind");
      requireText(id, "id");
      return draw(work, () => Drawing.picture(kind, id, width));
    },
    toHtml(options = {}) {
      const text = jsonText(options, "options");
      return draw(work, () => Drawing.html(text));
    },
    toMarkdown(options = {}) {
      const text = jsonText(options, "options");
      return draw(work, () => Drawing.markdown(text));
    },
    digest(options = {}) {
      requireFields(options, ["title", "changes"], "option");
      const text = jsonText(options, "options");
      return draw(work, () => Drawing.digest(text));
    },
  };
  const hidden = Object.entries(methods).map(([name, value]) => [name, { value }]);
  return Object.defineProperties(rowsOf(cells), Object.fromEntries(hidden)) as Report;
}
