//! Where things stand, in a paragraph.

use super::lookup::Lookup;
use super::tone;
use crate::figure;
use crate::order;
use crate::report::{CycleRow, Health, ObjectiveRow, Report, Status, TriggerRow, TriggerState};

/// A report with what its page looks up by id.
pub(super) struct Summary<'a> {
    report: &'a Report,
    cycles: Lookup<'a>,
    teams: Lookup<'a>,
    objectives: Lookup<'a>,
    /// Whether any cycle that has objectives runs on the day.
    running: bool,
}

impl<'a> Summary<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let cycles = Lookup::of(&mut report.cycles.iter().enumerate().map(|(index, row)| (index, &*row.cycle)));
        let teams = Lookup::of(&mut report.teams.iter().enumerate().map(|(index, row)| (index, &*row.team)));
        let objectives = report.objectives.iter().enumerate().map(|(index, row)| (index, &*row.objective));
        let mut summary =
            Summary { report, running: false, cycles, teams, objectives: Lookup::of(&mut { objectives }) };
        summary.running = report.objectives.iter().any(|row| summary.runs(row));
        summary
    }

    /// Whether the cycle of an objective runs on the day.
    fn runs(&self, row: &ObjectiveRow) -> bool {
        self.cycles.first(&row.cycle, &self.report.cycles).is_some_and(|cycle| runs_on(cycle, self.report))
    }

    /// What people call a cycle.
    pub(super) fn cycle_name<'b>(&'b self, id: &'b str) -> &'b str {
        self.cycles.first(id, &self.report.cycles).and_then(|row| row.name.as_deref()).unwrap_or(id)
    }

    /// What people call a team.
    pub(super) fn team_name<'b>(&'b self, id: &'b str) -> &'b str {
        self.teams.first(id, &self.report.teams).map_or(id, |row| &row.name)
    }

    /// The row of an objective.
    pub(super) fn objective(&self, id: &str) -> Option<&'a ObjectiveRow> {
        self.objectives.first(id, &self.report.objectives)
    }

    /// What an objective is to achieve.
    pub(super) fn objective_title<'b>(&'b self, id: &'b str) -> &'b str {
        self.objective(id).map_or(id, |row| &row.title)
    }

    /// Whether an objective belongs to what runs now; where nothing does, to what the report is about.
    pub(super) fn is_current(&self, row: &ObjectiveRow) -> bool {
        tone::is_open(row.status) && (!self.running || self.runs(row))
    }

    /// The shortest cycle that runs on the day and has objectives; without one the newest that has.
    pub(super) fn cycle(&self) -> Option<&'a CycleRow> {
        let used = |row: &&CycleRow| row.objectives > 0;
        let length = |row: &&CycleRow| row.end - row.start;
        let running = self.report.cycles.iter().filter(used).filter(|row| runs_on(row, self.report)).min_by_key(length);
        let started = |row: &&CycleRow| row.start <= self.report.as_of;
        running.or_else(|| self.report.cycles.iter().filter(used).filter(started).max_by_key(|row| row.end))
    }

    /// The title of the page where none is given.
    pub(super) fn title(&self) -> String {
        self.cycle().map_or_else(|| "Report".to_owned(), |row| self.cycle_name(&row.cycle).to_owned())
    }

    /// Where things stand.
    pub(super) fn paragraph(&self) -> String {
        let mut sentences = vec![self.time()];
        sentences.extend(self.goals());
        sentences.extend(self.kpis());
        sentences.extend(self.unanswered());
        sentences.join(" ")
    }

    fn time(&self) -> String {
        let day = figure::date(self.report.as_of);
        let Some(cycle) = self.cycle() else { return format!("As of {day}.") };
        let name = self.cycle_name(&cycle.cycle);
        match cycle.elapsed {
            elapsed if elapsed < 1.0 => {
                format!("As of {day}, {name} is {} through.", figure::percent(elapsed))
            }
            _ => format!("As of {day}, {name} is over."),
        }
    }

    fn goals(&self) -> Option<String> {
        let rows: Vec<&ObjectiveRow> = self.report.objectives.iter().filter(|row| self.is_current(row)).collect();
        if rows.is_empty() {
            return None;
        }
        let mut statuses: Vec<Status> = rows.iter().map(|row| row.status).collect();
        order::by_key(&mut statuses, |status| tone::urgency(*status));
        let count = |group: &[Status]| {
            let status = group.first().map(|status| tone::of_status(*status).text.to_lowercase());
            format!("{} {}", group.len(), status.unwrap_or_default())
        };
        let counts: Vec<String> = statuses.chunk_by(|a, b| a == b).map(count).collect();
        let trouble: Vec<String> = rows
            .iter()
            .filter(|row| matches!(row.status, Status::OffTrack | Status::Missed))
            .map(|row| format!("“{}”", row.title))
            .collect();
        let named = match trouble.as_slice() {
            [] => String::new(),
            few @ ([_] | [_, _] | [_, _, _]) => format!(" In trouble: {}.", figure::list(few)),
            many => format!(" In trouble: {} of them.", many.len()),
        };
        Some(format!("Of {}, {}.{named}", figure::count(rows.len(), "objective"), figure::list(&counts)))
    }

    fn kpis(&self) -> Option<String> {
        let rows = &self.report.kpis;
        let of = |health: Health| rows.iter().filter(|row| row.health == health).count();
        let known = rows.iter().filter(|row| row.value.is_some()).count();
        if rows.is_empty() {
            return None;
        }
        let unhealthy: Vec<String> =
            rows.iter().filter(|row| row.health == Health::Unhealthy).map(|row| row.name.to_string()).collect();
        let named = if unhealthy.is_empty() || unhealthy.len() > 3 {
            String::new()
        } else {
            format!(" ({})", figure::list(&unhealthy))
        };
        let missing = rows.len() - known;
        let missing = if missing > 0 { format!("; {missing} without a value") } else { String::new() };
        Some(format!(
            "Of {}, {} healthy and {} unhealthy{named}{missing}.",
            figure::count(rows.len(), "KPI"),
            of(Health::Healthy) + of(Health::Watch),
            unhealthy.len()
        ))
    }

    /// Triggers that nobody answers.
    fn unanswered(&self) -> Option<String> {
        let open = |row: &&TriggerRow| row.state == TriggerState::Firing && row.addressed_by.is_empty();
        let mut open: Vec<&TriggerRow> = self.report.triggers.iter().filter(open).collect();
        order::by_key(&mut open, |row| row.rank);
        let name = |row: &&TriggerRow| {
            let kpi = self.report.kpis.iter().find(|kpi| kpi.kpi == row.kpi);
            kpi.map_or_else(|| row.kpi.to_string(), |kpi| kpi.name.to_string())
        };
        let mut names: Vec<String> = Vec::new();
        for name in open.iter().map(name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.as_slice() {
            [] => None,
            [one] => Some(format!("No objective answers the trigger of {one}.")),
            few @ ([_, _] | [_, _, _]) => Some(format!("No objective answers the triggers of {}.", figure::list(few))),
            many => Some(format!("No objective answers the triggers of {} KPIs.", many.len())),
        }
    }
}

fn runs_on(cycle: &CycleRow, report: &Report) -> bool {
    cycle.start <= report.as_of && report.as_of <= cycle.end
}
