//! Objectives and key results (OKRs) and key performance indicators (KPIs) as a library. KPIs tell whether something is
//! healthy; OKRs change it.
//!
//! Typed [plans](plan) and tables of [readings] go in. Validation, scores, pace, forecasts, KPI health, triggers with draft
//! objectives, findings and cycle reviews come out: correct, explainable, and bit-identical in Rust, Python and JavaScript.
//!
//! ```
//! use okr_core::calendar::parse_date;
//! use okr_core::plan::{Better, Cadence, Cycle, KeyResult, Kpi, Objective, Range, Reach};
//! use okr_core::report::{Health, Status};
//! use okr_core::{Evaluation, Plan, Readings};
//!
//! let quarter = Cycle::new("2026-Q3", parse_date("2026-07-01")?, parse_date("2026-09-30")?);
//! let days = KeyResult::new("days", "Time to hire falls to 25 days", Reach::new(25.0).from(42.0)).metric("time-to-hire");
//! let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").owner("Mara").key_results([days]);
//! let kpi = Kpi::new("time-to-hire", "Time to hire", Better::Lower, Cadence::Monthly).healthy(Range::new().max(30.0));
//! let tracker = Plan::new().cycles([quarter]).objectives([hire]).kpis([kpi]).resolve()?;
//!
//! let readings = Readings::from_json(r#"[
//!     { "metric": "time-to-hire", "date": "2026-06", "value": 42 },
//!     { "metric": "time-to-hire", "date": "2026-07", "value": 33 }
//! ]"#)?;
//! let report = tracker.evaluate(&Evaluation::new(&readings, parse_date("2026-08-05")?))?;
//!
//! assert_eq!(report.key_results[0].score, Some(9.0 / 17.0));
//! assert_eq!(report.objectives[0].status, Status::OnTrack);
//! assert_eq!(report.kpis[0].health, Health::Unhealthy);
//! assert_eq!(report.triggers[0].addressed_by[0].as_ref(), "hire");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to go
//!
//! * The [`guide`] defines every number and gives the reasons.
//! * Write a [`Plan`]. [`Plan::resolve`] turns it into a [`Tracker`], or returns every problem at once.
//! * [`Tracker::evaluate`] returns a [`Report`] of flat tables. [`Tracker::history`], [`Tracker::explain`], [`Tracker::solve`],
//!   [`Tracker::what_if`], [`Tracker::review`] and [`Tracker::compare`] answer what a report does not.
//! * [`lint`] documents the findings, [`advise`] holds the decision tables.
//!
//! # Features
//!
//! | feature | default | what it adds | turn it off |
//! |---|---|---|---|
//! | `csv` | on | readings from CSV text | if readings arrive as rows, columns or JSON only |
//! | `parallel` | on | evaluation on all cores, with the same results | on WebAssembly, or if the program has its own threads |
//! | `reference` | on | `reference::findings_page()`: the page about all findings, with an example of each | if the size of the program counts |
//! | `render` | on | pictures (SVG) and documents (HTML, Markdown) of reports and reviews | if nobody looks at them |
//! | `schema` | off | JSON Schema of every document type | turn it on for code generators and editors |

//!
//! # Serde
//!
//! Every document, row and report implements `Serialize` and `Deserialize`. They are written for JSON: documents need a format that
//! describes itself (JSON, MessagePack with names, CBOR), and numbers come back to the bit where the format keeps them so.
//! The crate turns on the features `float_roundtrip` and `preserve_order` of serde_json, which then hold in the whole program.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod advise;
pub mod agenda;
pub mod align;
pub mod batch_scan;
#[doc(hidden)]
pub mod bindings;
pub mod calendar;
pub mod changes;
pub mod compare;
pub mod diff;
mod document;
pub mod edit;
pub mod error;
pub mod evaluate;
pub mod explain;
pub mod guide;
pub mod history;
pub mod import;
mod index;
mod kpi;
pub mod lint;
pub mod live;
pub mod merge;
mod number;
// Without pictures only the review's text uses it.
#[cfg_attr(not(feature = "render"), allow(dead_code))]
mod figure;
mod order;
mod parallel;
pub mod plan;
pub mod readings;
#[cfg(feature = "reference")]
pub mod reference;
#[cfg(feature = "render")]
pub mod render;
pub mod report;
mod resolve;
pub mod review;
pub mod scan;
mod score;
mod series;
pub mod solve;
pub mod stats;
mod words;

pub use batch_scan::BatchScan;
/// The crate of the dates in this one's interface.
pub use chrono;
pub use error::{Error, ErrorKind, Errors};
pub use evaluate::{Evaluation, Scope};
pub use live::Live;
pub use parallel::sequential;
pub use plan::{Plan, policy};
pub use readings::Readings;
pub use report::Report;
pub use resolve::Tracker;
pub use scan::{ScanRow, ScanTrigger};
