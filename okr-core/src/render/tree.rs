//! Tree: the objectives of a cycle, each with those that support it, as an outline with scores and statuses.

use super::branches::{Branches, Line};
use super::frame::{Anchor, Canvas, Subject};
use super::heading::Heading;
use super::lettering;
use super::lookup::Lookup;
use super::plot::SMALL;
use super::progress::{Progress, bar};
use super::tone;
use crate::figure;
use crate::order;
use crate::plan::Level;
use crate::report::{ObjectiveRow, Report, Status, TeamRow};

/// The height of a line in tenths of a pixel.
const LINE: i32 = 400;
/// How far a level stands in from the one above; those of the deepest levels stand under each other.
const STEP: i32 = 160;
const DEEPEST: usize = 6;
/// The width of a bar, where the picture has room for one.
const BAR: i32 = 900;

/// What the outline shows.
pub(super) struct Tree<'a> {
    report: &'a Report,
    title: String,
    teams: Lookup<'a>,
    branches: Branches<'a>,
}

impl<'a> Tree<'a> {
    /// The objectives of a cycle with all that support them.
    pub(super) fn of_cycle(report: &'a Report, cycle: &str, name: &str) -> Self {
        Tree::new(report, format!("Alignment in {name}"), Branches::of_cycle(report, cycle))
    }

    /// An objective with all that support it.
    pub(super) fn of_objective(report: &'a Report, row: &'a ObjectiveRow) -> Self {
        Tree::new(report, format!("What supports “{}”", row.title), Branches::of_objective(report, &row.objective))
    }

    fn new(report: &'a Report, title: String, branches: Branches<'a>) -> Self {
        let teams = Lookup::of(&mut report.teams.iter().enumerate().map(|(index, row)| (index, &*row.team)));
        Tree { report, title, teams, branches }
    }

    fn team(&self, row: &ObjectiveRow) -> Option<&'a TeamRow> {
        self.teams.first(row.team.as_deref()?, &self.report.teams)
    }

    /// What the head says; where it is narrow, not of which levels the objectives are.
    fn facts(&self, narrow: bool) -> Vec<String> {
        let rows = &self.branches.members;
        if rows.is_empty() {
            return vec!["no objectives".to_owned()];
        }
        let mut facts = vec![figure::count(rows.len(), "objective")];
        let folded = rows.len() - self.branches.shown();
        facts.extend((folded > 0).then(|| format!("{folded} folded")));
        let levels = Level::ALL.into_iter().filter_map(|level| {
            let count = rows.iter().filter(|row| self.team(row).is_some_and(|team| team.level == level)).count();
            let word = match level {
                Level::Company => "company",
                Level::Department => "departments",
                Level::Team => "teams",
                Level::Individual => "individuals",
            };
            (count > 0).then(|| format!("{word} {count}"))
        });
        let levels: Vec<String> = levels.collect();
        facts.extend((levels.len() > 1 && !narrow).then(|| levels.join(", ")));
        facts.push(counts(rows.iter().map(|row| row.status)));
        facts
    }

    fn says(&self, facts: &[String]) -> String {
        let trouble =
            self.branches.members.iter().filter(|row| matches!(row.status, Status::OffTrack | Status::Missed));
        let trouble: Vec<String> = trouble.map(|row| format!("“{}”", row.title)).collect();
        let named = if matches!(trouble.len(), 1..=3) {
            format!(" In trouble: {}.", figure::list(&trouble))
        } else {
            String::new()
        };
        format!("{}: {}.{named}", self.title, facts.join(", "))
    }

    /// Draws the outline.
    pub(super) fn draw(&self, width: u32) -> String {
        let says = self.says(&self.facts(false));
        let facts = self.facts(width < 480);
        let subject = Subject { kind: "tree", title: &self.title, says: &says };
        let heading = Heading::new(&self.title, &facts, Vec::new(), width);
        // INVARIANT: a heading and its lines, of which there are few, are at most a few thousand pixels high.
        let top = 10 * heading.height() as i32 + 120;
        let lines = &self.branches.lines;
        let height = (top + LINE * lines.len() as i32 + 80) as u32 / 10;
        let mut canvas = Canvas::new(&subject, width, height, false);
        heading.draw(&mut canvas);
        self.links(&mut canvas, top);
        for (index, line) in lines.iter().enumerate() {
            self.line(&mut canvas, line, top + LINE * index as i32);
        }
        canvas.finish()
    }

    /// Lines from each objective down to those that support it.
    fn links(&self, canvas: &mut Canvas, top: i32) {
        let at = |index: usize, depth: usize| (left(depth), top + LINE * index as i32 + 120);
        let mut parts = Vec::new();
        let mut above: Vec<(i32, i32)> = Vec::new();
        for (index, line) in self.branches.lines.iter().enumerate() {
            let point = at(index, line.depth);
            above.truncate(line.depth);
            // The deepest levels stand under each other and need no line.
            if let Some(parent) = above.last().filter(|parent| parent.0 < point.0) {
                parts.push(vec![(parent.0, parent.1 + 90), (parent.0, point.1), (point.0 - 80, point.1)]);
            }
            above.push(point);
        }
        canvas.course("grid", &parts, 10, "");
    }

    fn line(&self, canvas: &mut Canvas, line: &Line<'_>, y: i32) {
        let x = left(line.depth);
        let folded = (!line.folded.is_empty()).then(|| {
            let (sign, word) = if line.row.is_some() { ("▸", "below") } else { ("▸", "more") };
            format!("{sign} {} {word}: {}", line.folded.len(), counts(line.folded.iter().copied()))
        });
        let text = x + 120;
        let Some(row) = line.row else {
            let room = canvas.width - 120 - text;
            let fold = lettering::fit(&folded.unwrap_or_default(), SMALL, room);
            canvas.text("q", (text, y + 160), SMALL, Anchor::Start, &fold);
            return;
        };
        let mark = tone::of_status(row.status);
        let [score, expected] = figure::score_and_expected(row.score, row.expected);
        let expected = row.expected.map(|_| format!(", expected {expected}"));
        let says =
            format!("{}: {}, score {score}{}", row.title, mark.text.to_lowercase(), expected.unwrap_or_default());
        canvas.sign(mark, (x, y + 120), 13, &says);
        let mut right = canvas.width - 120;
        canvas.text("b", (right, y + 165), 13, Anchor::End, &score);
        right -= 420;
        if canvas.width >= 4800 {
            right -= BAR + 60;
            let (title, score, expected, status) = (&*row.title, row.score, row.expected, row.status);
            let success = self.report.policy.success.of(row.ambition);
            let progress = Progress { title, score, expected, success, status };
            bar(canvas, &progress, (right + 60, y + 90), (BAR, 70), mark.tone);
        }
        let room = right - text;
        canvas.text("", (text, y + 165), 13, Anchor::Start, &lettering::fit(&row.title, 13, room));
        let team = self.team(row).map(|team| match team.level {
            Level::Team => team.name.to_string(),
            level => format!("{} ({})", team.name, level.as_str()),
        });
        let team = team.or_else(|| row.team.as_deref().map(str::to_owned));
        let cycle = (*row.cycle != *self.branches.cycle).then(|| row.cycle.to_string());
        // What is folded comes first: it must not be cut.
        let parts: Vec<String> =
            [folded, team, row.owner.as_deref().map(str::to_owned), cycle].into_iter().flatten().collect();
        let room = canvas.width - 120 - text;
        canvas.text("q", (text, y + 310), SMALL, Anchor::Start, &lettering::fit(&parts.join(" · "), SMALL, room));
    }
}

/// Where the sign of a level stands.
fn left(depth: usize) -> i32 {
    // INVARIANT: at most a few levels.
    180 + STEP * depth.min(DEEPEST) as i32
}

/// How many there are of each status, the most urgent first.
fn counts(statuses: impl Iterator<Item = Status>) -> String {
    let mut statuses: Vec<Status> = statuses.collect();
    order::by_key(&mut statuses, |status| tone::urgency(*status));
    let count = |group: &[Status]| {
        let word = group.first().map(|status| tone::of_status(*status).text.to_lowercase());
        format!("{} {}", group.len(), word.unwrap_or_default())
    };
    statuses.chunk_by(|a, b| a == b).map(count).collect::<Vec<_>>().join(", ")
}
