//! Open triggers on the KPIs that a person owns, or that their goals name, and what became of them.

use hashbrown::HashSet;

use super::entry::Entries;
use super::kpi_state::last_day_of;
use super::row::AgendaSection;
use super::view::View;
use crate::changes::{ChangeCode, ChangedTable, Changes};
use crate::figure::{self, list};
use crate::index::{ListIndex, SeriesIndex};
use crate::plan::policy::Severity;
use crate::report::{NoDraft, Rating, TriggerRow, TriggerState};
use crate::resolve::Metric;
use crate::series::SeriesScratch;

/// Adds the triggers that fire or recover, most urgent first; one on a KPI that needs attention is said there. Of one that has fired since
/// the last talk it says so.
pub(super) fn triggers(view: &View<'_>, changes: &Changes, entries: &mut Entries) {
    let fired = changes.rows().iter().filter(|row| row.code == ChangeCode::TriggerFired);
    let new: HashSet<&str> = fired.map(|row| &*row.id).collect();
    let related = related(view);
    let open = |row: &&TriggerRow| matches!(row.state, TriggerState::Firing | TriggerState::Recovering);
    let mut rows: Vec<&TriggerRow> = view.triggers.iter().filter(open).collect();
    crate::order::by_key(&mut rows, |row| row.rank);
    let mut scratch = SeriesScratch::default();
    for trigger in rows {
        let Some((index, subject)) = view.series(&trigger.kpi, trigger.team.as_deref()) else { continue };
        if !related.contains(&index) {
            continue;
        }
        let fate = fate(view, trigger);
        let fired = trigger.fired.as_deref().map(|period| format!(" in {period}")).unwrap_or_default();
        let recovers = if trigger.state == TriggerState::Recovering { " and is recovering" } else { "" };
        let number = if trigger.number > 1 { format!("#{}", trigger.number) } else { String::new() };
        let id = format!("{}:{}{number}", subject.id, trigger.rule);
        let is_new = if new.contains(id.as_str()) { "new: " } else { "" };
        let says = format!("{is_new}{} fired{fired}{recovers}", figure::trigger(&trigger.rule));
        if let Some((_, parts)) = entries.listed_before(AgendaSection::Triggers, subject.item) {
            parts.push(format!("{says}, {fate}"));
            continue;
        }
        let item = subject.item;
        let mut subject = subject;
        subject.table = ChangedTable::Triggers;
        subject.id = id.into();
        let level = if trigger.severity == Severity::Warning { Rating::Bad } else { Rating::Watch };
        let mut row = subject.row(AgendaSection::Triggers, level);
        row.state = Some(trigger.state.as_str().into());
        let (_, series) = view.context.fill(index, &mut scratch);
        row.since = trigger.since.as_deref().and_then(|label| last_day_of(series, label));
        let earlier = trigger.since.as_deref().filter(|since| Some(*since) != trigger.fired.as_deref());
        let since = earlier.map(|period| format!(", after breaches since {period}")).unwrap_or_default();
        entries.add(item, row, [format!("{says}{since}"), fate]);
    }
}

/// The series of the KPIs that the person owns, and of those that their goals name, measure, prove themselves by or guard.
fn related(view: &View<'_>) -> HashSet<SeriesIndex> {
    let plan = view.plan();
    let mut related: HashSet<SeriesIndex> =
        view.report.kpis.iter().filter_map(|row| view.kpi(row)).map(|(index, _)| index).collect();
    let mut add = |kpi: &str, team| {
        if let Some(kpi) = plan.kpi_ids.get(kpi) {
            related.extend(plan.series_for(*kpi, team));
        } else if let Some(Metric::Series(series)) = plan.metrics.get(kpi) {
            related.insert(*series);
        }
    };
    for row in &view.report.objectives {
        let Some(index) = plan.objective_ids.get(&*row.objective) else { continue };
        let (written, node) = plan.objective(*index);
        written.kpis.iter().for_each(|kpi| add(kpi, node.team));
    }
    for row in &view.report.key_results {
        let Some((index, _)) = view.key_result(row) else { continue };
        let (written, node) = plan.key_result(index);
        let team = plan.objectives[node.objective].team;
        written.kpis.iter().chain(&written.guards).for_each(|kpi| add(kpi, team));
        if let Some(series) = node.series.filter(|series| series.get() < plan.listed_series) {
            add(&plan.series[series].metric, None);
        }
    }
    related
}

/// What became of a trigger.
fn fate(view: &View<'_>, trigger: &TriggerRow) -> String {
    let plan = view.plan();
    if !trigger.addressed_by.is_empty() {
        let title = |id: &std::sync::Arc<str>| match plan.objective_ids.get(&**id) {
            Some(index) => format!("“{}”", plan.objectives[*index].title),
            None => id.to_string(),
        };
        let titles: Vec<String> = trigger.addressed_by.iter().map(title).collect();
        return format!("answered by {}", list(&titles));
    }
    match (&trigger.draft, trigger.draft_reason) {
        (Some(draft), _) => format!("no objective yet, the draft is “{}” in {}", draft.title, draft.cycle),
        (None, Some(reason)) => format!("no objective yet, and no draft: {}", no_draft(reason)),
        (None, None) => "no objective yet".to_owned(),
    }
}

fn no_draft(reason: NoDraft) -> &'static str {
    match reason {
        NoDraft::NoCycle => "no cycle is left in which it could be worked on",
        NoDraft::NothingBetter => "no aim is better than the value is now",
        NoDraft::NoValue => "there is no value to start from",
    }
}
