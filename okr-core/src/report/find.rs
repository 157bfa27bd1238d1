//! Rows by their ids.

use super::{CycleRow, KeyResultRow, KpiRow, ObjectiveRow, Report, TeamRow};

/// Rows by their ids. Each looks through its table; for many ids, make a map of the rows once.
impl Report {
    /// The row of a cycle.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.cycle("2026-Q3").unwrap().attained, 3);
    /// ```
    #[must_use]
    pub fn cycle(&self, id: &str) -> Option<&CycleRow> {
        self.cycles.iter().find(|row| &*row.cycle == id)
    }

    /// The row of a team in a cycle.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.team("people", "2026-Q3").unwrap().dropped, 1);
    /// ```
    #[must_use]
    pub fn team(&self, team: &str, cycle: &str) -> Option<&TeamRow> {
        self.teams.iter().find(|row| &*row.team == team && &*row.cycle == cycle)
    }

    /// The row of an objective.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.objective("hire").unwrap().attained, Some(true));
    /// ```
    #[must_use]
    pub fn objective(&self, id: &str) -> Option<&ObjectiveRow> {
        self.objectives.iter().find(|row| &*row.objective == id)
    }

    /// The row of a key result.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.key_result("days").unwrap().score, Some(1.0));
    /// assert!(report.key_result("nights").is_none());
    /// ```
    #[must_use]
    pub fn key_result(&self, id: &str) -> Option<&KeyResultRow> {
        self.key_results.iter().find(|row| &*row.key_result == id)
    }

    /// The row of a KPI: by its id where it has one series, by `kpi@team` where it has several.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.kpi("turnover").unwrap().value, Some(14.0));
    /// assert_eq!(report.kpi("enps@north").unwrap().value, Some(40.0));
    /// // It has two.
    /// assert!(report.kpi("enps").is_none());
    /// ```
    #[must_use]
    pub fn kpi(&self, id: &str) -> Option<&KpiRow> {
        // Ids of KPIs have no `@`.
        let (kpi, team) = id.split_once('@').map_or((id, None), |(kpi, team)| (kpi, Some(team)));
        let mut rows = self.kpis.iter().filter(|row| &*row.kpi == kpi);
        match team {
            Some(_) => rows.find(|row| row.team.as_deref() == team),
            None => rows.next().filter(|_| rows.next().is_none()),
        }
    }
}
