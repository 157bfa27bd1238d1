//! The page of a report as Markdown, for wikis and chats.

use super::options::{PageOptions, PagePart};
use super::summary::Summary;
use super::tone;
use super::trouble;
use crate::figure;
use crate::order;
use crate::plan::policy::Severity;
use crate::report::markdown::plain;
use crate::report::{CheckInRow, KeyResultRow, KpiRow, ObjectiveRow, Report, TriggerRow, TriggerState};

/// Writes the page.
pub(super) fn page(report: &Report, options: &PageOptions) -> String {
    let summary = Summary::of(report);
    let title = options.title.clone().unwrap_or_else(|| summary.title());
    let mut blocks = vec![format!("# {}", plain(&title)), plain(&summary.paragraph())];
    blocks.extend(changes(options));
    for part in options.shown() {
        match part {
            PagePart::Objectives => blocks.extend(objectives(report, &summary)),
            PagePart::Triggers => blocks.extend(triggers(report, &summary)),
            PagePart::Kpis => blocks.extend(kpis(report)),
            PagePart::CheckIns => blocks.extend(check_ins(report)),
            PagePart::Findings => blocks.extend(findings(report)),
        }
    }
    blocks.join("\n\n") + "\n"
}

/// What changed since the page before.
fn changes(options: &PageOptions) -> Option<String> {
    let (heading, lines) = options.changed()?;
    let lines: Vec<String> = lines.iter().map(|line| format!("- {}", plain(line.trim_start_matches("- ")))).collect();
    Some(format!("## What changed\n\n{}\n\n{}", plain(heading), lines.join("\n")).trim_end().to_owned())
}

fn table(title: &str, columns: &str, rules: &str, rows: Vec<String>) -> Option<String> {
    (!rows.is_empty()).then(|| format!("## {title}\n\n{columns}\n{rules}\n{}", rows.join("\n")))
}

fn objectives(report: &Report, summary: &Summary<'_>) -> Vec<String> {
    let mut rows: Vec<&ObjectiveRow> = report.objectives.iter().filter(|row| summary.is_current(row)).collect();
    order::by_key(&mut rows, |row| tone::urgency(row.status));
    let line = |row: &&ObjectiveRow| {
        let mark = tone::of_status(row.status);
        let team = row.team.as_deref().map(|team| plain(summary.team_name(team))).unwrap_or_default();
        let owner = row.owner.as_deref().map(plain).unwrap_or_default();
        let [score, expected] = figure::score_and_expected(row.score, row.expected);
        format!("| {} {} | {} | {score} | {expected} | {team} | {owner} |", mark.sign, mark.text, plain(&row.title))
    };
    let columns = "| status | objective | score | expected | team | owner |";
    let mut blocks: Vec<String> =
        table("Objectives", columns, "|---|---|---:|---:|---|---|", rows.iter().map(line).collect())
            .into_iter()
            .collect();
    let troubled = rows.iter().filter_map(|row| {
        let members: Vec<&KeyResultRow> =
            report.key_results.iter().filter(|member| member.objective == row.objective).collect();
        let lines: Vec<String> =
            trouble::of_objective(row, &members).iter().map(|sentence| format!("- {}", plain(sentence))).collect();
        (!lines.is_empty()).then(|| format!("### {}\n\n{}", plain(&row.title), lines.join("\n")))
    });
    blocks.extend(troubled);
    blocks
}

fn triggers(report: &Report, summary: &Summary<'_>) -> Option<String> {
    let firing = |row: &&TriggerRow| matches!(row.state, TriggerState::Firing | TriggerState::Recovering);
    let mut rows: Vec<&TriggerRow> = report.triggers.iter().filter(firing).collect();
    order::by_key(&mut rows, |row| row.rank);
    let line = |row: &TriggerRow| {
        let answers: Vec<String> = row.addressed_by.iter().map(|id| plain(summary.objective_title(id))).collect();
        let answer = match (&row.draft, answers.is_empty()) {
            (_, false) => format!("Answered by: {}", answers.join("; ")),
            (Some(draft), true) => format!("**Nobody answers it yet.** Proposed: {}", plain(&draft.title)),
            (None, true) => "**Nobody answers it yet.**".to_owned(),
        };
        format!("- {}. {answer}", plain(&figure::capital(&row.message).replace('`', "")))
    };
    let lines: Vec<String> = rows.into_iter().map(line).collect();
    (!lines.is_empty()).then(|| format!("## Triggers\n\n{}", lines.join("\n")))
}

fn kpis(report: &Report) -> Option<String> {
    let mut rows: Vec<&KpiRow> = report.kpis.iter().collect();
    order::by_key(&mut rows, |row| tone::of_health(row.health).tone);
    let line = |row: &KpiRow| {
        let mark = tone::of_health(row.health);
        let tile = report.tile(row);
        let value = tile.value().map_or_else(|| "–".to_owned(), |value| plain(&value));
        let change = tile.change().map(|change| plain(&change)).unwrap_or_default();
        let standard = tile.standard().map(|standard| plain(&standard)).unwrap_or_default();
        format!("| {} {} | {} | {value} | {change} | {standard} |", mark.sign, mark.text, plain(&tile.name))
    };
    let columns = "| health | KPI | value | change | held against |";
    table("KPIs", columns, "|---|---|---:|---|---|", rows.into_iter().map(line).collect())
}

/// The newest notes.
fn check_ins(report: &Report) -> Option<String> {
    let line = |row: &CheckInRow| {
        let note = row.note.as_deref()?;
        let title = row.title.as_deref().unwrap_or(&row.of.id);
        let by = row.by.as_deref().map(|by| format!("{}, ", plain(by))).unwrap_or_default();
        Some(format!("- **{}**: {} ({by}{})", plain(title), plain(note), figure::date(row.date)))
    };
    let lines: Vec<String> = report.check_ins.iter().filter_map(line).take(12).collect();
    (!lines.is_empty()).then(|| format!("## What people said\n\n{}", lines.join("\n")))
}

fn findings(report: &Report) -> Option<String> {
    let mut rows: Vec<_> = report.findings.iter().filter(|row| row.severity != Severity::Off).collect();
    order::by_key(&mut rows, |row| (row.severity, row.code));
    let lines: Vec<String> =
        rows.into_iter().map(|row| format!("- {}", plain(&figure::capital(&row.message).replace('`', "")))).collect();
    (!lines.is_empty()).then(|| format!("## Good practice\n\n{}", lines.join("\n")))
}
