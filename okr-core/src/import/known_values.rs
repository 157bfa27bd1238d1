//! What is already known: readings and check-ins of earlier imports.

use std::cell::OnceCell;

use chrono::NaiveDate;
use hashbrown::HashMap;

use crate::Readings;
use crate::calendar::{date_of_day, day_number};
use crate::number::same;
use crate::plan::Said;
use crate::readings::{CheckIn, CheckIns, NO_DAY};

/// Readings and check-ins that are known already, so that importing a sheet again adds only what is new.
///
/// ```
/// use okr_core::import::{Holds, Known, Options, Sheet, import};
///
/// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
/// let options = Options::from_json(r#"{ "holds": "kpis", "better": "higher" }"#)?;
/// let imported = import(&sheet, &options, Known::new())?;
///
/// let known = imported.loaded()?;
/// let again = import(&sheet, &options, Known::new().readings(&known))?;
/// assert!(again.readings.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Known<'a> {
    /// Readings of earlier imports.
    pub readings: Option<&'a Readings>,
    /// Check-ins of earlier imports.
    pub check_ins: Option<&'a CheckIns>,
}

impl<'a> Known<'a> {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Known::default()
    }

    /// Readings of earlier imports.
    ///
    /// ```
    /// use okr_core::import::{Holds, Known, Options, Sheet, import};
    ///
    /// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
    /// let options = Options::from_json(r#"{ "holds": "kpis", "better": "higher" }"#)?;
    /// let imported = import(&sheet, &options, Known::new())?;
    ///
    /// let known = imported.loaded()?;
    /// let again = import(&sheet, &options, Known::new().readings(&known))?;
    /// assert!(again.readings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn readings(mut self, readings: &'a Readings) -> Self {
        self.readings = Some(readings);
        self
    }

    /// Check-ins of earlier imports.
    ///
    /// ```
    /// use okr_core::import::Known;
    /// use okr_core::readings::CheckIns;
    ///
    /// let said = CheckIns::from_json(r#"[{ "kpi": "enps", "date": "2026-08-31", "note": "the survey is out" }]"#)?;
    /// assert_eq!(Known::new().check_ins(&said).check_ins, Some(&said));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn check_ins(mut self, check_ins: &'a CheckIns) -> Self {
        self.check_ins = Some(check_ins);
        self
    }
}

/// The rows of a metric: date, day on which it became known, value.
type Rows = Vec<(i32, i32, f64)>;

/// Looks up what is known.
pub(super) struct Newest<'a> {
    known: Known<'a>,
    metrics: OnceCell<HashMap<String, Rows>>,
    /// The indices of the check-ins about each goal.
    check_ins: OnceCell<HashMap<(&'static str, String), Vec<usize>>>,
}

impl<'a> Newest<'a> {
    pub(super) fn new(known: Known<'a>) -> Self {
        Newest { known, metrics: OnceCell::new(), check_ins: OnceCell::new() }
    }

    fn rows(&self, metric: &str) -> &[(i32, i32, f64)] {
        let metrics = self.metrics.get_or_init(|| {
            let mut metrics: HashMap<String, Rows> = HashMap::new();
            let Some(readings) = self.known.readings else { return metrics };
            let columns = readings.columns();
            for (row, ((metric, date), value)) in
                columns.metrics.iter().zip(&*columns.dates).zip(&*columns.values).enumerate()
            {
                let Some(name) = columns.names.get(*metric as usize) else { continue };
                let recorded = columns
                    .recorded
                    .as_ref()
                    .and_then(|recorded| recorded.get(row))
                    .copied()
                    .filter(|day| *day != NO_DAY);
                let row = (*date, recorded.unwrap_or(*date), *value);
                match metrics.get_mut(*name) {
                    Some(rows) => rows.push(row),
                    None => drop(metrics.insert((*name).to_owned(), vec![row])),
                }
            }
            metrics
        });
        metrics.get(metric).map(Vec::as_slice).unwrap_or_default()
    }

    /// The newest known value of a metric.
    pub(super) fn value(&self, metric: &str) -> Option<f64> {
        let newest = self.rows(metric).iter().max_by_key(|(date, recorded, _)| (*date, *recorded))?;
        Some(newest.2).filter(|value| !value.is_nan())
    }

    /// The known value of a metric on a date: that which became known last, with the day on which it did.
    pub(super) fn value_on(&self, metric: &str, date: NaiveDate) -> Option<(f64, NaiveDate)> {
        let day = day_number(date);
        let rows = self.rows(metric).iter().filter(|(date, ..)| *date == day);
        let newest = rows.max_by_key(|(_, recorded, _)| *recorded)?;
        Some((newest.2, date_of_day(newest.1)))
    }

    /// The known check-ins about one goal.
    fn about(&self, field: &'static str, id: &str) -> impl Iterator<Item = &CheckIn> {
        let all = self.known.check_ins.map(|check_ins| check_ins.iter().as_slice()).unwrap_or_default();
        let subjects = self.check_ins.get_or_init(|| {
            let mut subjects: HashMap<(&'static str, String), Vec<usize>> = HashMap::new();
            for (index, check_in) in all.iter().enumerate() {
                if let Some(subject) = check_in.subject() {
                    subjects.entry((subject.field(), subject.id().to_owned())).or_default().push(index);
                }
            }
            subjects
        });
        let indices = subjects.get(&(field, id.to_owned())).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| all.get(*index))
    }

    /// What is new in a check-in: its status, confidence and note without those that equal the newest known ones. None where nothing is.
    pub(super) fn fresh(&self, check_in: CheckIn) -> Option<CheckIn> {
        let subject = check_in.subject()?;
        let about = self.about(subject.field(), subject.id());
        let (mut status, mut confidence, mut note) = (None, None, None);
        let mut newest: [Option<(NaiveDate, NaiveDate)>; 3] = [None; 3];
        for other in about {
            let at = (other.date, other.recorded.unwrap_or(other.date));
            let [for_status, for_confidence, for_note] = &mut newest;
            take_newer(for_status, at, &mut status, other.status);
            take_newer(for_confidence, at, &mut confidence, other.confidence);
            take_newer(for_note, at, &mut note, other.note.clone());
        }
        let mut fresh = check_in.clone();
        fresh.status = fresh.status.filter(|said: &Said| Some(*said) != status);
        fresh.confidence = fresh.confidence.filter(|x| !confidence.is_some_and(|known| same(*x, known)));
        fresh.note = fresh.note.filter(|text| Some(text) != note.as_ref());
        let is_new = fresh.status.is_some() || fresh.confidence.is_some() || fresh.note.is_some();
        is_new.then_some(fresh)
    }
}

fn take_newer<T>(
    newest: &mut Option<(NaiveDate, NaiveDate)>,
    at: (NaiveDate, NaiveDate),
    known: &mut Option<T>,
    value: Option<T>,
) {
    if value.is_some() && newest.is_none_or(|before| before <= at) {
        (*newest, *known) = (Some(at), value);
    }
}
