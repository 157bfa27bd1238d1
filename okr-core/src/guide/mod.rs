//! The guide: what every number means, and why.
//!
//! Start with [`concepts`]. Then read the pages about what you use. Examples are in Rust, Python and JavaScript; all of them run as
//! tests.
//!
//! | page | what it covers |
//! |---|---|
//! | [`concepts`] | plan, readings, policy, tracker and report; errors, findings and states; numbers, dates and names |
//! | [`import`](crate::import) | from a spreadsheet to a plan, readings and check-ins, and back |
//! | [`measures`] | the six ways to measure a key result |
//! | [`scoring`] | from progress to scores of objectives, cycles and teams |
//! | [`status`] | pace, what is expected by now, and when a goal is on track |
//! | [`forecast`] | where a key result is heading; solve, what-if, history and explain |
//! | [`live`] | a report that follows its readings, and what each change costs |
//! | [`service`] | which calls block for how long; locks, thread pools, appending readings, keeping them |
//! | [`kpis`] | periods, values and health |
//! | [`rates`] | rates from counts, rolling windows, event tables, late data, calendars of your own, last year, phases |
//! | [`rules`] | what turns a KPI into a call for action, and how often by chance |
//! | [`states`] | from breaches to a trigger, its rank and its draft |
//! | [`statistics`] | charts, trends and outliers, with their sources |
//! | [`findings`] | what is sound, but against good practice: each code with its reasons and examples |
//! | [`policies`] | every limit and threshold, and which preset stands for which school |
//! | [`editing`] | editing a plan by ids: add, replace, move, remove, rename, revise; the difference of two plans |
//! | [`changes`] | what is new since a day: rows, causes, and a message for the team |
//! | [`agenda`] | a talk with one person: what needs attention and since when, what is new, due, and was said |
//! | [`review`] | closing the loop: review, merge, compare, advise |
//! | [`advise`] | the decision tables: which framework should lead, where an initiative belongs, what the next step is |
//! | [`pictures`] | charts as SVG, pages as HTML and Markdown: what they show, and what they keep to |
//! | [`charts`] | the same pictures from the tables of a report, with altair and Observable Plot |
//! | [`speed`] | how long things take and how much memory, how that was measured, and how to get more of it |
//! | [`scale`] | very many series: KPIs whose teams only the data know, and readings in batches |
//! | [`year`] | that loop as a story: a year of a small company, step by step |

#[doc = include_str!("concepts.md")]
pub mod concepts {}

#[doc = include_str!("measures.md")]
pub mod measures {}

#[doc = include_str!("scoring.md")]
pub mod scoring {}

#[doc = include_str!("status.md")]
pub mod status {}

#[doc = include_str!("forecast.md")]
pub mod forecast {}

#[doc = include_str!("live.md")]
pub mod live {}

#[doc = include_str!("service.md")]
pub mod service {}

#[doc = include_str!("kpis.md")]
pub mod kpis {}

#[doc = include_str!("rates.md")]
pub mod rates {}

#[doc = include_str!("rules.md")]
pub mod rules {}

#[doc = include_str!("states.md")]
pub mod states {}

#[doc = include_str!("statistics.md")]
pub mod statistics {}

#[doc = include_str!("findings.md")]
pub mod findings {}

#[doc = include_str!("policies.md")]
pub mod policies {}

#[doc = include_str!("editing.md")]
pub mod editing {}

#[doc = include_str!("changes.md")]
pub mod changes {}

#[doc = include_str!("agenda.md")]
pub mod agenda {}

#[doc = include_str!("review.md")]
pub mod review {}

#[doc = include_str!("advise.md")]
pub mod advise {}

#[doc = include_str!("pictures.md")]
#[cfg(feature = "render")]
pub mod pictures {}

#[doc = include_str!("charts.md")]
pub mod charts {}

#[doc = include_str!("speed.md")]
pub mod speed {}

#[doc = include_str!("scale.md")]
pub mod scale {}

#[doc = include_str!("year.md")]
pub mod year {}
