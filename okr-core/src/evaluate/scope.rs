//! Scope: what of a report is listed.

use hashbrown::HashSet;

use crate::document::document;
use crate::index::{KeyResultIndex, KpiIndex, ListIndex, ObjectiveIndex, SeriesIndex};
use crate::plan::{Kpi, Plan};
use crate::report::{CheckInSubject, FindingRow, Report};
use crate::resolve::{Metric, ResolvedPlan};

document! {
    /// What of a report is listed; an empty list is no limit. Nothing that is computed depends on it.
    ///
    /// ```
    /// use okr_core::Scope;
    /// let scope = Scope::new().cycles(["2026-Q3"]).teams(["people"]);
    /// assert!(scope.kpis.is_empty());
    /// ```
    #[derive(Eq, Hash)]
    pub struct Scope {
        lists {
            /// Ids of cycles: only these, and the objectives in them.
            cycles: String,
            /// Ids of teams: only these, and their objectives and KPIs.
            teams: String,
            /// Ids of KPIs: only these.
            kpis: String,
            /// Names of people: only the objectives, key results and KPIs for which one of them answers, alone or with others; a key
            /// result also by its objective.
            owners: String,
            /// Labels: only the objectives, key results and KPIs with one of them; a key result also by its objective.
            tags: String,
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
    /// Whether all is listed.
    pub(crate) fn is_whole(&self) -> bool {
        let Scope { cycles, teams, kpis, owners, tags } = self;
        [cycles, teams, kpis, owners, tags].into_iter().all(Vec::is_empty)
    }
}

/// What passes a scope.
pub(crate) struct Limits<'a> {
    plan: &'a ResolvedPlan,
    cycles: HashSet<&'a str>,
    teams: HashSet<&'a str>,
    kpis: HashSet<&'a str>,
    owners: HashSet<&'a str>,
    tags: HashSet<&'a str>,
}

/// Whether a list without entries, or with one of these, lets an item pass.
fn passes<'b>(list: &HashSet<&str>, ids: impl IntoIterator<Item = &'b str>) -> bool {
    list.is_empty() || ids.into_iter().any(|id| list.contains(id))
}

/// Who answers for an item, and who shares that.
fn owners<'a>(owner: &'a Option<String>, co_owners: &'a [String]) -> impl Iterator<Item = &'a str> {
    owner.iter().chain(co_owners).map(String::as_str)
}

/// Everybody who answers for something in a plan.
pub(crate) fn known_owners(plan: &Plan) -> impl Iterator<Item = &str> {
    let objectives = plan.objectives.iter().flat_map(|objective| {
        let key_results = objective.key_results.iter().flat_map(|one| owners(&one.owner, &one.co_owners));
        owners(&objective.owner, &objective.co_owners).chain(key_results)
    });
    objectives.chain(plan.kpis.iter().flat_map(|kpi| owners(&kpi.owner, &kpi.co_owners)))
}

/// Every label of a plan.
pub(super) fn known_tags(plan: &Plan) -> impl Iterator<Item = &str> {
    let objectives = plan.objectives.iter().flat_map(|objective| {
        texts(&objective.tags).chain(objective.key_results.iter().flat_map(|key_result| texts(&key_result.tags)))
    });
    objectives.chain(plan.kpis.iter().flat_map(|kpi| texts(&kpi.tags)))
}

fn texts(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

impl<'a> Limits<'a> {
    /// The limits of a scope; none where all is listed.
    pub(crate) fn of(scope: &'a Scope, plan: &'a ResolvedPlan) -> Option<Self> {
        let set = |list: &'a [String]| texts(list).collect();
        (!scope.is_whole()).then(|| Limits {
            plan,
            cycles: set(&scope.cycles),
            teams: set(&scope.teams),
            kpis: set(&scope.kpis),
            owners: set(&scope.owners),
            tags: set(&scope.tags),
        })
    }

    /// A cycle.
    pub(crate) fn cycle(&self, cycle: &str) -> bool {
        passes(&self.cycles, [cycle])
    }

    /// A team in a cycle.
    pub(crate) fn team(&self, cycle: &str, team: &str) -> bool {
        self.cycle(cycle) && passes(&self.teams, [team])
    }

    /// An objective.
    pub(crate) fn objective(&self, index: ObjectiveIndex) -> bool {
        let written = self.plan.objective(index).0;
        self.place(index)
            && passes(&self.owners, owners(&written.owner, &written.co_owners))
            && passes(&self.tags, texts(&written.tags))
    }

    /// A key result: by its own owners and tags, and those of its objective.
    pub(crate) fn key_result(&self, index: KeyResultIndex) -> bool {
        let (written, node) = self.plan.key_result(index);
        let above = self.plan.objective(node.objective).0;
        let all_owners = owners(&written.owner, &written.co_owners).chain(owners(&above.owner, &above.co_owners));
        self.place(node.objective)
            && passes(&self.owners, all_owners)
            && passes(&self.tags, texts(&written.tags).chain(texts(&above.tags)))
    }

    /// The cycle and the team of an objective.
    fn place(&self, index: ObjectiveIndex) -> bool {
        let node = &self.plan.objectives[index];
        let team = node.team.map(|team| &*self.plan.teams[team].id);
        self.cycle(&self.plan.cycles[node.cycle].id) && passes(&self.teams, team)
    }

    /// A KPI, with the team of its row.
    pub(crate) fn kpi(&self, written: &Kpi, team: Option<&str>) -> bool {
        passes(&self.teams, team) && self.kpi_of_any_team(written)
    }

    /// A KPI, whatever the team of its row.
    pub(crate) fn kpi_of_any_team(&self, written: &Kpi) -> bool {
        passes(&self.kpis, [written.id.as_str()])
            && passes(&self.owners, owners(&written.owner, &written.co_owners))
            && passes(&self.tags, texts(&written.tags))
    }

    /// A row of a KPI, by its id and team.
    pub(crate) fn kpi_row(&self, kpi: &str, team: Option<&str>) -> bool {
        let index = self.plan.kpi_ids.get(kpi);
        index.is_some_and(|index| self.kpi(self.plan.written_kpi(*index), team))
    }

    /// A series of a KPI.
    pub(crate) fn series(&self, series: SeriesIndex) -> bool {
        let (node, written) = (&self.plan.series[series], self.plan.kpi_of(series));
        self.kpi(written, node.name.as_deref().or(written.team.as_deref()))
    }

    /// A key result or the series of a KPI, by the name that readings use.
    fn metric(&self, name: &str) -> bool {
        match self.plan.metrics.get(name) {
            Some(Metric::KeyResult(index)) => self.key_result(*index),
            Some(Metric::Series(series)) => self.series(*series),
            _ => false,
        }
    }

    /// What a check-in is about.
    fn subject(&self, subject: &CheckInSubject) -> bool {
        let id = &*subject.id;
        match &*subject.table {
            "objectives" => self.plan.objective_ids.get(id).is_some_and(|index| self.objective(*index)),
            "kpis" => self.plan.kpi_ids.get(id).is_some_and(|kpi| self.any_series(*kpi)),
            "cycles" => self.cycle(id),
            _ => self.metric(id),
        }
    }

    fn any_series(&self, kpi: KpiIndex) -> bool {
        self.plan.series_of(kpi).any(|(series, _)| self.series(series))
    }

    /// What a finding is about stands in its path; one without is about the whole plan or about readings.
    fn finding(&self, row: &FindingRow) -> bool {
        let plan = self.plan;
        if !row.cycle.as_deref().is_none_or(|cycle| self.cycle(cycle)) {
            return false;
        }
        match row.path.as_deref().map(item) {
            Some(("teams", Some(index), _)) => {
                passes(&self.teams, plan.written.teams.get(index).map(|team| team.id.as_str()))
            }
            Some(("objectives", Some(index), key_result)) if index < plan.objectives.len() => {
                let objective = ObjectiveIndex::new(index);
                match key_result {
                    Some(within) => self.key_result(KeyResultIndex::new(plan.objectives[objective].first + within)),
                    None => self.objective(objective),
                }
            }
            Some(("kpis", Some(index), _)) if index < plan.kpis.len() => {
                let kpi = KpiIndex::new(index);
                match row.id.as_deref().and_then(|id| plan.metrics.get(id)) {
                    Some(Metric::Series(series)) if plan.series[*series].kpi == kpi => self.series(*series),
                    _ => self.any_series(kpi),
                }
            }
            _ => true,
        }
    }
}

/// Takes out of a report what is not in scope.
pub(crate) fn limit(report: &mut Report, plan: &ResolvedPlan, scope: &Scope) {
    let Some(limits) = Limits::of(scope, plan) else { return };
    let kpi = |kpi: &str, team: Option<&str>| limits.kpi_row(kpi, team);
    report.cycles.retain(|row| limits.cycle(&row.cycle));
    report.teams.retain(|row| limits.team(&row.cycle, &row.team));
    report
        .objectives
        .retain(|row| plan.objective_ids.get(&row.objective).is_some_and(|index| limits.objective(*index)));
    report.key_results.retain(|row| limits.metric(&row.key_result));
    report.kpis.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    report.kpi_periods.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    report.triggers.retain(|row| kpi(&row.kpi, row.team.as_deref()));
    report.findings.retain(|row| limits.finding(row));
    report.values.retain(|row| row.used_by.iter().any(|name| limits.metric(name)));
    report.check_ins.retain(|row| limits.subject(&row.of));
}

/// The list, the index in it, and that of a key result within its objective at the beginning of a path:
/// `/objectives/3/key_results/0/title`.
fn item(path: &str) -> (&str, Option<usize>, Option<usize>) {
    let mut parts = path.split('/').skip(1);
    let list = parts.next().unwrap_or_default();
    let mut index = || parts.next()?.parse().ok();
    let of_list = index();
    let within = parts.next().filter(|list| *list == "key_results").and_then(|_| parts.next()?.parse().ok());
    (list, of_list, within)
}
