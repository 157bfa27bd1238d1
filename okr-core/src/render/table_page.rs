//! A table of a report as HTML for a notebook: the most urgent rows first, titles before ids, colours with words.

use super::frame::{Canvas, Subject};
use super::markup::Markup;
use super::page::{Table, start};
use super::sparkline::Sparkline;
use super::tone::{self, Mark};
use super::trouble;
use crate::figure;
use crate::order;
use crate::report::{KeyResultRow, KpiRow, ObjectiveRow, Report};

/// The most rows that are shown.
const MOST: usize = 50;
/// The size of a sparkline in a cell, in pixels.
const SPARKLINE: (u32, u32) = (120, 28);

/// Writes a table by its name; none for one that has no form of its own.
pub(super) fn table(report: &Report, name: &str) -> Option<String> {
    let mut markup = start("", true);
    let rows = match name {
        "objectives" => objectives(report, &mut markup),
        "key_results" => key_results(report, &mut markup),
        "kpis" => kpis(report, &mut markup),
        _ => return None,
    };
    if rows > MOST {
        markup.leaf("p", "quiet", &format!("the {MOST} most urgent of {rows}"));
    }
    Some(markup.finish())
}

/// The columns of goals; the fifth tells objectives from key results.
const fn columns(fifth: &'static str) -> [(&'static str, bool); 7] {
    let [status, title] = [("Status", false), ("Title", false)];
    [status, title, ("Score", true), ("Expected", true), (fifth, false), ("Owner", false), ("Id", false)]
}

fn objectives(report: &Report, markup: &mut Markup) -> usize {
    let mut rows: Vec<&ObjectiveRow> = report.objectives.iter().collect();
    order::by_key(&mut rows, |row| tone::urgency(row.status));
    let mut table = Table::start(markup, &columns("Team"));
    for row in rows.iter().take(MOST) {
        goal(&mut table, tone::of_status(row.status), &row.title, row.score, row.expected);
        table.said(row.team.as_deref().unwrap_or("–"));
        table.said(row.owner.as_deref().unwrap_or("–"));
        table.said(&row.objective);
    }
    table.end();
    rows.len()
}

fn key_results(report: &Report, markup: &mut Markup) -> usize {
    let mut rows: Vec<&KeyResultRow> = report.key_results.iter().collect();
    order::by_key(&mut rows, |row| tone::urgency(row.status));
    let mut table = Table::start(markup, &columns("Values"));
    for row in rows.iter().take(MOST) {
        goal(&mut table, tone::of_status(row.status), &row.title, row.score, row.expected);
        table.said(&trouble::values(row).unwrap_or_else(|| "–".to_owned()));
        table.said(row.owner.as_deref().unwrap_or("–"));
        table.said(&row.key_result);
    }
    table.end();
    rows.len()
}

fn goal(table: &mut Table<'_>, mark: Mark, title: &str, score: Option<f64>, expected: Option<f64>) {
    table.row();
    table.mark(Some(mark));
    table.said(title);
    table.bar(score, expected, mark);
    table.number(&figure::score_and_expected(score, expected)[1]);
}

fn kpis(report: &Report, markup: &mut Markup) -> usize {
    let columns = [
        ("Health", false),
        ("KPI", false),
        ("Value", true),
        ("Change", false),
        ("Course", false),
        ("Held against", false),
        ("Id", false),
    ];
    let mut rows: Vec<&KpiRow> = report.kpis.iter().collect();
    order::by_key(&mut rows, |row| tone::of_health(row.health).tone);
    let mut table = Table::start(markup, &columns);
    for row in rows.iter().take(MOST) {
        let (tile, mark) = (report.tile(row), tone::of_health(row.health));
        let dash = || "–".to_owned();
        table.row();
        table.mark(Some(mark));
        table.said(&row.name);
        table.number(&tile.value().unwrap_or_else(dash));
        table.said(&tile.change().unwrap_or_else(dash));
        let (target, tone) = (row.target, mark.tone);
        let course = Sparkline { values: &tile.values, min: row.healthy_min, max: row.healthy_max, target, tone };
        table.drawn(&if tile.values.len() > 1 { cell(&course, &tile.says()) } else { String::new() });
        table.said(&tile.standard().unwrap_or_else(dash));
        let id = row.team.as_deref().map_or_else(|| row.kpi.to_string(), |team| format!("{}@{team}", row.kpi));
        table.said(&id);
    }
    table.end();
    rows.len()
}

/// A sparkline of a cell.
fn cell(course: &Sparkline<'_>, says: &str) -> String {
    let subject = Subject { kind: "sparkline", title: says, says };
    let mut canvas = Canvas::new(&subject, SPARKLINE.0, SPARKLINE.1, true);
    let size = (canvas.width, canvas.height);
    course.draw(&mut canvas, (0, 0), size);
    canvas.finish()
}
