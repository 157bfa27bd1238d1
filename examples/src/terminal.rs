//! A report as a person wants to read it in a terminal.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table, TableComponent};
use okr_core::policy::Severity;
use okr_core::report::{Health, KeyResultRow, KpiRow, Status, TriggerState};
use okr_core::{Plan, Report};

/// The whole report: cycles, objectives with their key results, KPIs, what needs attention, findings.
#[must_use]
pub fn render(plan: &Plan, report: &Report) -> String {
    let mut page = String::new();
    let mut section = |title: &str, body: String| {
        if !body.is_empty() {
            page.push_str(&format!("\n{title}\n{body}\n"));
        }
    };
    section(&format!("{}, as of {}", plan.name.as_deref().unwrap_or("Plan"), report.as_of), cycles(report));
    for objective in &report.objectives {
        let score = objective.score.map_or("no score".to_owned(), |score| format!("score {}", rounded(score)));
        let expected = objective.expected.map(|expected| format!(", {} expected by now", rounded(expected)));
        let title = format!(
            "{} — {}, {score}{}",
            objective.title,
            words(objective.status.as_str()),
            expected.unwrap_or_default()
        );
        let rows = report.key_results.iter().filter(|row| row.objective == objective.objective);
        section(&title, key_results(rows));
    }
    section("KPIs", kpis(plan, report));
    section("What raises its hand", triggers(report));
    section("Findings", findings(report));
    page
}

fn table(head: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.remove_style(TableComponent::HorizontalLines).remove_style(TableComponent::MiddleIntersections);
    table.remove_style(TableComponent::TopBorder).remove_style(TableComponent::TopBorderIntersections);
    table.remove_style(TableComponent::BottomBorder).remove_style(TableComponent::BottomBorderIntersections);
    table.set_header(head.iter().map(|title| Cell::new(title).add_attribute(Attribute::Bold)));
    table
}

fn words(text: &str) -> String {
    text.replace('_', " ")
}

/// A number with at most two decimals.
fn rounded(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn number(value: Option<f64>) -> Cell {
    Cell::new(value.map_or("–".to_owned(), rounded)).set_alignment(CellAlignment::Right)
}

fn with_unit(value: Option<f64>, unit: Option<&str>) -> String {
    let value = value.map_or("–".to_owned(), rounded);
    unit.map_or(value.clone(), |unit| format!("{value} {unit}"))
}

fn status(status: Status) -> Cell {
    let color = match status {
        Status::OnTrack | Status::Achieved => Color::Green,
        Status::AtRisk | Status::Stale => Color::Yellow,
        Status::OffTrack | Status::Missed => Color::Red,
        _ => Color::Grey,
    };
    Cell::new(words(status.as_str())).fg(color)
}

fn health(health: Health) -> Cell {
    let color = match health {
        Health::Healthy => Color::Green,
        Health::Watch | Health::Stale => Color::Yellow,
        Health::Unhealthy => Color::Red,
        _ => Color::Grey,
    };
    Cell::new(words(health.as_str())).fg(color)
}

fn cycles(report: &Report) -> String {
    let mut table = table(&["cycle", "from", "to", "elapsed", "score", "attained"]);
    for row in &report.cycles {
        table.add_row(vec![
            Cell::new(row.name.as_deref().unwrap_or(&row.cycle)),
            Cell::new(row.start),
            Cell::new(row.end),
            Cell::new(format!("{:.0} %", row.elapsed * 100.0)).set_alignment(CellAlignment::Right),
            number(row.score),
            Cell::new(format!("{} of {}", row.attained, row.objectives)),
        ]);
    }
    table.to_string()
}

fn key_results<'a>(rows: impl Iterator<Item = &'a KeyResultRow>) -> String {
    let mut table = table(&["key result", "from → now → target", "score", "expected", "status", "at this pace"]);
    for row in rows {
        let unit = row.unit.as_deref();
        let way = match (row.baseline, row.current, row.target) {
            (None, None, None) => String::new(),
            (None, current, None) => with_unit(current, unit),
            (from, now, to) => {
                format!("{} → {} → {}", with_unit(from, None), with_unit(now, None), with_unit(to, unit))
            }
        };
        let running = !matches!(row.status, Status::Dropped | Status::Draft);
        let ahead = row.forecast.as_ref().filter(|_| running).map(|forecast| with_unit(Some(forecast.value), unit));
        let unmeasured = row.unmeasured.map(|reason| format!(" ({})", words(reason.as_str()))).unwrap_or_default();
        table.add_row(vec![
            Cell::new(format!("{}{unmeasured}", row.title)),
            Cell::new(way),
            number(row.score),
            number(row.expected),
            status(row.status),
            Cell::new(ahead.unwrap_or_default()),
        ]);
    }
    if table.is_empty() { String::new() } else { table.to_string() }
}

/// The last twelve values as a line of bars.
fn sparkline(report: &Report, kpi: &KpiRow) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let values = report
        .kpi_periods
        .iter()
        .filter(|period| period.kpi == kpi.kpi && (period.team == kpi.team || period.team.is_none()));
    let values: Vec<Option<f64>> = values.map(|period| period.value).collect();
    let values = values.get(values.len().saturating_sub(12)..).unwrap_or_default();
    let known = || values.iter().copied().flatten();
    let (low, high) = (
        known().fold(f64::INFINITY, |a, b| if b < a { b } else { a }),
        known().fold(f64::NEG_INFINITY, |a, b| if b > a { b } else { a }),
    );
    let bar = |value: Option<f64>| match value {
        None => ' ',
        Some(_) if high <= low => BARS[3],
        Some(value) => BARS[(((value - low) / (high - low)) * 7.0).round() as usize],
    };
    values.iter().map(|value| bar(*value)).collect()
}

fn kpis(plan: &Plan, report: &Report) -> String {
    let split = |kpi: &str| plan.kpis.iter().any(|written| written.id == kpi && !written.teams.is_empty());
    let mut table = table(&["kpi", "period", "value", "change", "target", "health", "last 12"]);
    for row in &report.kpis {
        let change = row.change.map(|change| format!("{}{}", if change > 0.0 { "+" } else { "" }, rounded(change)));
        table.add_row(vec![
            Cell::new(match row.team.as_ref().filter(|_| split(&row.kpi)) {
                Some(team) => format!("{} ({team})", row.name),
                None => row.name.to_string(),
            }),
            Cell::new(row.period.as_deref().unwrap_or("–")),
            Cell::new(with_unit(row.value, row.unit.as_deref())).set_alignment(CellAlignment::Right),
            Cell::new(change.unwrap_or_default()).set_alignment(CellAlignment::Right),
            number(row.target),
            health(row.health),
            Cell::new(sparkline(report, row)),
        ]);
    }
    if table.is_empty() { String::new() } else { table.to_string() }
}

/// Firing rules, the most urgent first, each with what could be done. The numbers count what is listed: a rank counts the
/// triggers that are not firing, too.
fn triggers(report: &Report) -> String {
    let mut firing: Vec<_> = report.triggers.iter().filter(|row| row.state == TriggerState::Firing).collect();
    firing.sort_by_key(|row| row.rank);
    let mut lines = String::new();
    for (index, row) in firing.into_iter().enumerate() {
        lines.push_str(&format!("  {}. {}\n", index + 1, row.message));
        if let Some(draft) = &row.draft {
            lines.push_str(&format!("     draft objective in {}: {}\n", draft.cycle, draft.title));
            for key_result in &draft.key_results {
                lines.push_str(&format!("       - {}\n", key_result.title));
            }
        } else if !row.addressed_by.is_empty() {
            lines.push_str(&format!(
                "     answered by {}\n",
                row.addressed_by.iter().map(|id| &**id).collect::<Vec<_>>().join(", ")
            ));
        }
    }
    lines
}

fn findings(report: &Report) -> String {
    let mut lines = String::new();
    for row in &report.findings {
        let severity = match row.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "info",
        };
        lines.push_str(&format!("  {severity}[{}]: {}\n", row.code, row.message));
        if let Some(help) = &row.help {
            lines.push_str(&format!("    help: {help}\n"));
        }
    }
    lines
}
