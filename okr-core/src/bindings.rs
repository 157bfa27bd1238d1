//! What the Python and JavaScript packages need and a Rust program does not.
//!
//! Unstable: anything here may change or go in any release, also in a patch.

use chrono::NaiveDate;

use crate::agenda::Agenda;
use crate::calendar::parse_reading_date;
use crate::changes::{Changes, GroupBy};
use crate::document::{At, bad_json, json, read_text, shorten};
use crate::error::{Error, ErrorKind, Errors};
use crate::history::HistoryRow;
use crate::report::column;
use crate::{Evaluation, Live, Plan, Report, ScanRow, Tracker};

pub use crate::document::foreign_content;
pub use crate::lint::reader::from_json as findings_from_json;
pub use crate::readings::column_names::check_column_names;
pub use crate::report::packed::Packed;

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
        // A width that is no whole number of pixels, or none at all, is out of bounds as it stands.
        Some(width) => report.picture_of_width(kind, id, if width > 0.0 { width as u32 } else { 0 }),
        None => report.picture(kind, id),
    }
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
        Errors::new(errors.into_iter().map(below).collect())
    })
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
    let review: crate::review::Review = serde_json::from_str(review).map_err(|error| bad_json(&error, ""))?;
    let (keep, drop): (Vec<String>, Vec<String>) = (read_text(keep, "/keep")?, read_text(drop, "/drop")?);
    let (keep, drop): (Vec<&str>, Vec<&str>) =
        (keep.iter().map(String::as_str).collect(), drop.iter().map(String::as_str).collect());
    Ok(json(&review.next_plan(&keep, &drop)?))
}
