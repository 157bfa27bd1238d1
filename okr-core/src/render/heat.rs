//! Heat map: teams by cycle with their scores, or KPIs by team with their values.

use super::frame::{Anchor, Canvas, Subject};
use super::heading::Heading;
use super::lettering;
use super::plot::SMALL;
use super::tone::{self, Tone};
use crate::figure;
use crate::number::meets;
use crate::plan::Ambition;
use crate::report::Report;

/// The height of a row in tenths of a pixel.
const ROW: i32 = 300;
/// The narrowest column in tenths of a pixel.
const NARROWEST_COLUMN: i32 = 560;
/// The most rows that are drawn.
const MOST_ROWS: usize = 300;

/// What the map shows.
pub(super) struct Heat {
    title: String,
    rows: Vec<String>,
    /// What people call each column, and its id, which is used where the name does not fit.
    columns: Vec<(String, String)>,
    /// The cells of each row.
    cells: Vec<Vec<Option<HeatCell>>>,
}

struct HeatCell {
    tone: Tone,
    sign: &'static str,
    text: String,
}

impl HeatCell {
    fn written(&self) -> String {
        format!("{} {}", self.sign, self.text)
    }
}

impl Heat {
    /// Teams by cycle, coloured by their scores as those of aspirational goals are.
    pub(super) fn of_teams(report: &Report) -> Self {
        let cycles = distinct(report.teams.iter().map(|row| &*row.cycle));
        let name = |id: &&str| {
            let cycle = report.cycles.iter().find(|cycle| &*cycle.cycle == *id);
            let name = cycle.and_then(|cycle| cycle.name.as_deref()).unwrap_or(id);
            (name.to_owned(), (*id).to_owned())
        };
        let mut heat = Heat {
            title: "Scores of teams by cycle".to_owned(),
            rows: Vec::new(),
            columns: cycles.iter().map(name).collect(),
            cells: Vec::new(),
        };
        let policy = &report.policy;
        let (success, amber) = (policy.success.of(Ambition::Aspirational), policy.amber.of(Ambition::Aspirational));
        for id in distinct(report.teams.iter().map(|row| &*row.team)) {
            let of_team = report.teams.iter().filter(|row| &*row.team == id);
            heat.rows.extend(of_team.clone().next().map(|row| row.name.to_string()));
            let cell = |cycle: &&str| {
                let score = of_team.clone().find(|row| &*row.cycle == *cycle)?.score?;
                let (tone, sign) = match score {
                    score if meets(score, success) => (Tone::Good, "▲"),
                    score if meets(score, amber) => (Tone::Fair, "◆"),
                    _ => (Tone::Bad, "▼"),
                };
                Some(HeatCell { tone, sign, text: figure::score(score) })
            };
            heat.cells.push(cycles.iter().map(cell).collect());
        }
        heat
    }

    /// KPIs by team, coloured by health. KPIs without a team have a column of their own.
    pub(super) fn of_kpis(report: &Report) -> Self {
        let teams = distinct(report.kpis.iter().map(|row| row.team.as_deref().unwrap_or("–")));
        let name = |id: &&str| {
            let team = report.teams.iter().find(|team| &*team.team == *id);
            (team.map_or(*id, |team| &team.name).to_owned(), (*id).to_owned())
        };
        let mut heat = Heat {
            title: "KPIs by team".to_owned(),
            rows: Vec::new(),
            columns: teams.iter().map(name).collect(),
            cells: Vec::new(),
        };
        for id in distinct(report.kpis.iter().map(|row| &*row.kpi)) {
            let of_kpi = report.kpis.iter().filter(|row| &*row.kpi == id);
            heat.rows.extend(of_kpi.clone().next().map(|row| row.name.to_string()));
            let cell = |team: &&str| {
                let row = of_kpi.clone().find(|row| row.team.as_deref().unwrap_or("–") == *team)?;
                let mark = tone::of_health(row.health);
                let bounds = [row.healthy_min, row.healthy_max, row.target];
                let text = figure::with_unit(figure::value(row.value?, &bounds), row.unit.as_deref());
                Some(HeatCell { tone: mark.tone, sign: mark.sign, text })
            };
            heat.cells.push(teams.iter().map(cell).collect());
        }
        heat
    }

    fn count(&self, tone: Tone) -> usize {
        self.cells.iter().flatten().flatten().filter(|cell| cell.tone == tone).count()
    }

    fn facts(&self) -> Vec<String> {
        let count = |tone, word| format!("{} {word}", self.count(tone));
        vec![count(Tone::Good, "green"), count(Tone::Fair, "amber"), count(Tone::Bad, "red")]
    }

    /// Draws the map: the newest columns where there is no room for all.
    pub(super) fn draw(&self, width: u32) -> String {
        let says =
            format!("{}: {} by {}, {}.", self.title, self.rows.len(), self.columns.len(), self.facts().join(", "));
        let subject = Subject { kind: "heat", title: &self.title, says: &says };
        // INVARIANT: widths are at most a few thousand pixels.
        let inner = 10 * width as i32 - 240;
        let names = inner * 2 / 5;
        let cells = self.cells.iter().flatten().flatten();
        let widest = cells.map(|cell| lettering::width(&cell.written(), 12)).fold(NARROWEST_COLUMN - 60, i32::max);
        let fitting = ((inner - names) / (widest + 60)).max(1) as usize;
        let skipped = self.columns.len().saturating_sub(fitting);
        let shown = self.rows.len().min(MOST_ROWS);
        let mut facts = self.facts();
        if skipped > 0 {
            facts.push(format!("last {fitting} of {} columns", self.columns.len()));
        }
        if shown < self.rows.len() {
            facts.push(format!("first {shown} of {} rows", self.rows.len()));
        }
        let heading = Heading::new(&self.title, &facts, Vec::new(), width);
        let mut canvas = Canvas::new(&subject, width, heading.height() + 56 + 30 * shown as u32, false);
        heading.draw(&mut canvas);
        let column = (inner - names) / (self.columns.len() - skipped).max(1) as i32;
        let left = |index: usize| 120 + names + column * index as i32;
        // INVARIANT: a heading is at most a few hundred pixels high.
        let top = 10 * heading.height() as i32 + 400;
        for (index, (name, id)) in self.columns.iter().skip(skipped).enumerate() {
            let fits = lettering::width(name, SMALL) <= column - 60;
            let name = lettering::fit(if fits { name } else { id }, SMALL, column - 60);
            canvas.text("q", (left(index) + column / 2, top - 100), SMALL, Anchor::Middle, &name);
        }
        for (row, (name, cells)) in self.rows.iter().zip(&self.cells).take(shown).enumerate() {
            let y = top + ROW * row as i32;
            canvas.text("", (120, y + 190), 12, Anchor::Start, &lettering::fit(name, 12, names - 100));
            for (index, cell) in cells.iter().skip(skipped).enumerate() {
                let ground = cell.as_ref().map_or("track", |cell| cell.tone.ground());
                canvas.rectangle(ground, left(index) + 15, y + 15, column - 30, ROW - 30, 30);
                if let Some(cell) = cell {
                    let text = lettering::fit(&cell.written(), 12, column - 60);
                    canvas.text("", (left(index) + column / 2, y + 190), 12, Anchor::Middle, &text);
                }
            }
        }
        canvas.finish()
    }
}

/// Each text once, in order.
fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}
