//! A digest for a chat: where things stand, what is in trouble, what changed, and what to do.

use super::lookup::Lookup;
use super::options::PageOptions;
use super::summary::Summary;
use super::tone;
use super::trouble;
use crate::figure;
use crate::order;
use crate::report::markdown::plain;
use crate::report::{KeyResultRow, ObjectiveRow, Report, Status, TriggerRow, TriggerState};

/// The most lines of a part.
const MOST: usize = 5;

/// Writes the digest.
pub(super) fn digest(report: &Report, options: &PageOptions) -> String {
    let summary = Summary::of(report);
    let title = options.title.clone().unwrap_or_else(|| summary.title());
    let mut blocks = vec![format!("**{}**", plain(&title)), plain(&summary.paragraph())];
    blocks.extend(part("In trouble", troubles(report, &summary)));
    if let Some((heading, lines)) = options.changed() {
        let lines = lines.into_iter().map(|line| plain(line.trim_start_matches("- "))).collect();
        blocks.extend(part(&plain(heading), lines));
    }
    blocks.extend(part("To do", actions(report, &summary)));
    blocks.join("\n\n") + "\n"
}

/// A heading and its lines, of which the first are shown and the others counted; nothing where there are none.
fn part(heading: &str, lines: Vec<String>) -> Option<String> {
    if lines.is_empty() {
        return None;
    }
    let more = lines.len().saturating_sub(MOST);
    let mut shown: Vec<String> = lines.into_iter().take(MOST).map(|line| format!("- {line}")).collect();
    shown.extend((more > 0).then(|| format!("- and {more} more")));
    Some(format!("**{heading}**\n{}", shown.join("\n")))
}

/// The objectives in trouble, each with the key result that is worst.
fn troubles(report: &Report, summary: &Summary<'_>) -> Vec<String> {
    let troubled = |row: &&ObjectiveRow| {
        summary.is_current(row) && matches!(row.status, Status::OffTrack | Status::Missed | Status::AtRisk)
    };
    let mut rows: Vec<&ObjectiveRow> = report.objectives.iter().filter(troubled).collect();
    order::by_key(&mut rows, |row| tone::urgency(row.status));
    let parents = report.key_results.iter().enumerate().map(|(index, row)| (index, &*row.objective));
    let members = Lookup::of(&mut { parents });
    let line = |row: &ObjectiveRow| {
        let mark = tone::of_status(row.status);
        let members: Vec<&KeyResultRow> = members.all(&row.objective, &report.key_results).collect();
        let owner = row.owner.as_deref().map(|owner| format!(" ({})", plain(owner))).unwrap_or_default();
        let why =
            trouble::of_objective(row, &members).first().map(|why| format!(" {}", plain(why))).unwrap_or_default();
        format!("{} {}{owner}: {}.{why}", mark.sign, plain(&row.title), mark.text.to_lowercase())
    };
    rows.into_iter().map(line).collect()
}

/// What asks for somebody: triggers without an answer, and what nobody has spoken of.
fn actions(report: &Report, summary: &Summary<'_>) -> Vec<String> {
    let open = |row: &&TriggerRow| row.state == TriggerState::Firing && row.addressed_by.is_empty();
    let mut triggers: Vec<&TriggerRow> = report.triggers.iter().filter(open).collect();
    order::by_key(&mut triggers, |row| row.rank);
    let answer = |row: &TriggerRow| {
        let kpi = report.kpis.iter().find(|kpi| kpi.kpi == row.kpi && kpi.team == row.team);
        let name = plain(&kpi.map_or_else(|| row.kpi.to_string(), |kpi| report.series_name(kpi)));
        match &row.draft {
            Some(draft) => format!("Answer the trigger of {name}. Proposed: {}", plain(&draft.title)),
            None => format!("Answer the trigger of {name}"),
        }
    };
    let mut actions: Vec<String> = triggers.into_iter().map(answer).collect();
    let current = |row: &&KeyResultRow| {
        row.stale && summary.objective(&row.objective).is_some_and(|objective| summary.is_current(objective))
    };
    let stale: Vec<&KeyResultRow> = report.key_results.iter().filter(current).collect();
    let names: Vec<String> = stale.iter().take(3).map(|row| format!("“{}”", row.title)).collect();
    match stale.len() {
        0 => {}
        1..=3 => actions.push(plain(&format!("Check in on {}", figure::list(&names)))),
        many => actions.push(format!("Check in on {many} key results of which nothing was heard of late")),
    }
    actions
}
