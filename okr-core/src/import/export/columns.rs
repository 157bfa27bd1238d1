//! The columns of the sheets of an export.

use crate::document::vocabulary;
use serde::Serialize;

vocabulary! {
    /// How the cells of a column are shown.
    pub enum ColumnFormat {
        /// Text.
        Text = "text",
        /// A number.
        Number = "number",
        /// A number in the unit of its row.
        Value = "value",
        /// A day.
        Date = "date",
        /// Texts, separated by semicolons.
        List = "list",
        /// JSON.
        Json = "json",
    }
}

/// A column of an export: what a person needs to know to edit it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SheetColumn {
    /// Its name in the header.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// How its cells are shown.
    pub format: ColumnFormat,
    /// How wide it is, in characters.
    pub width: u32,
    /// Where its value stands in the document.
    #[serde(skip)]
    pub(super) path: &'static str,
}

/// The column with all that has no column of its own.
pub(super) const MORE: &str = "more (JSON)";

/// In the JSON of the sheet `plan`: what several readings of a metric and date mean, by metric.
pub(super) const DUPLICATES: &str = "duplicates";

const fn column(
    name: &'static str,
    path: &'static str,
    format: ColumnFormat,
    width: u32,
    about: &'static str,
) -> SheetColumn {
    SheetColumn { name, about, format, width, path }
}

/// The kinds of sheets of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Goals,
    Kpis,
    Readings,
    CheckIns,
    Teams,
    Cycles,
    Plan,
}

impl Kind {
    pub(super) const ALL: [Kind; 7] =
        [Kind::Goals, Kind::Kpis, Kind::Readings, Kind::CheckIns, Kind::Teams, Kind::Cycles, Kind::Plan];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Kind::Goals => "goals",
            Kind::Kpis => "kpis",
            Kind::Readings => "readings",
            Kind::CheckIns => "check_ins",
            Kind::Teams => "teams",
            Kind::Cycles => "cycles",
            Kind::Plan => "plan",
        }
    }

    pub(super) const fn columns(self) -> &'static [SheetColumn] {
        use ColumnFormat::{Date, Json, List, Number, Text, Value};
        const MORE_COLUMN: SheetColumn = column(
            MORE,
            "",
            Json,
            20,
            "what has no column of its own, as a JSON object: leave it as it is, or edit it as the plan's JSON",
        );
        match self {
            Kind::Goals => {
                const {
                    &[
                        column("type", "", Text, 11, "`objective` or `key result`"),
                        column("id", "id", Text, 24, "its id: readings and check-ins name it, so it should not change"),
                        column("title", "title", Text, 50, "what is to be achieved, or what is measured"),
                        column("objective", "", Text, 24, "of a key result: the id of its objective"),
                        column("cycle", "cycle", Text, 10, "of an objective: the id of its cycle"),
                        column("team", "team", Text, 16, "of an objective: the id of its team"),
                        column("owner", "owner", Text, 18, "who is accountable: one name"),
                        column(
                            "measure",
                            "measure.kind",
                            Text,
                            11,
                            "of a key result: reach, hold, curve, milestones, establish or roll_up",
                        ),
                        column("from", "measure.from", Value, 10, "the baseline; empty: it is read"),
                        column("target", "measure.to", Value, 10, "the target"),
                        column("direction", "measure.direction", Text, 10, "up or down, where no baseline says it"),
                        column("min", "measure.min", Value, 10, "the lower bound of a hold"),
                        column("max", "measure.max", Value, 10, "the upper bound of a hold"),
                        column("unit", "unit", Text, 8, "the unit of the values; `%` is 0 to 100"),
                        column("metric", "metric", Text, 16, "the KPI whose readings a key result uses"),
                        column("weight", "weight", Number, 8, "its weight; empty: 1"),
                        column("state", "state", Text, 10, "active, draft, dropped or closed; empty: active"),
                        column("start", "start", Date, 12, "first day of a key result; empty: that of the cycle"),
                        column("end", "end", Date, 12, "last day of a key result; empty: that of the cycle"),
                        column("tags", "tags", List, 18, "labels, separated by semicolons"),
                        column("description", "description", Text, 40, "further details"),
                        MORE_COLUMN,
                    ]
                }
            }
            Kind::Kpis => {
                const {
                    &[
                        column("id", "id", Text, 24, "its id: readings name it, so it should not change"),
                        column("name", "name", Text, 40, "its name"),
                        column("better", "better", Text, 8, "which values are better: higher, lower or inside"),
                        column(
                            "cadence",
                            "cadence",
                            Text,
                            10,
                            "daily, weekly, monthly, quarterly, yearly, or the id of a calendar",
                        ),
                        column("unit", "unit", Text, 8, "the unit of the values; `%` is 0 to 100"),
                        column("target", "target", Value, 10, "the target"),
                        column("healthy min", "healthy.min", Value, 12, "the lower bound of the healthy range"),
                        column("healthy max", "healthy.max", Value, 12, "the upper bound of the healthy range"),
                        column(
                            "aggregate",
                            "aggregate",
                            Text,
                            10,
                            "how readings become a value: latest, sum, mean, min or max; empty: latest",
                        ),
                        column("formula", "formula", Text, 24, "what it is computed from"),
                        column("team", "team", Text, 16, "the id of its team"),
                        column("owner", "owner", Text, 18, "who is accountable: one name"),
                        column("area", "area", Text, 14, "what part of the work it tells of"),
                        column("indicator", "indicator", Text, 10, "leading or lagging"),
                        column("tags", "tags", List, 18, "labels, separated by semicolons"),
                        column("description", "description", Text, 40, "further details"),
                        MORE_COLUMN,
                    ]
                }
            }
            Kind::Readings => {
                const {
                    &[
                        column(
                            "metric",
                            "metric",
                            Text,
                            24,
                            "the id of the key result, KPI or input; `kpi@team` for one of several series",
                        ),
                        column("date", "date", Date, 12, "the day that the value is about"),
                        column("value", "value", Value, 12, "the value; empty: it takes back what stood for the day"),
                        column(
                            "recorded",
                            "recorded",
                            Date,
                            12,
                            "the day on which it became known; empty: the same day",
                        ),
                        column("sample", "sample", Number, 10, "how many cases it rests on"),
                        column("note", "note", Text, 40, "a remark"),
                        MORE_COLUMN,
                    ]
                }
            }
            Kind::CheckIns => {
                const {
                    &[
                        column("date", "date", Date, 12, "the day that it is about"),
                        column("objective", "objective", Text, 24, "the id of the objective; one of four"),
                        column("key result", "key_result", Text, 24, "the id of the key result; one of four"),
                        column("kpi", "kpi", Text, 24, "the id of the KPI; one of four"),
                        column("cycle", "cycle", Text, 12, "the id of the cycle; one of four"),
                        column("status", "status", Text, 10, "what people say: on_track, at_risk, off_track or done"),
                        column("confidence", "confidence", Number, 10, "how sure they are, 0 to 1"),
                        column("note", "note", Text, 50, "what they say in words"),
                        column("by", "by", Text, 18, "who said it"),
                        column(
                            "recorded",
                            "recorded",
                            Date,
                            12,
                            "the day on which it was written; empty: the same day",
                        ),
                        MORE_COLUMN,
                    ]
                }
            }
            Kind::Teams => {
                const {
                    &[
                        column("id", "id", Text, 20, "its id"),
                        column("name", "name", Text, 30, "its name"),
                        column("level", "level", Text, 12, "company, department, team or individual"),
                        column("parent", "parent", Text, 20, "the id of the team above"),
                        MORE_COLUMN,
                    ]
                }
            }
            Kind::Cycles => {
                const {
                    &[
                        column("id", "id", Text, 14, "its id"),
                        column("name", "name", Text, 20, "its name"),
                        column("start", "start", Date, 12, "its first day"),
                        column("end", "end", Date, 12, "its last day"),
                        column("parent", "parent", Text, 14, "the id of the longer cycle"),
                        MORE_COLUMN,
                    ]
                }
            }
            Kind::Plan => const { &[column("plan", "name", Text, 30, "the name of the plan"), MORE_COLUMN] },
        }
    }
}
