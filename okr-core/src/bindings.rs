//! What the Python and JavaScript packages need and a Rust program does not.
//!
//! Unstable: anything here may change or go in any release, also in a patch.

use chrono::NaiveDate;

use crate::agenda::Agenda;
use crate::calendar::parse_reading_date;
use crate::changes::{Changes, GroupBy};
#[cfg(feature = "render")]
use crate::compare::Comparison;
use crate::diff::Diff;
use crate::document::{At, bad_json, json, read_text, shorten};
use crate::error::{Error, ErrorKind, Errors};
use crate::history::HistoryRow;
use crate::merge::Rename;
use crate::report::column;
use crate::{Evaluation, Live, Plan, Report, ScanRow, Tracker};

pub use crate::document::foreign_content;
pub use crate::lint::reader::from_json as findings_from_json;
pub use crate::readings::column_names::check_column_names;
pub use crate::report::packed::Packed;

/// Works on one thread from now on, in a process that was forked: it has only the thread that forked.
///
/// ```
/// okr_core::bindings::work_on_one_thread();
/// ```
pub fn work_on_one_thread() {
    crate::parallel::work_on_one_thread();
}

/// `work` for each index below `count`, each of which is worth a thread; in order.
///
/// ```
/// assert_eq!(okr_core::bindings::in_parallel(3, |index| 2 * index), [0, 2, 4]);
/// ```
pub fn in_parallel<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    crate::parallel::jobs(usize::MAX, count, work)
}

/// Reads the days of a history from a JSON list of texts.
///
/// # Errors
///
/// Every text that is not a day, with paths `/dates/<index>`.
///
/// ```
/// use okr_core::bindings::dates_from_json;
///
/// assert_eq!(dates_from_json(r#"["2026-07-31", "2026-08-31"]"#)?.len(), 2);
/// assert_eq!(dates_from_json(r#"["2026-07-32"]"#).unwrap_err().iter().next().unwrap().path, "/dates/0");
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub fn dates_from_json(text: &str) -> Result<Vec<NaiveDate>, Errors> {
    read_text(text, "/dates")
}

/// Reads the date of a reading as rows write it: a day, or a period, which stands for its last day.
///
/// # Errors
///
/// `bad_date`, with the path `/date`.
///
/// ```
/// use okr_core::bindings::date_from_text;
///
/// assert_eq!(date_from_text("2026-07")?.to_string(), "2026-07-31");
/// assert_eq!(date_from_text("July").unwrap_err().iter().next().unwrap().path, "/date");
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub fn date_from_text(text: &str) -> Result<NaiveDate, Errors> {
    parse_reading_date(text).map_err(|error| {
        let kind = ErrorKind::BadDate { value: shorten(text), reason: error.reason.to_string() };
        Errors::new(vec![Error::new("/date", kind)])
    })
}

/// Returns a field of a report as JSON text: a table, `as_of`, `policy` or `readings`; `None` for any other name.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// use okr_core::bindings::report_part_to_json;
///
/// let report = tracker.evaluate(&evaluation).unwrap();
/// assert_eq!(report_part_to_json(&report, "as_of").as_deref(), Some(r#""2026-10-10""#));
/// assert_eq!(report_part_to_json(&report, "goals"), None);
/// ```
#[must_use]
pub fn report_part_to_json(report: &Report, field: &str) -> Option<String> {
    report.part_to_json(field)
}

/// Returns a field of a live report as JSON text, as [`report_part_to_json`] does, computing no more than the field needs.
pub fn live_part_to_json(live: &mut Live, field: &str) -> Option<String> {
    live.part_to_json(field)
}

/// Packs a report: `as_of`, `policy` and `readings`, then the tables.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// use okr_core::bindings::pack_report;
///
/// let report = tracker.evaluate(&evaluation).unwrap();
/// assert_eq!(pack_report(&report).rows.len(), okr_core::Report::TABLES.len());
/// ```
#[must_use]
pub fn pack_report(report: &Report) -> Packed {
    report.packed()
}

/// Packs the rows of a history.
#[must_use]
pub fn pack_history(rows: &[HistoryRow]) -> Packed {
    column::packed(rows)
}

/// Packs the rows of a scan.
#[must_use]
pub fn pack_scan(rows: &[ScanRow]) -> Packed {
    column::packed(rows)
}

/// Draws a picture of an item of a report, of a width in pixels or the usual one.
///
/// # Errors
///
/// A kind that there is not, with the path `/kind`, and those of [`Report::picture_of_width`].
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// use okr_core::bindings::picture;
///
/// let report = tracker.evaluate(&evaluation).unwrap();
/// assert!(picture(&report, "progress", "hire", None).unwrap().starts_with("<svg "));
/// assert_eq!(picture(&report, "pie", "hire", None).unwrap_err().iter().next().unwrap().path, "/kind");
/// ```
#[cfg(feature = "render")]
pub fn picture(report: &Report, kind: &str, id: &str, width: Option<f64>) -> Result<String, Errors> {
    let kind: crate::render::PictureKind =
        kind.parse().map_err(|error| Errors::new(vec![Error::new("/kind", error)]))?;
    match width {
        Some(width) => report.picture_of_width(kind, id, pixels(width)),
        None => report.picture(kind, id),
    }
}

/// Draws the funnel of a KPI of a comparison, of a width in pixels or the usual one.
///
/// # Errors
///
/// Those of [`Comparison::funnel_of_width`].
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// use okr_core::bindings::funnel;
///
/// let comparison = tracker.compare(&evaluation).unwrap();
/// let error = funnel(&comparison, "turnover", None).unwrap_err();
/// assert!(error.to_string().contains("unknown kpi of teams `turnover`"));
/// ```
#[cfg(feature = "render")]
pub fn funnel(comparison: &Comparison, kpi: &str, width: Option<f64>) -> Result<String, Errors> {
    match width {
        Some(width) => comparison.funnel_of_width(kpi, pixels(width)),
        None => comparison.funnel(kpi),
    }
}

/// Draws the funnel of a KPI of a comparison that is given as JSON text.
///
/// # Errors
///
/// `bad_json`, and those of [`funnel`].
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// use okr_core::bindings::funnel_from_json;
///
/// let comparison = tracker.compare(&evaluation).unwrap().to_json();
/// assert!(funnel_from_json(&comparison, "turnover", None).unwrap_err().to_string().contains("unknown kpi of teams `turnover`"));
/// assert!(funnel_from_json("{}", "turnover", None).unwrap_err().to_string().contains("missing field `cycles`"));
/// ```
#[cfg(feature = "render")]
pub fn funnel_from_json(comparison: &str, kpi: &str, width: Option<f64>) -> Result<String, Errors> {
    let comparison: Comparison = serde_json::from_str(comparison).map_err(|error| bad_json(&error, comparison, ""))?;
    funnel(&comparison, kpi, width)
}

/// A width in whole pixels; one below 1 is out of bounds as it stands.
#[cfg(feature = "render")]
fn pixels(width: f64) -> u32 {
    if width > 0.0 { width as u32 } else { 0 }
}

/// Writes a table of a report for a notebook, the most urgent rows first; `None` for a table that has no form of its own.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// use okr_core::bindings::table_to_html;
///
/// let report = tracker.evaluate(&evaluation).unwrap();
/// assert!(table_to_html(&report, "objectives").unwrap().contains("<bdi>Learn from each other</bdi>"));
/// assert_eq!(table_to_html(&report, "cycles"), None);
/// ```
#[cfg(feature = "render")]
#[must_use]
pub fn table_to_html(report: &Report, table: &str) -> Option<String> {
    report.table_to_html(table)
}

/// Lists what is new since a day, given as text, with what was edited where the plan as it was is given as JSON text.
///
/// # Errors
///
/// Those of [`Tracker::changes_from`]; those of the plan as it was have paths below `/before`.
pub fn changes(
    tracker: &Tracker,
    evaluation: &Evaluation<'_>,
    since: &str,
    before: Option<&str>,
) -> Result<Changes, Errors> {
    let since = since_from_text(since)?;
    match before.map(plan_before).transpose()? {
        Some(before) => tracker.changes_from(&before, evaluation, since),
        None => tracker.changes(evaluation, since),
    }
}

/// Writes the agenda of a talk with a person, with the day of the last one as text, and what was edited where the plan as it was is given
/// as JSON text.
///
/// # Errors
///
/// Those of [`Tracker::agenda_from`]; those of the plan as it was have paths below `/before`.
pub fn agenda(
    tracker: &Tracker,
    owner: &str,
    evaluation: &Evaluation<'_>,
    since: &str,
    before: Option<&str>,
) -> Result<Agenda, Errors> {
    let since = since_from_text(since)?;
    match before.map(plan_before).transpose()? {
        Some(before) => tracker.agenda_from(&before, owner, evaluation, since),
        None => tracker.agenda(owner, evaluation, since),
    }
}

fn since_from_text(text: &str) -> Result<NaiveDate, Errors> {
    read_text(&serde_json::Value::from(text).to_string(), "/since")
}

/// The plan as it was, from JSON text.
fn plan_before(text: &str) -> Result<Tracker, Errors> {
    Plan::from_json(text).and_then(Plan::resolve).map_err(|errors| {
        let below = |error: Error| Error { path: format!("/before{}", error.path), ..error };
        Errors::new(errors.into_iter().map(below))
    })
}

/// Finds an item of a plan by its id and, where items of several kinds have it, the word of its kind: as JSON text `{path, kind, item}`; none
/// where nothing has the id.
///
/// # Errors
///
/// Those of [`Plan::find`], and a kind that there is not, with the path `/kind`.
///
/// ```
/// use okr_core::Plan;
/// use okr_core::bindings::find;
/// use okr_core::plan::Input;
///
/// let plan = Plan::new().inputs([Input::new("hires")]);
/// assert_eq!(find(&plan, "hires", None)?.unwrap(), r#"{"path":"/inputs/0","kind":"input","item":{"id":"hires"}}"#);
/// assert_eq!(find(&plan, "hires", Some("team"))?, None);
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub fn find(plan: &Plan, id: &str, kind: Option<&str>) -> Result<Option<String>, Errors> {
    let read = |word: &str| word.parse().map_err(|kind| Errors::new(vec![At::root("/kind").error(kind)]));
    let Some(found) = plan.find(id, kind.map(read).transpose()?)? else { return Ok(None) };
    let item = serde_json::to_value(&found.item).unwrap_or_default();
    let item = item.get(found.item.kind().as_str()).cloned().unwrap_or_default();
    Ok(Some(json(&serde_json::json!({ "path": found.path, "kind": found.item.kind(), "item": item }))))
}

/// Compares a plan with a newer one as JSON text, where the items of a JSON list of renames have other ids.
///
/// # Errors
///
/// Those of [`Plan::diff`], and those of the newer plan, with paths below `/new`.
pub fn diff(old: &Plan, new: &str, renames: &str) -> Result<Diff, Errors> {
    let below = |error: Error| Error { path: format!("/new{}", error.path), ..error };
    let new = Plan::from_json(new).map_err(|errors| Errors::new(errors.into_iter().map(below)))?;
    old.diff(&new, &renames_from_json(renames)?)
}

/// Reads the rows of a difference from a JSON list.
///
/// # Errors
///
/// `bad_json`, with the path `/rows`, where it is no list of such rows.
pub fn diff_from_json(text: &str) -> Result<Diff, Errors> {
    serde_json::from_str(text).map_err(|error| bad_json(&error, text, "/rows"))
}

/// Reads new names from a JSON list.
///
/// # Errors
///
/// All that does not fit, with paths below `/renames`.
pub fn renames_from_json(text: &str) -> Result<Vec<Rename>, Errors> {
    read_text(text, "/renames")
}

/// Reads what a message is grouped by; nothing where there is no text.
///
/// # Errors
///
/// `unknown_value`, with the path `/by`.
pub fn group_by(text: Option<&str>) -> Result<Option<GroupBy>, Errors> {
    let read = |text: &str| text.parse().map_err(|kind| Errors::new(vec![At::root("/by").error(kind)]));
    text.map(read).transpose()
}

/// Makes the plan for the next cycle from a review as JSON text, as JSON text; `keep` and `drop` are JSON lists of ids.
///
/// # Errors
///
/// Text that is no review or no list, and those of [`Review::next_plan`](crate::review::Review::next_plan).
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// use okr_core::bindings::next_plan;
///
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap().to_json();
/// assert!(next_plan(&review, "[]", r#"["days"]"#).unwrap().contains("learn-2026-Q4"));
/// ```
pub fn next_plan(review: &str, keep: &str, drop: &str) -> Result<String, Errors> {
    let review: crate::review::Review = serde_json::from_str(review).map_err(|error| bad_json(&error, review, ""))?;
    let (keep, drop): (Vec<String>, Vec<String>) = (read_text(keep, "/keep")?, read_text(drop, "/drop")?);
    let (keep, drop): (Vec<&str>, Vec<&str>) =
        (keep.iter().map(String::as_str).collect(), drop.iter().map(String::as_str).collect());
    Ok(json(&review.next_plan(&keep, &drop)?))
}
