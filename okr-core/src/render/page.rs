//! The page of a report: where things stand, what is in trouble and why, and what to do.

use super::burn_up::BurnUp;
use super::course::Courses;
use super::lookup::Lookup;
use super::markup::Markup;
use super::options::{PageOptions, PagePart};
use super::page_style;
use super::summary::Summary;
use super::tile::Tile;
use super::tone::{self, Mark};
use super::trouble;
use crate::figure;
use crate::order;
use crate::plan::policy::Severity;
use crate::report::{CheckInRow, FindingRow, KeyResultRow, KpiRow, ObjectiveRow, Report, TriggerRow, TriggerState};

/// The width of a tile in a page, in pixels.
const TILE: u32 = 270;
/// How many notes a page lists.
const NOTES: usize = 12;
/// The width of a burn-up in a page, in pixels.
const CHART: u32 = 400;

/// Writes the page.
pub(super) fn page(report: &Report, options: &PageOptions) -> String {
    let summary = Summary::of(report);
    let title = options.title.clone().unwrap_or_else(|| summary.title());
    let parents = report.key_results.iter().enumerate().map(|(index, row)| (index, &*row.objective));
    let members = Lookup::of(&mut { parents });
    let mut page =
        Page { report, members, courses: Courses::of(report), summary, markup: start(&title, options.fragment) };
    page.head(&title);
    page.markup.open("main");
    page.changes(options);
    for part in options.shown() {
        match part {
            PagePart::Objectives => page.objectives(),
            PagePart::Kpis => page.kpis(),
            PagePart::Triggers => page.triggers(),
            PagePart::CheckIns => page.check_ins(),
            PagePart::Findings => page.findings(),
        }
    }
    page.markup.close();
    page.foot();
    page.markup.finish()
}

/// Starts a page: a document, or a part of one.
pub(super) fn start(title: &str, fragment: bool) -> Markup {
    if fragment {
        let mut markup = Markup::new("");
        markup.open("div").class("okr-page").open("style").written(&page_style::sheet()).close();
        return markup;
    }
    let mut markup = Markup::new("<!DOCTYPE html>");
    start_document(&mut markup, title);
    markup
}

/// Starts a document of its own: it needs no network, and runs no script.
fn start_document(markup: &mut Markup, title: &str) {
    markup.open("html").with("lang", "en").open("head");
    markup.open("meta").with("charset", "utf-8").close();
    markup.open("meta").with("name", "viewport").with("content", "width=device-width,initial-scale=1").close();
    markup.open("meta").with("name", "color-scheme").with("content", "light dark").close();
    markup.leaf("title", "", title);
    let ground = "html{background:#f6f5f1}@media(prefers-color-scheme:dark){html{background:#14181a}}\
                  @media print{html{background:#fff}}body{margin:0}";
    markup.open("style").written(ground).written(&page_style::sheet()).close();
    markup.close();
    markup.open("body").open("div").class("okr-page");
}

/// Writes a sign and words on the ground of their colour.
pub(super) fn chip(markup: &mut Markup, mark: Mark) {
    markup.open("span").class(&format!("chip {}", mark.tone.ground()));
    markup.open("span").class(mark.tone.fill()).with("aria-hidden", "true").text(mark.sign).close();
    markup.text(mark.text).close();
}

/// Writes text that people wrote, so that its direction does not reach beyond it.
pub(super) fn said(markup: &mut Markup, text: &str) {
    markup.leaf("bdi", "", text);
}

/// Writes a message of the library: what stands in backticks is set apart.
pub(super) fn message(markup: &mut Markup, text: &str) {
    for (index, part) in figure::capital(text).split('`').enumerate() {
        if index % 2 == 1 {
            markup.leaf("b", "", part);
        } else {
            markup.text(part);
        }
    }
}

/// Writes a score as a bar, with a mark where it is expected to be.
fn bar(markup: &mut Markup, score: Option<f64>, expected: Option<f64>, mark: Mark, says: &str) {
    let share = |score: f64| format!("{}%", (crate::number::clamp(score, 0.0, 1.0) * 100.0 + 0.5) as i32);
    markup.open("div").class("bar").with("role", "img").with("aria-label", says);
    if let Some(score) = score {
        markup.open("i").class(mark.tone.fill()).with("style", &format!("width:{}", share(score))).close();
    }
    if let Some(expected) = expected {
        markup.open("b").with("style", &format!("left:{}", share(expected))).close();
    }
    markup.close();
}

/// A table that is being written.
pub(super) struct Table<'a> {
    markup: &'a mut Markup,
    in_row: bool,
}

impl<'a> Table<'a> {
    /// Starts a table with its columns, each with whether it holds numbers.
    pub(super) fn start(markup: &'a mut Markup, columns: &[(&str, bool)]) -> Self {
        Self::of_class(markup, "card scroll", columns)
    }

    /// Starts a table inside a card.
    pub(super) fn start_inside(markup: &'a mut Markup, columns: &[(&str, bool)]) -> Self {
        Self::of_class(markup, "scroll", columns)
    }

    fn of_class(markup: &'a mut Markup, class: &str, columns: &[(&str, bool)]) -> Self {
        // Who scrolls by keyboard must be able to get there.
        markup.open("div").class(class).with("tabindex", "0").open("table").open("thead").open("tr");
        for (column, is_number) in columns {
            markup.leaf("th", if *is_number { "num" } else { "" }, column);
        }
        markup.close().close().open("tbody");
        Table { markup, in_row: false }
    }

    /// Starts a row.
    pub(super) fn row(&mut self) {
        if self.in_row {
            self.markup.close();
        }
        self.in_row = true;
        self.markup.open("tr");
    }

    /// Writes a cell of text that people wrote.
    pub(super) fn said(&mut self, text: &str) {
        self.markup.open("td");
        said(self.markup, text);
        self.markup.close();
    }

    /// Writes a cell of numbers.
    pub(super) fn number(&mut self, text: &str) {
        self.markup.leaf("td", "num", text);
    }

    /// Writes a cell with a mark.
    pub(super) fn mark(&mut self, mark: Option<Mark>) {
        self.markup.open("td");
        match mark {
            Some(mark) => chip(self.markup, mark),
            None => drop(self.markup.text("–")),
        }
        self.markup.close();
    }

    /// Writes a cell with a score and its bar.
    pub(super) fn bar(&mut self, score: Option<f64>, expected: Option<f64>, mark: Mark) {
        self.markup.open("td").class("num").text(&figure::score_and_expected(score, expected)[0]);
        bar(self.markup, score, expected, mark, "score");
        self.markup.close();
    }

    /// Writes a cell with a picture.
    pub(super) fn drawn(&mut self, picture: &str) {
        self.markup.open("td").written(picture).close();
    }

    /// Ends the table.
    pub(super) fn end(self) {
        if self.in_row {
            self.markup.close();
        }
        self.markup.close().close().close();
    }
}

struct Page<'a> {
    report: &'a Report,
    courses: Courses<'a>,
    members: Lookup<'a>,
    summary: Summary<'a>,
    markup: Markup,
}

impl<'a> Page<'a> {
    fn head(&mut self, title: &str) {
        self.markup.open("header").leaf("h1", "", title);
        let text = self.summary.paragraph();
        self.markup.leaf("p", "lead", &text).close();
    }

    /// What changed since the page before: what is said of it as a list, then what counts the rest.
    fn changes(&mut self, options: &PageOptions) {
        let Some((heading, lines)) = options.changed() else { return };
        self.section("What changed");
        self.markup.open("div").class("card").leaf("p", "quiet", heading);
        let (items, rest): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(|line| line.starts_with("- "));
        if !items.is_empty() {
            self.markup.open("ul");
            for item in items {
                self.markup.open("li").class("note");
                said(&mut self.markup, item.trim_start_matches("- "));
                self.markup.close();
            }
            self.markup.close();
        }
        for line in rest {
            self.markup.open("p").class("quiet");
            said(&mut self.markup, line);
            self.markup.close();
        }
        self.markup.close().close();
    }

    fn foot(&mut self) {
        let readings = &self.report.readings;
        let used = format!(
            "As of {}, at the end of the day. {}.",
            figure::date(self.report.as_of),
            figure::count(readings.used as usize, "reading")
        );
        self.markup.open("footer").leaf("p", "quiet", &used).close();
    }

    fn section(&mut self, title: &str) {
        self.markup.open("section").leaf("h2", "", title);
    }

    /// Objectives of running cycles by urgency; the others folded.
    fn objectives(&mut self) {
        let report = self.report;
        let (mut now, mut before): (Vec<&ObjectiveRow>, Vec<&ObjectiveRow>) =
            report.objectives.iter().partition(|row| self.summary.is_current(row));
        for rows in [&mut now, &mut before] {
            order::by_key(rows, |row| tone::urgency(row.status));
        }
        if !now.is_empty() {
            self.section("Objectives");
            now.iter().for_each(|row| self.objective(row));
            self.markup.close();
        }
        if !before.is_empty() {
            self.section("Not running");
            self.markup.open("div").class("card");
            for row in before {
                self.markup.open("p");
                chip(&mut self.markup, tone::of_status(row.status));
                self.markup.text(" ");
                said(&mut self.markup, &row.title);
                self.markup.text(&format!(
                    " · {} · {}",
                    self.summary.cycle_name(&row.cycle),
                    figure::score_or_dash(row.score)
                ));
                self.markup.close();
            }
            self.markup.close().close();
        }
    }

    fn objective(&mut self, row: &ObjectiveRow) {
        let mark = tone::of_status(row.status);
        self.markup.open("article").class("card").open("div").class("head").open("h3");
        said(&mut self.markup, &row.title);
        self.markup.close();
        chip(&mut self.markup, mark);
        self.markup.close();
        self.meta(row);
        self.bar(row, mark);
        let report = self.report;
        let members: Vec<&KeyResultRow> = self.members.all(&row.objective, &report.key_results).collect();
        for sentence in trouble::of_objective(row, &members) {
            self.markup.leaf("p", "why", &sentence);
        }
        self.newest_note("objectives", &row.objective);
        members.into_iter().for_each(|member| self.key_result(member));
        self.markup.close();
    }

    /// What people said last about an item.
    fn newest_note(&mut self, table: &str, id: &str) {
        let about = |check_in: &&CheckInRow| &*check_in.of.table == table && &*check_in.of.id == id;
        let Some(check_in) = self.report.check_ins.iter().find(about) else { return };
        self.markup.open("p").class("said");
        self.note(check_in);
        self.markup.close();
    }

    /// A note with who wrote it and when.
    fn note(&mut self, check_in: &CheckInRow) {
        if let Some(note) = &check_in.note {
            self.markup.text("“");
            said(&mut self.markup, note);
            self.markup.text("” ");
        }
        self.markup.open("span").class("quiet");
        if let Some(by) = &check_in.by {
            said(&mut self.markup, by);
            self.markup.text(", ");
        }
        self.markup.text(&figure::date(check_in.date));
        if let Some(word) = check_in.said {
            self.markup.text(&format!(", said to be {}", figure::words(word.as_str())));
        }
        if let Some(confidence) = check_in.confidence {
            self.markup.text(&format!(", confidence {}", figure::score(confidence)));
        }
        self.markup.close();
    }

    /// The newest notes, one for each item and day.
    fn check_ins(&mut self) {
        let rows: Vec<&CheckInRow> = self.report.check_ins.iter().filter(|row| row.note.is_some()).collect();
        if rows.is_empty() {
            return;
        }
        self.section("What people said");
        self.markup.open("div").class("card").open("ul");
        for row in rows.iter().take(NOTES) {
            self.markup.open("li").class("note").open("b");
            said(&mut self.markup, row.title.as_deref().unwrap_or(&row.of.id));
            self.markup.close().text(": ");
            self.note(row);
            self.markup.close();
        }
        self.markup.close();
        if rows.len() > NOTES {
            self.markup.leaf("p", "quiet", &format!("and {} more before", rows.len() - NOTES));
        }
        self.markup.close().close();
    }

    fn meta(&mut self, row: &ObjectiveRow) {
        let team = row.team.as_deref().map(|team| self.summary.team_name(team));
        let parts = [Some(self.summary.cycle_name(&row.cycle)), team, row.owner.as_deref()];
        self.markup.open("p").class("quiet");
        for (index, part) in parts.into_iter().flatten().enumerate() {
            if index > 0 {
                self.markup.text(" · ");
            }
            said(&mut self.markup, part);
        }
        self.markup.close();
    }

    fn bar(&mut self, row: &ObjectiveRow, mark: Mark) {
        let success = self.report.policy.success.of(row.ambition);
        let [score, expected] = figure::score_and_expected(row.score, row.expected);
        let mut facts = vec![format!("score {score}")];
        facts.extend(row.expected.map(|_| format!("expected by now {expected}")));
        facts.push(format!("success from {}", figure::score(success)));
        let facts = facts.join(" · ");
        bar(&mut self.markup, row.score, row.expected, mark, &facts);
        self.markup.leaf("p", "quiet", &facts);
    }

    fn key_result(&mut self, row: &KeyResultRow) {
        let mark = tone::of_status(row.status);
        self.markup.open("details").open("summary");
        let label = format!("{} s", mark.tone.fill());
        self.markup
            .open("span")
            .class(&label)
            .with("role", "img")
            .with("aria-label", mark.text)
            .text(mark.sign)
            .close();
        self.markup.open("span").class("name");
        said(&mut self.markup, &row.title);
        self.markup.close();
        self.markup.leaf("span", "num values quiet", &trouble::values(row).unwrap_or_default());
        self.markup.leaf("span", "num", &figure::score_or_dash(row.score)).close();
        self.markup.open("div").class("open");
        let values = self.courses.of_key_result(row);
        let chart = BurnUp { row, as_of: self.report.as_of, values }.draw(CHART, true);
        self.markup.written(&chart).open("ul");
        for fact in trouble::facts(row) {
            self.markup.leaf("li", "", &fact);
        }
        self.markup.close().close().close();
    }

    fn kpis(&mut self) {
        if self.report.kpis.is_empty() {
            return;
        }
        self.section("KPIs");
        let mut rows: Vec<&KpiRow> = self.report.kpis.iter().collect();
        order::by_key(&mut rows, |row| tone::of_health(row.health).tone);
        self.markup.open("div").class("tiles");
        let tiles: Vec<Tile<'_>> = rows.into_iter().map(|row| self.report.tile(row)).collect();
        // Values stand on one line across the tiles.
        let lines = tiles.iter().map(|tile| tile.name_lines(TILE)).fold(1, usize::max);
        for tile in tiles {
            let tile = tile.draw(TILE, lines, true);
            self.markup.open("div").class("card").written(&tile).close();
        }
        self.markup.close().close();
    }

    /// Rules that fire, the most urgent first.
    fn triggers(&mut self) {
        let firing = |row: &&TriggerRow| matches!(row.state, TriggerState::Firing | TriggerState::Recovering);
        let mut rows: Vec<&TriggerRow> = self.report.triggers.iter().filter(firing).collect();
        if rows.is_empty() {
            return;
        }
        order::by_key(&mut rows, |row| row.rank);
        self.section("Triggers");
        for row in rows {
            self.trigger(row);
        }
        self.markup.close();
    }

    fn trigger(&mut self, row: &TriggerRow) {
        self.markup.open("article").class("card").open("p");
        message(&mut self.markup, &row.message);
        self.markup.close();
        let answers: Vec<String> =
            row.addressed_by.iter().map(|id| self.summary.objective_title(id).to_owned()).collect();
        if !answers.is_empty() {
            self.markup.leaf("p", "quiet", &format!("Answered by: {}", answers.join("; ")));
        } else if let Some(draft) = &row.draft {
            self.markup.open("p").leaf("strong", "", "Nobody answers it yet. Proposed: ");
            said(&mut self.markup, &draft.title);
            let owner = draft.owner.as_deref().map(|owner| format!(", {owner}")).unwrap_or_default();
            self.markup.text(&format!(" ({}{owner})", self.summary.cycle_name(&draft.cycle))).close().open("ul");
            for key_result in &draft.key_results {
                self.markup.leaf("li", "quiet", &key_result.title);
            }
            self.markup.close();
        } else {
            self.markup.leaf("p", "quiet", "Nobody answers it yet.");
        }
        self.markup.close();
    }

    /// Findings by code, the most serious first.
    fn findings(&mut self) {
        let mut rows: Vec<&FindingRow> =
            self.report.findings.iter().filter(|row| row.severity != Severity::Off).collect();
        if rows.is_empty() {
            return;
        }
        order::by_key(&mut rows, |row| (row.severity, row.code));
        self.section("Good practice");
        self.markup.open("div").class("card");
        for group in rows.chunk_by(|a, b| a.code == b.code) {
            self.group(group);
        }
        self.markup.close().close();
    }

    fn group(&mut self, rows: &[&FindingRow]) {
        let Some(first) = rows.first() else { return };
        let name = figure::capital(&first.code.as_str().replace('-', " "));
        let count = if rows.len() > 1 { format!(" ({})", rows.len()) } else { String::new() };
        self.markup.leaf("h3", "small", &format!("{name}{count}")).open("ul");
        for row in rows {
            self.markup.open("li");
            message(&mut self.markup, &row.message);
            self.markup.close();
        }
        self.markup.close();
        if let Some(help) = &first.help {
            self.markup.open("p").class("quiet");
            message(&mut self.markup, help);
            self.markup.close();
        }
    }
}
