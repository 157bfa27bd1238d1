//! Timeline: what happened in a cycle, objective by objective: check-ins with their confidence, milestones, revisions, triggers.

use chrono::NaiveDate;

use super::frame::{Anchor, Canvas, Subject, diamond, square, triangle};
use super::heading::Heading;
use super::lettering;
use super::lookup::Lookup;
use super::plot::SMALL;
use super::scale::DayScale;
use super::tone::{self, Mark, Tone};
use crate::figure;
use crate::order;
use crate::plan::Said;
use crate::report::{
    CheckInRow, CycleRow, KeyResultRow, MilestoneStep, ObjectiveRow, Report, RevisionStep, TriggerRow, TriggerState,
};

/// The height of the lane of an objective in tenths of a pixel, and of a trigger.
const LANE: i32 = 760;
const TRIGGER: i32 = 420;
/// Where the confidence of 1 and of 0, and the milestones of a lane lie below its top.
const SURE: i32 = 280;
const UNSURE: i32 = 520;
const STEPS: i32 = 640;
/// The most lanes of objectives, and of triggers.
const MOST_LANES: usize = 12;
const MOST_TRIGGERS: usize = 6;

/// What the timeline shows.
pub(super) struct Timeline<'a> {
    report: &'a Report,
    cycle: &'a CycleRow,
    /// Of objectives to which something happened.
    lanes: Vec<Lane<'a>>,
    /// How many objectives have no lane, as nothing happened.
    quiet: usize,
    triggers: Vec<&'a TriggerRow>,
}

/// What happened to an objective and its key results.
struct Lane<'a> {
    row: &'a ObjectiveRow,
    /// By date.
    check_ins: Vec<&'a CheckInRow>,
    /// Each with the title of its key result.
    milestones: Vec<(&'a str, &'a MilestoneStep)>,
    revisions: Vec<(&'a KeyResultRow, &'a RevisionStep)>,
}

impl<'a> Timeline<'a> {
    pub(super) fn of_cycle(report: &'a Report, cycle: &'a CycleRow) -> Self {
        let in_cycle = |row: &&ObjectiveRow| row.cycle == cycle.cycle && tone::is_open(row.status);
        let mut rows: Vec<&ObjectiveRow> = report.objectives.iter().filter(in_cycle).collect();
        order::by_key(&mut rows, |row| tone::urgency(row.status));
        let happened = Rows::of(report, cycle);
        let objectives = rows.len();
        let lanes = rows.into_iter().map(|row| happened.lane(row));
        let lanes: Vec<Lane<'_>> = lanes.filter(|lane| !lane.is_empty()).collect();
        let quiet = objectives - lanes.len();
        let fires = |row: &&TriggerRow| {
            let open = matches!(row.state, TriggerState::Firing | TriggerState::Recovering);
            open && row.fired_on.is_some_and(|day| day <= cycle.end) && cycle.start <= report.as_of
        };
        let mut triggers: Vec<&TriggerRow> = report.triggers.iter().filter(fires).collect();
        order::by_key(&mut triggers, |row| row.rank);
        Timeline { report, cycle, lanes, quiet, triggers }
    }

    fn name(&self) -> &'a str {
        self.cycle.name.as_deref().unwrap_or(&self.cycle.cycle)
    }

    fn facts(&self) -> Vec<String> {
        let mut facts = vec![figure::count(self.lanes.len() + self.quiet, "objective")];
        facts.extend((self.quiet > 0).then(|| format!("{} without entries", self.quiet)));
        for (all, most, noun) in
            [(self.lanes.len(), MOST_LANES, "objective"), (self.triggers.len(), MOST_TRIGGERS, "trigger")]
        {
            facts.extend((all > most).then(|| format!("shown: {most} of {}", figure::count(all, noun))));
        }
        let count = |of: &dyn Fn(&Lane<'_>) -> usize| self.lanes.iter().map(of).sum::<usize>();
        facts.push(figure::count(count(&|lane| lane.check_ins.len()), "check-in"));
        let milestones = count(&|lane| lane.milestones.len());
        if milestones > 0 {
            let done = count(&|lane| lane.milestones.iter().filter(|(_, step)| step.done).count());
            facts.push(format!("{done} of {} done", figure::count(milestones, "milestone")));
            let overdue = count(&|lane| lane.milestones.iter().filter(|(_, step)| self.is_overdue(step)).count());
            facts.extend((overdue > 0).then(|| format!("{overdue} overdue")));
            let undated = count(&|lane| lane.milestones.iter().filter(|(_, step)| day_of(step).is_none()).count());
            facts.extend((undated > 0).then(|| format!("{undated} without a day")));
        }
        let revisions = count(&|lane| lane.revisions.len());
        facts.extend((revisions > 0).then(|| figure::count(revisions, "revision")));
        facts.extend((!self.triggers.is_empty()).then(|| figure::count(self.triggers.len(), "trigger")));
        facts
    }

    fn is_overdue(&self, step: &MilestoneStep) -> bool {
        !step.done && step.due.is_some_and(|due| due < self.report.as_of)
    }

    /// Draws the timeline.
    pub(super) fn draw(&self, width: u32) -> String {
        let (title, facts) = (format!("Timeline of {}", self.name()), self.facts());
        let says = format!("{title}: {}.", facts.join(", "));
        let subject = Subject { kind: "timeline", title: &title, says: &says };
        let heading = Heading::new(&title, &facts, Vec::new(), width);
        // INVARIANT: a picture is at most a few thousand pixels wide, and has few lanes.
        let inner = 10 * width as i32 - 240;
        let legend = lettering::lines(&self.legend().join("\u{a0}· "), SMALL, inner, 9);
        let (lanes, triggers) = (self.lanes.len().min(MOST_LANES), self.triggers.len().min(MOST_TRIGGERS));
        let top = 10 * heading.height() as i32 + 240;
        let triggers_top = top + LANE * lanes as i32;
        let bottom = triggers_top + TRIGGER * triggers as i32 + 40;
        let height = (bottom + 320 + 160 * legend.len() as i32) as u32 / 10;
        let mut canvas = Canvas::new(&subject, width, height, false);
        heading.draw(&mut canvas);
        let days = DayScale::new(self.cycle.start, self.cycle.end, 180, canvas.width - 180);
        for (x, text) in days.ticks(SMALL) {
            canvas.line("grid", (x, top - 40), (x, bottom), 10, "");
            let half = lettering::width(&text, SMALL) / 2 + 20;
            let at = (x.max(half).min(canvas.width - half), bottom + 180);
            canvas.text("q", at, SMALL, Anchor::Middle, &text);
        }
        self.today(&mut canvas, days, (top, bottom));
        for (index, lane) in self.lanes.iter().take(MOST_LANES).enumerate() {
            self.lane(&mut canvas, lane, days, top + LANE * index as i32);
        }
        for (index, trigger) in self.triggers.iter().take(MOST_TRIGGERS).enumerate() {
            self.trigger(&mut canvas, trigger, days, triggers_top + TRIGGER * index as i32);
        }
        for (index, line) in legend.iter().enumerate() {
            canvas.text("q", (120, bottom + 390 + 160 * index as i32), SMALL, Anchor::Start, line);
        }
        canvas.finish()
    }

    /// What the signs mean that the timeline has.
    fn legend(&self) -> Vec<String> {
        let shown = || self.lanes.iter().take(MOST_LANES);
        let check_ins =
            |holds: &dyn Fn(&CheckInRow) -> bool| shown().any(|lane| lane.check_ins.iter().any(|row| holds(row)));
        let steps = |holds: &dyn Fn(&MilestoneStep) -> bool| {
            shown().any(|lane| lane.milestones.iter().any(|(_, step)| holds(step)))
        };
        let signs = [
            (check_ins(&|_| true), "● check-in, the higher the surer"),
            (check_ins(&|row| row.said == Some(Said::OnTrack)), "▲ said on track"),
            (check_ins(&|row| row.said == Some(Said::AtRisk)), "◆ said at risk"),
            (check_ins(&|row| row.said == Some(Said::OffTrack)), "▼ said off track"),
            (check_ins(&|row| row.said == Some(Said::Done)), "✓ said done"),
            (check_ins(&|row| row.confidence.is_none()), "lowest: no confidence given"),
            (steps(&|step| step.done && day_of(step).is_some()), "on the line: ✓ milestone done"),
            (steps(&|step| !step.done && step.due.is_some() && !self.is_overdue(step)), "○ milestone to come"),
            (steps(&|step| self.is_overdue(step)), "✕ milestone overdue"),
            (shown().any(|lane| !lane.revisions.is_empty()), "■ revision"),
            (!self.triggers.is_empty(), "▼ trigger since it fired"),
        ];
        signs.iter().filter(|(shown, _)| *shown).map(|(_, text)| text.replace(' ', "\u{a0}")).collect()
    }

    fn today(&self, canvas: &mut Canvas, days: DayScale, (top, bottom): (i32, i32)) {
        let today = self.report.as_of;
        if self.cycle.start <= today && today <= self.cycle.end {
            let x = days.at(today);
            canvas.line("s-quiet", (x, top - 60), (x, bottom), 10, "2 3");
            let text = figure::short_date(today);
            let half = lettering::width(&text, SMALL) / 2;
            let x = x.max(60 + half).min(canvas.width - 60 - half);
            canvas.text("q", (x, top - 100), SMALL, Anchor::Middle, &text);
        }
    }

    fn lane(&self, canvas: &mut Canvas, lane: &Lane<'_>, days: DayScale, y: i32) {
        name(canvas, tone::of_status(lane.row.status), &lane.row.title, y);
        canvas.line("grid", (180, y + STEPS), (canvas.width - 180, y + STEPS), 10, "");
        let at = |row: &CheckInRow| {
            let share = crate::number::clamp(row.confidence.unwrap_or(0.0), 0.0, 1.0);
            // INVARIANT: a share of some tens of pixels.
            (days.at(row.date), y + UNSURE - (share * f64::from(UNSURE - SURE) + 0.5) as i32)
        };
        for group in lane.subjects() {
            let sure = group.iter().filter(|row| row.confidence.is_some());
            canvas.course("s-quiet", &[sure.map(|row| at(row)).collect()], 12, "");
        }
        for row in &lane.check_ins {
            let (point, says) = (at(row), said(row));
            match row.said {
                None => canvas.dot("ink", point, 36, &says),
                Some(Said::OnTrack) => canvas.shape("good", &triangle(point, 50, true), &says),
                Some(Said::AtRisk) => canvas.shape("fair", &diamond(point, 50), &says),
                Some(Said::OffTrack) => canvas.shape("bad", &triangle(point, 50, false), &says),
                Some(Said::Done) => canvas.sign(DONE, point, 13, &says),
            }
        }
        for (of, revision) in &lane.revisions {
            canvas.shape("ink", &square((days.at(revision.date), y + STEPS), 36), &revised(of, revision));
        }
        for (of, step) in &lane.milestones {
            self.milestone(canvas, of, step, days, y + STEPS);
        }
    }

    fn milestone(&self, canvas: &mut Canvas, of: &str, step: &MilestoneStep, days: DayScale, y: i32) {
        let Some(day) = day_of(step) else { return };
        let due = step.due.map(|due| format!(", due {}", figure::date(due))).unwrap_or_default();
        let (mark, is) = match (step.done, step.done_on) {
            (true, Some(day)) => (DONE, format!("done on {}", figure::date(day))),
            (true, None) => (DONE, "done".to_owned()),
            (false, _) if self.is_overdue(step) => (OVERDUE, "overdue".to_owned()),
            (false, _) => (TO_COME, "to come".to_owned()),
        };
        let day = day.max(self.cycle.start).min(self.cycle.end);
        let point = (days.at(day), y);
        canvas.dot("bg", point, 65, "");
        canvas.sign(mark, point, 13, &format!("{of}: {}, {is}{due}", step.title));
    }

    fn trigger(&self, canvas: &mut Canvas, row: &TriggerRow, days: DayScale, y: i32) {
        let kpi = self.report.kpis.iter().find(|kpi| kpi.kpi == row.kpi && kpi.team == row.team);
        let title = kpi.map_or_else(|| row.kpi.to_string(), |kpi| self.report.series_name(kpi));
        let state = if row.state == TriggerState::Recovering { "recovering" } else { "firing" };
        name(canvas, TRIGGERED, &format!("{title}, {state}: {}", figure::words(&row.rule)), y);
        let Some(fired) = row.fired_on else { return };
        let start = days.at(fired.max(self.cycle.start));
        let end = days.at(self.report.as_of.min(self.cycle.end));
        let y = y + TRIGGER - 120;
        canvas.rectangle("g-bad", start, y - 25, end - start, 50, 25);
        if self.cycle.start <= fired {
            canvas.shape("bad", &triangle((start, y), 50, false), &figure::capital(&row.message.replace('`', "")));
        }
    }
}

const DONE: Mark = Mark { tone: Tone::Done, sign: "✓", text: "Done" };
const TO_COME: Mark = Mark { tone: Tone::None, sign: "○", text: "To come" };
const OVERDUE: Mark = Mark { tone: Tone::Bad, sign: "✕", text: "Overdue" };
const TRIGGERED: Mark = Mark { tone: Tone::Bad, sign: "▼", text: "Trigger" };

/// The name of a lane with its sign.
fn name(canvas: &mut Canvas, mark: Mark, title: &str, y: i32) {
    canvas.sign(mark, (180, y + 110), 12, mark.text);
    let title = lettering::fit(title, 12, canvas.width - 420);
    canvas.text_on_ground((280, y + 155), 12, &title);
}

/// The day on which a milestone was reached, or else by which it is due.
fn day_of(step: &MilestoneStep) -> Option<NaiveDate> {
    step.done_on.or(step.due)
}

/// A check-in in words.
fn said(row: &CheckInRow) -> String {
    let title = row.title.as_deref().unwrap_or(&row.of.id);
    let mut facts = Vec::new();
    facts.extend(row.said.map(|said| format!("said to be {}", figure::words(said.as_str()))));
    facts.extend(row.confidence.map(|confidence| format!("confidence {}", figure::score(confidence))));
    facts.extend(row.by.as_deref().map(|by| format!("by {by}")));
    facts.extend(row.note.as_deref().map(|note| format!("“{note}”")));
    let facts = if facts.is_empty() { "checked in".to_owned() } else { facts.join(", ") };
    format!("{}, {title}: {facts}", figure::date(row.date))
}

/// A revision in words.
fn revised(of: &KeyResultRow, revision: &RevisionStep) -> String {
    let write = |x: Option<f64>, other: Option<f64>| {
        x.map_or_else(|| "none".to_owned(), |x| figure::with_unit(figure::value(x, &[other]), of.unit.as_deref()))
    };
    let (before, after) = (revision.target_before, revision.target);
    let target = (before != after).then(|| format!("target {} → {}", write(before, after), write(after, before)));
    let (old, new) = (revision.weight_before, revision.weight);
    let weight = (old != new)
        .then(|| format!("weight {} → {}", figure::value(old, &[Some(new)]), figure::value(new, &[Some(old)])));
    let parts: Vec<String> =
        [target, weight, revision.reason.as_deref().map(str::to_owned)].into_iter().flatten().collect();
    let what = if parts.is_empty() { "revised".to_owned() } else { parts.join(", ") };
    format!("{}, {}: {what}", figure::date(revision.date), of.title)
}

/// The rows of a report by what they are about.
struct Rows<'a> {
    report: &'a Report,
    cycle: &'a CycleRow,
    key_results: Lookup<'a>,
    check_ins: Lookup<'a>,
}

impl<'a> Rows<'a> {
    fn of(report: &'a Report, cycle: &'a CycleRow) -> Self {
        let parents = report.key_results.iter().enumerate().map(|(index, row)| (index, &*row.objective));
        let subjects = report.check_ins.iter().enumerate().map(|(index, row)| (index, &*row.of.id));
        Rows { report, cycle, key_results: Lookup::of(&mut { parents }), check_ins: Lookup::of(&mut { subjects }) }
    }

    fn is_inside(&self, day: NaiveDate) -> bool {
        self.cycle.start <= day && day <= self.cycle.end
    }

    /// The check-ins of the cycle about a row of a table.
    fn about(&self, table: &'a str, id: &str) -> impl Iterator<Item = &'a CheckInRow> {
        let all = self.check_ins.all(id, &self.report.check_ins);
        all.filter(move |check_in| &*check_in.of.table == table && self.is_inside(check_in.date))
    }

    /// What happened to an objective.
    fn lane(&self, row: &'a ObjectiveRow) -> Lane<'a> {
        let mut check_ins: Vec<&CheckInRow> = self.about("objectives", &row.objective).collect();
        let (mut milestones, mut revisions) = (Vec::new(), Vec::new());
        for member in self.key_results.all(&row.objective, &self.report.key_results) {
            check_ins.extend(self.about("key_results", &member.key_result));
            milestones.extend(member.milestones.iter().map(|step| (&*member.title, step)));
            let changes = member.revisions.iter().filter(|revision| self.is_inside(revision.date));
            revisions.extend(changes.map(|revision| (member, revision)));
        }
        order::by_key(&mut check_ins, |check_in| check_in.date);
        Lane { row, check_ins, milestones, revisions }
    }
}

impl<'a> Lane<'a> {
    fn is_empty(&self) -> bool {
        self.check_ins.is_empty() && self.milestones.is_empty() && self.revisions.is_empty()
    }

    /// The check-ins of each objective or key result.
    fn subjects(&self) -> Vec<Vec<&'a CheckInRow>> {
        let mut groups: Vec<Vec<&CheckInRow>> = Vec::new();
        for row in &self.check_ins {
            match groups.iter_mut().find(|group| group.first().is_some_and(|first| first.of == row.of)) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        groups
    }
}
