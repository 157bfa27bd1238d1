//! Scope: what of a report is listed.

use hashbrown::HashSet;

use crate::document::document;
use crate::index::SeriesIndex;
use crate::report::{FindingRow, Report};
use crate::resolve::ResolvedPlan;

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
    ///
    /// ```
    /// use okr_core::Scope;
    ///
    /// assert_eq!(Scope::from_json(r#"{ "teams": ["people"] }"#)?, Scope::new().teams(["people".to_owned()]));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, crate::Errors> {
        crate::document::read_text(text, "/scope")
    }
}

impl Scope {
    /// Whether the series of a KPI with an index is listed.
    pub(crate) fn lists_series<'a>(
        &'a self,
        plan: &'a ResolvedPlan,
    ) -> impl Fn(SeriesIndex) -> bool + Sync + Send + 'a {
        let kpis: HashSet<&str> = self.kpis.iter().map(String::as_str).collect();
        let teams: HashSet<&str> = self.teams.iter().map(String::as_str).collect();
        move |series| {
            if kpis.is_empty() && teams.is_empty() {
                return true;
            }
            let (node, kpi) = (&plan.series[series], plan.kpi_of(series));
            let own = node.name.as_deref();
            passes(&kpis, Some(&kpi.id)) && passes(&teams, own.or(kpi.team.as_deref()))
        }
    }
}

/// Whether a list without entries, or with this one, lets an id pass.
fn passes(list: &HashSet<&str>, id: Option<&str>) -> bool {
    list.is_empty() || id.is_some_and(|id| list.contains(id))
}

/// What passes a scope.
#[derive(Debug)]
pub(crate) struct Limits<'a> {
    cycles: HashSet<&'a str>,
    teams: HashSet<&'a str>,
    kpis: HashSet<&'a str>,
}

impl<'a> Limits<'a> {
    /// The limits of a scope; none where all is listed.
    pub(crate) fn of(scope: &'a Scope) -> Option<Self> {
        let ids = |ids: &'a [String]| ids.iter().map(String::as_str).collect();
        let limits = Limits { cycles: ids(&scope.cycles), teams: ids(&scope.teams), kpis: ids(&scope.kpis) };
        let none = limits.cycles.is_empty() && limits.teams.is_empty() && limits.kpis.is_empty();
        (!none).then_some(limits)
    }

    pub(crate) fn cycle(&self, cycle: &str) -> bool {
        passes(&self.cycles, Some(cycle))
    }

    /// An objective, a key result or a team in a cycle.
    pub(crate) fn goal(&self, cycle: &str, team: Option<&str>) -> bool {
        self.cycle(cycle) && passes(&self.teams, team)
    }

    /// A KPI and the team of its row.
    pub(crate) fn kpi(&self, kpi: &str, team: Option<&str>) -> bool {
        passes(&self.kpis, Some(kpi)) && passes(&self.teams, team)
    }
}

/// Takes out of a report what is not in scope.
pub(crate) fn limit(report: &mut Report, plan: &ResolvedPlan, scope: &Scope) {
    let Some(limits) = Limits::of(scope) else { return };
    let kpi = |kpi: &str, team: Option<&str>| limits.kpi(kpi, team);
    report.cycles.retain(|row| limits.cycle(&row.cycle));
    report.teams.retain(|row| limits.goal(&row.cycle, Some(&row.team)));
    report.objectives.retain(|row| limits.goal(&row.cycle, row.team.as_deref()));
    report.key_results.retain(|row| limits.goal(&row.cycle, row.team.as_deref()));
    report.kpis.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    report.kpi_periods.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    report.triggers.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    let listed = |row: &FindingRow| {
        if !row.cycle.as_deref().is_none_or(|cycle| limits.cycle(cycle)) {
            return false;
        }
        // What a finding is about stands in its path; one without is about the whole plan or about readings.
        match row.path.as_deref().and_then(item) {
            Some(("teams", index)) => passes(&limits.teams, plan.written.teams.get(index).map(|team| team.id.as_str())),
            Some(("objectives", index)) => {
                let written = plan.written.objectives.get(index);
                passes(&limits.teams, written.and_then(|objective| objective.team.as_deref()))
            }
            Some(("kpis", index)) => plan.written.kpis.get(index).is_some_and(|written| {
                let own = row.id.as_deref().and_then(|id| id.split_once('@')).map(|(_, team)| team);
                match own.or(written.team.as_deref()) {
                    None if !written.teams.is_empty() => {
                        written.teams.listed().iter().any(|team| kpi(&written.id, Some(team)))
                    }
                    team => kpi(&written.id, team),
                }
            }),
            _ => true,
        }
    };
    report.findings.retain(listed);
}

/// The list and the index in it at the beginning of a path: `/objectives/3/title`.
fn item(path: &str) -> Option<(&str, usize)> {
    let mut parts = path.split('/').skip(1);
    Some((parts.next()?, parts.next()?.parse().ok()?))
}
