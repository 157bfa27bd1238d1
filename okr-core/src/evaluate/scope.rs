//! Scope: what of a report is listed.

use std::collections::HashSet;

use crate::document::document;
use crate::report::{FindingRow, Report};
use crate::resolve::Index;

document! {
    /// What of a report is listed; an empty list is no limit. Nothing that is computed depends on it.
    ///
    /// ```
    /// use okr_core::Scope;
    /// let scope = Scope::new().cycles(["2026-Q3"]).teams(["people"]);
    /// assert!(scope.kpis.is_empty());
    /// ```
    pub struct Scope {
        lists {
            /// Ids of cycles: only these, and the objectives in them.
            cycles: String,
            /// Ids of teams: only these, and their objectives and KPIs.
            teams: String,
            /// Ids of KPIs: only these.
            kpis: String,
        }
    }
}

impl Scope {
    /// The scope that JSON text holds.
    ///
    /// # Errors
    ///
    /// All that does not fit, at once, with paths below `/scope`.
    pub fn from_json(text: &str) -> Result<Self, crate::Errors> {
        crate::document::read_text(text, "/scope")
    }
}

impl Scope {
    /// Whether the series of a KPI with an index is listed.
    pub(crate) fn lists_series<'a>(&'a self, index: &'a Index) -> impl Fn(usize) -> bool + Sync + Send + 'a {
        let kpis: HashSet<&str> = self.kpis.iter().map(String::as_str).collect();
        let teams: HashSet<&str> = self.teams.iter().map(String::as_str).collect();
        move |series| {
            if kpis.is_empty() && teams.is_empty() {
                return true;
            }
            let Some(node) = index.series.get(series) else { return false };
            let Some(kpi) = index.plan.kpis.get(node.kpi) else { return false };
            let own = node.team.and_then(|team| index.teams.get(team)).map(|team| &*team.id);
            passes(&kpis, Some(&kpi.id)) && passes(&teams, own.or(kpi.team.as_deref()))
        }
    }
}

/// Whether a list without entries, or with this one, lets an id pass.
fn passes(list: &HashSet<&str>, id: Option<&str>) -> bool {
    list.is_empty() || id.is_some_and(|id| list.contains(id))
}

/// Takes out of a report what is not in scope.
pub(super) fn limit(report: &mut Report, index: &Index, scope: &Scope) {
    if scope.cycles.is_empty() && scope.teams.is_empty() && scope.kpis.is_empty() {
        return;
    }
    let cycles: HashSet<&str> = scope.cycles.iter().map(String::as_str).collect();
    let teams: HashSet<&str> = scope.teams.iter().map(String::as_str).collect();
    let kpis: HashSet<&str> = scope.kpis.iter().map(String::as_str).collect();
    let goal = |cycle: &str, team: Option<&str>| passes(&cycles, Some(cycle)) && passes(&teams, team);
    let kpi = |kpi: &str, team: Option<&str>| passes(&kpis, Some(kpi)) && passes(&teams, team);
    report.cycles.retain(|row| passes(&cycles, Some(&row.cycle)));
    report.teams.retain(|row| goal(&row.cycle, Some(&row.team)));
    report.objectives.retain(|row| goal(&row.cycle, row.team.as_deref()));
    report.key_results.retain(|row| goal(&row.cycle, row.team.as_deref()));
    report.kpis.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    report.kpi_periods.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    report.triggers.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    let team_of = |objective: usize| {
        index.objectives.get(objective).and_then(|node| node.team).and_then(|team| index.teams.get(team))
    };
    let listed = |row: &FindingRow| {
        if !row.cycle.as_deref().is_none_or(|cycle| passes(&cycles, Some(cycle))) {
            return false;
        }
        // What a finding is about stands in its path; one without is about the whole plan or about readings.
        match row.path.as_deref().and_then(item) {
            Some(("teams", place)) => passes(&teams, index.teams.get(place).map(|node| &*node.id)),
            Some(("objectives", place)) => passes(&teams, team_of(place).map(|node| &*node.id)),
            Some(("kpis", place)) => index.plan.kpis.get(place).is_some_and(|written| {
                let own = row.id.as_deref().and_then(|id| id.split_once('@')).map(|(_, team)| team);
                match own.or(written.team.as_deref()) {
                    None if !written.teams.is_empty() => written.teams.iter().any(|team| kpi(&written.id, Some(team))),
                    team => kpi(&written.id, team),
                }
            }),
            _ => true,
        }
    };
    report.findings.retain(listed);
}

/// The list and the place in it at the beginning of a path: `/objectives/3/title`.
fn item(path: &str) -> Option<(&str, usize)> {
    let mut parts = path.split('/').skip(1);
    Some((parts.next()?, parts.next()?.parse().ok()?))
}
