//! What the checks found: rows of the report.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::parallel;
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::FindingRow;

/// Where something was found.
pub(super) struct Location<'a> {
    /// JSON Pointer of the item in the plan, where there is one.
    pub(super) path: Option<Pointer>,
    /// The field of the item at fault, where one stands there.
    pub(super) field: &'static str,
    pub(super) id: Option<Arc<str>>,
    pub(super) cycle: Option<Arc<str>>,
    /// The codes that are silent here.
    pub(super) allow: &'a [FindingCode],
}

impl Location<'_> {
    /// The same location, at one of its fields: `title`, `measure/items/2`.
    pub(super) fn field(self, field: &'static str) -> Self {
        Location { field, ..self }
    }
}

/// An item of the plan by its indices.
#[derive(Clone, Copy)]
pub(super) enum Pointer {
    Team(usize),
    Cycle(usize),
    Objective(usize),
    /// Objective, and index within it.
    KeyResult(usize, usize),
    Kpi(usize),
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pointer::Team(index) => write!(f, "/teams/{index}"),
            Pointer::Cycle(index) => write!(f, "/cycles/{index}"),
            Pointer::Objective(index) => write!(f, "/objectives/{index}"),
            Pointer::KeyResult(objective, index) => write!(f, "/objectives/{objective}/key_results/{index}"),
            Pointer::Kpi(index) => write!(f, "/kpis/{index}"),
        }
    }
}

/// The numbers and ids behind a message.
pub(super) type Data = Map<String, Value>;

/// [`Data`] from names and values.
macro_rules! data {
    ($( $name:ident: $value:expr ),* $(,)?) => {{
        let mut data = $crate::lint::collector::Data::with_capacity([$( stringify!($name) ),*].len());
        $( $crate::lint::collector::put(&mut data, stringify!($name), $value); )*
        data
    }};
}

pub(super) use data;

/// Adds a value under a name.
pub(super) fn put<T: Into<Value>>(data: &mut Data, name: &str, value: T) {
    data.insert(name.to_owned(), value.into());
}

/// What all rows of one finding have in common.
pub(super) struct Common {
    pub(super) code: FindingCode,
    severity: Severity,
    rationale: Arc<str>,
    help: Arc<str>,
}

impl Common {
    pub(super) fn new(code: FindingCode, severity: Severity, rationale: &str, help: &str) -> Self {
        Common { code, severity, rationale: Arc::from(rationale), help: Arc::from(help) }
    }
}

/// Collects what the check of one finding finds.
pub(super) struct Collector<'a> {
    common: &'a Common,
    rows: &'a mut Vec<FindingRow>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(common: &'a Common, rows: &'a mut Vec<FindingRow>) -> Self {
        Collector { common, rows }
    }

    /// Checks each item on all cores, and notes the findings in the order of the items.
    pub(super) fn check_each<I: Sync>(&mut self, items: &[I], look: &(dyn Fn(&I, &mut Collector<'_>) + Sync)) {
        let common = self.common;
        let look = |(): &mut (), index: usize, rows: &mut Vec<FindingRow>| {
            if let Some(item) = items.get(index) {
                look(item, &mut Collector::new(common, rows));
            }
        };
        self.rows.extend(parallel::flat_map(items.len(), || (), look));
    }

    /// Notes a finding, unless the item allows it.
    pub(super) fn add(&mut self, location: Location<'_>, data: Data, message: String) {
        self.push(location, data, message, Arc::clone(&self.common.help));
    }

    /// Notes a finding with help that speaks of the case at hand, unless the item allows it.
    pub(super) fn add_with_help(&mut self, location: Location<'_>, data: Data, message: String, help: String) {
        self.push(location, data, message, Arc::from(help));
    }

    fn push(&mut self, location: Location<'_>, data: Data, message: String, help: Arc<str>) {
        if location.allow.contains(&self.common.code) {
            return;
        }
        let path = location.path.map(|item| match location.field {
            "" => item.to_string(),
            field => format!("{item}/{field}"),
        });
        self.rows.push(FindingRow {
            code: self.common.code,
            severity: self.common.severity,
            path,
            id: location.id,
            cycle: location.cycle,
            data,
            message,
            help: Some(help),
            rationale: Arc::clone(&self.common.rationale),
        });
    }
}
