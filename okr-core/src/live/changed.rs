//! What a change changed.

use serde::Serialize;

use crate::report::{CycleRow, KeyResultRow, KpiRow, ObjectiveRow, TeamRow};

/// What a change changed: the rows of a report that differ, as they are now.
///
/// Rows of triggers and of periods come and go, and a trigger's rank depends on all others: of these tables it says whether they
/// differ. What became of the readings, and findings, are computed when they are asked for, and nothing is said of them here.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
/// use okr_core::{Evaluation, Plan, Readings};
///
/// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
/// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0));
/// let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").key_results([days]);
/// let tracker = Plan::new().cycles([Cycle::new("2026-Q3", start, end)]).objectives([hire]).resolve()?;
/// let mut live = tracker.live(&Evaluation::new(&Readings::new(), end))?;
///
/// let changed = live.set("days", end, 33.0)?;
/// assert_eq!(changed.key_results[0].score, Some(9.0 / 17.0));
/// assert_eq!(&*changed.objectives[0].objective, "hire");
/// assert!(live.set("days", end, 33.0)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Changed<'a> {
    /// Cycles.
    pub cycles: Vec<&'a CycleRow>,
    /// Teams, a row for each cycle in which they or a team below have objectives.
    pub teams: Vec<&'a TeamRow>,
    /// Objectives.
    pub objectives: Vec<&'a ObjectiveRow>,
    /// Key results.
    pub key_results: Vec<&'a KeyResultRow>,
    /// KPIs; those with teams a row each.
    pub kpis: Vec<&'a KpiRow>,
    /// The series, `kpi@name`, that have a row no longer: of a KPI with `teams: "any"` no reading of the name is left.
    pub kpis_gone: Vec<String>,
    /// Whether the complete periods of KPIs differ, where they were asked for; whatever the scope.
    pub kpi_periods: bool,
    /// Whether the triggers differ, whatever the scope.
    pub triggers: bool,
}

impl Changed<'_> {
    /// Whether nothing differs.
    ///
    /// ```
    /// use okr_core::live::Changed;
    ///
    /// assert!(Changed::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let rows = self.cycles.is_empty() && self.teams.is_empty() && self.objectives.is_empty();
        rows && self.key_results.is_empty()
            && self.kpis.is_empty()
            && self.kpis_gone.is_empty()
            && !self.kpi_periods
            && !self.triggers
    }

    /// The rows as JSON text: each as in a report, the same bytes in every language.
    ///
    /// ```
    /// use okr_core::live::Changed;
    ///
    /// assert!(Changed::default().to_json().starts_with(r#"{"cycles":[],"teams":[],"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::report::packed::json(self)
    }
}
