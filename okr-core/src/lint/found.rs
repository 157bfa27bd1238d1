//! What the checks found: rows of the report.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Finding;
use crate::parallel;
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::FindingRow;

/// Where something was found.
pub(super) struct Place<'a> {
    /// JSON Pointer of the item in the plan, where there is one.
    pub(super) path: Option<Pointer>,
    /// The field of the item at fault, where one stands there.
    pub(super) field: &'static str,
    pub(super) id: Option<Arc<str>>,
    pub(super) cycle: Option<Arc<str>>,
    /// The codes that are silent here.
    pub(super) allow: &'a [FindingCode],
}

impl Place<'_> {
    /// The same place, at one of its fields: `title`, `measure/items/2`.
    pub(super) fn field(self, field: &'static str) -> Self {
        Place { field, ..self }
    }
}

/// An item of the plan by its indices.
#[derive(Clone, Copy)]
pub(super) enum Pointer {
    Team(usize),
    Cycle(usize),
    Objective(usize),
    /// Objective, and place in it.
    KeyResult(usize, usize),
    Kpi(usize),
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pointer::Team(index) => write!(f, "/teams/{index}"),
            Pointer::Cycle(index) => write!(f, "/cycles/{index}"),
            Pointer::Objective(index) => write!(f, "/objectives/{index}"),
            Pointer::KeyResult(objective, place) => write!(f, "/objectives/{objective}/key_results/{place}"),
            Pointer::Kpi(index) => write!(f, "/kpis/{index}"),
        }
    }
}

/// The numbers and ids behind a message.
pub(super) type Data = Map<String, Value>;

/// [`Data`] from names and values.
macro_rules! data {
    ($( $name:ident: $value:expr ),* $(,)?) => {{
        let mut data = $crate::lint::found::Data::with_capacity([$( stringify!($name) ),*].len());
        $( $crate::lint::found::put(&mut data, stringify!($name), $value); )*
        data
    }};
}

pub(super) use data;

/// Adds a value. Not written out for each of some two hundred, so that it stays small.
#[inline(never)]
pub(super) fn put<T: Into<Value>>(data: &mut Data, name: &str, value: T) {
    data.insert(name.to_owned(), value.into());
}

/// What all rows of one finding have in common.
pub(super) struct Common {
    pub(super) finding: &'static Finding,
    severity: Severity,
    rationale: Arc<str>,
    help: Arc<str>,
}

impl Common {
    pub(super) fn new(finding: &'static Finding, severity: Severity) -> Self {
        Common { finding, severity, rationale: Arc::from(finding.rationale), help: Arc::from(finding.help) }
    }
}

/// Collects what the check of one finding finds.
pub(super) struct Found<'a> {
    common: &'a Common,
    rows: &'a mut Vec<FindingRow>,
}

impl<'a> Found<'a> {
    pub(super) fn new(common: &'a Common, rows: &'a mut Vec<FindingRow>) -> Self {
        Found { common, rows }
    }

    /// Notes what `look` finds in each of some items, in their order, on all cores.
    ///
    /// What looks is called by its address, so that this is not written out for each.
    pub(super) fn in_each<I: Sync>(&mut self, items: &[I], look: &(dyn Fn(&I, &mut Found<'_>) + Sync)) {
        let common = self.common;
        let look = |(): &mut (), place: usize, rows: &mut Vec<FindingRow>| {
            if let Some(item) = items.get(place) {
                look(item, &mut Found::new(common, rows));
            }
        };
        self.rows.extend(parallel::flat_map(items.len(), || (), look));
    }

    /// Notes a finding, unless the item allows it.
    pub(super) fn add(&mut self, place: Place<'_>, data: Data, message: String) {
        self.push(place, data, message, Arc::clone(&self.common.help));
    }

    /// Notes a finding with help that speaks of the case at hand, unless the item allows it.
    pub(super) fn add_with_help(&mut self, place: Place<'_>, data: Data, message: String, help: String) {
        self.push(place, data, message, Arc::from(help));
    }

    fn push(&mut self, place: Place<'_>, data: Data, message: String, help: Arc<str>) {
        if place.allow.contains(&self.common.finding.code) {
            return;
        }
        let path = place.path.map(|item| match place.field {
            "" => item.to_string(),
            field => format!("{item}/{field}"),
        });
        self.rows.push(FindingRow {
            code: self.common.finding.code,
            severity: self.common.severity,
            path,
            id: place.id,
            cycle: place.cycle,
            data,
            message,
            help: Some(help),
            rationale: Arc::clone(&self.common.rationale),
        });
    }
}
