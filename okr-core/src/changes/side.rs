//! The report of one day, with its rows by id.

use hashbrown::{HashMap, HashSet};

use crate::plan::Plan;
use crate::report::{KeyResultRow, KpiRow, ObjectiveRow, Report, TriggerRow};

/// The report of one day, with its rows by id.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) report: &'a Report,
    split: HashSet<&'a str>,
    objectives: HashMap<&'a str, &'a ObjectiveRow>,
    key_results: HashMap<&'a str, &'a KeyResultRow>,
    kpis: HashMap<String, &'a KpiRow>,
    triggers: HashMap<String, &'a TriggerRow>,
}

impl<'a> Side<'a> {
    pub(super) fn new(plan: &'a Plan, report: &'a Report) -> Self {
        let split = plan.kpis.iter().filter(|kpi| !kpi.teams.is_empty()).map(|kpi| kpi.id.as_str()).collect();
        let mut side = Side {
            report,
            split,
            objectives: report.objectives.iter().map(|row| (&*row.objective, row)).collect(),
            key_results: report.key_results.iter().map(|row| (&*row.key_result, row)).collect(),
            kpis: HashMap::new(),
            triggers: HashMap::new(),
        };
        side.kpis = report.kpis.iter().map(|row| (side.series(&row.kpi, row.team.as_deref()), row)).collect();
        side.triggers = report.triggers.iter().map(|row| (side.trigger_key(row), row)).collect();
        side
    }

    /// The name of a series: `kpi`, or `kpi@team` of a KPI with teams.
    pub(super) fn series(&self, kpi: &str, team: Option<&str>) -> String {
        match team.filter(|_| self.split.contains(kpi)) {
            Some(team) => format!("{kpi}@{team}"),
            None => kpi.to_owned(),
        }
    }

    /// The key of a trigger: `series:rule`, from the second rule of its kind on `series:rule#2`.
    pub(super) fn trigger_key(&self, row: &TriggerRow) -> String {
        let key = format!("{}:{}", self.series(&row.kpi, row.team.as_deref()), row.rule);
        if row.number > 1 { format!("{key}#{}", row.number) } else { key }
    }

    pub(super) fn objective(&self, id: &str) -> Option<&'a ObjectiveRow> {
        self.objectives.get(id).copied()
    }

    pub(super) fn key_result(&self, id: &str) -> Option<&'a KeyResultRow> {
        self.key_results.get(id).copied()
    }

    pub(super) fn kpi(&self, series: &str) -> Option<&'a KpiRow> {
        self.kpis.get(series).copied()
    }

    pub(super) fn trigger(&self, key: &str) -> Option<&'a TriggerRow> {
        self.triggers.get(key).copied()
    }
}
