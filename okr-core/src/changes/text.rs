//! Changes as a message for a chat.

use std::borrow::Cow;
use std::fmt::Write;

use hashbrown::{HashMap, HashSet};

use super::Changes;
use super::entry::{Item, Note};
use super::row::{ChangeCode, ChangeRow, ChangedTable};
use crate::document::vocabulary;
use crate::figure::list;
use crate::report::markdown::plain;

vocabulary! {
    /// What the lines of a message are grouped by.
    pub enum GroupBy {
        /// Who answers for it.
        Owner = "owner",
        /// The team.
        Team = "team",
    }
}

/// The most lines of a message where nothing else is asked for.
pub const MAX_LINES: usize = 10;

/// As many as a line names; more are counted.
const FEW: usize = 3;

/// What a message says where the plan as it was is not known.
pub(crate) const EDITS_NOT_SEEN: &str = "Edits of the plan are not seen without the plan as it was.";

/// A row and its note.
#[derive(Clone, Copy)]
struct Told<'a> {
    row: &'a ChangeRow,
    note: &'a Note,
}

/// A line about one item, or about several of which the same holds.
pub(crate) struct Line<'a> {
    /// What it is about: of a trigger its KPI.
    pub(crate) item: Item,
    /// The strongest of its changes.
    pub(crate) row: &'a ChangeRow,
    note: &'a Note,
    /// What people call what it is about.
    title: Cow<'a, str>,
    /// What it says, without the title.
    pub(crate) what: String,
    owner: Option<&'a str>,
}

/// What a message says.
struct Message<'a> {
    lines: Vec<Line<'a>>,
    /// What is due, a line a day, with its day in front.
    due: Vec<(String, Vec<String>)>,
    more: usize,
    /// What is counted and not listed.
    counts: Vec<String>,
}

impl Changes {
    /// Writes a plain text for a message: a line for each item with the strongest of its changes, worst first.
    ///
    /// Beyond `max_lines` (see [`MAX_LINES`]) it says how many more there are.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let changes = tracker.changes(&evaluation, parse_date("2026-09-30").unwrap()).unwrap();
    /// assert!(changes.to_text(10).lines().count() > 1);
    /// ```
    #[must_use]
    pub fn to_text(&self, max_lines: usize) -> String {
        let message = self.message(None, max_lines);
        let mut page = format!("{}\n", self.headline());
        for line in &message.lines {
            push(&mut page, &format!("- {}: {}{}", line.title, line.what, line.owner()));
        }
        message.tail().iter().for_each(|line| push(&mut page, line));
        message.footer(self).iter().for_each(|line| push(&mut page, line));
        page
    }

    /// Writes the same message as Markdown, with a heading for each owner or team where asked for.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let changes = tracker.changes(&evaluation, parse_date("2026-09-30").unwrap()).unwrap();
    /// assert!(changes.to_markdown(None, 10).starts_with("**"));
    /// ```
    #[must_use]
    pub fn to_markdown(&self, by: Option<GroupBy>, max_lines: usize) -> String {
        let message = self.message(by, max_lines);
        let mut page = format!("**{}**\n\n", self.headline());
        for (group, lines) in message.groups(by) {
            if let Some(group) = group {
                push(&mut page, &format!("**{}**\n", plain(group)));
            }
            for line in lines {
                let owner = if by == Some(GroupBy::Owner) { String::new() } else { line.owner() };
                push(&mut page, &format!("- {}: {}{}", plain(&line.title), plain(&line.what), plain(&owner)));
            }
            page.push('\n');
        }
        let tail = message.tail();
        tail.iter().for_each(|line| push(&mut page, &format!("- {}", plain(line.trim_start_matches("- ")))));
        if !tail.is_empty() {
            page.push('\n');
        }
        message.footer(self).iter().for_each(|line| push(&mut page, &format!("{}\n", plain(line))));
        page.truncate(page.trim_end().len());
        page.push('\n');
        page
    }

    fn told(&self) -> impl Iterator<Item = Told<'_>> {
        self.rows.iter().zip(&self.notes).map(|(row, note)| Told { row, note })
    }

    fn headline(&self) -> String {
        format!("Changes since {}, as of {}", self.since, self.as_of)
    }

    fn message(&self, by: Option<GroupBy>, max_lines: usize) -> Message<'_> {
        let mut lines = together(self.lines(false), by);
        let mut due = self.due();
        let all = lines.len() + due.len();
        lines.truncate(max_lines);
        due.truncate(max_lines.saturating_sub(lines.len()));
        Message { more: all - lines.len() - due.len(), lines, due, counts: self.counts(false, |_| false) }
    }

    /// A line for each item that has one, worst first. An agenda also has one where all that is new is a first word that all is well, and
    /// says of triggers that fired where it lists them.
    pub(crate) fn lines(&self, for_agenda: bool) -> Vec<Line<'_>> {
        let first_words = for_agenda;
        let mut items: HashMap<Item, Vec<Told<'_>>> = HashMap::new();
        self.told().for_each(|told| items.entry(told.note.item).or_default().push(told));
        let listed = |entry: Told<'_>| listed(entry, first_words);
        let (explained, over) = (self.explained(first_words), self.over());
        let told_below = |entry: &Told<'_>| {
            let objective = entry.note.item.0 == ChangedTable::Objectives && explained.contains(&entry.note.item.1);
            objective && told_by_members(entry.row)
        };
        let told_above = |entry: &Told<'_>| {
            let key_result = entry.row.table == ChangedTable::KeyResults && is_status(entry.row, "achieved");
            key_result && entry.note.above.is_some_and(|above| over.contains(&above))
        };
        let mut lines = Vec::new();
        let mut seen = HashSet::new();
        for entry in self.told().filter(|entry| listed(*entry)) {
            let Some(group) = items.get(&entry.note.item).filter(|_| seen.insert(entry.note.item)) else { continue };
            let own = group.iter().copied().filter(|entry| listed(*entry) && !told_below(entry) && !told_above(entry));
            if let Some(strongest) = own.min_by_key(|entry| entry.row.code) {
                lines.push(Line::new(strongest, what(strongest, group, !for_agenda)));
            }
        }
        lines
    }

    /// The objectives whose outcome became known: their lines count the key results that were achieved.
    fn over(&self) -> HashSet<usize> {
        let objectives =
            self.told().filter(|entry| entry.row.table == ChangedTable::Objectives && listed(*entry, false));
        objectives.filter(|entry| is_outcome(entry.row)).map(|entry| entry.note.item.1).collect()
    }

    /// The objectives above something that is listed.
    fn explained(&self, first_words: bool) -> HashSet<usize> {
        let mut explained = HashSet::new();
        for entry in self.told().filter(|entry| listed(*entry, first_words)) {
            let mut above = entry.note.above;
            while let Some(objective) = above.filter(|objective| explained.insert(*objective)) {
                above = self.above.get(objective).copied().flatten();
            }
        }
        explained
    }

    /// What is due, a line a day, with the days in order.
    fn due(&self) -> Vec<(String, Vec<String>)> {
        let mut days: Vec<(String, DueOnADay)> = Vec::new();
        let mut positions: HashMap<chrono::NaiveDate, usize> = HashMap::new();
        let entries = self.told().filter(|entry| entry.row.code == ChangeCode::Due && !entry.note.told_elsewhere);
        for entry in entries {
            let Some(date) = entry.row.date else { continue };
            let position = *positions.entry(date).or_insert(days.len());
            if position == days.len() {
                days.push((date.to_string(), DueOnADay::default()));
            }
            if let Some((_, due)) = days.get_mut(position) {
                match &entry.row.after {
                    Some(milestone) => due.milestones.push(format!("{} ({milestone})", entry.row.title)),
                    None => due.key_results.push(entry.row.title.to_string()),
                }
            }
        }
        crate::order::by_key(&mut days, |(day, _)| day.clone());
        days.into_iter().map(|(day, due)| (day, due.names())).collect()
    }

    /// What is counted and not listed: `2 scores`; `elsewhere`: whether another line says it.
    pub(crate) fn counts(&self, first_words: bool, mut elsewhere: impl FnMut(&ChangeRow) -> bool) -> Vec<String> {
        let counted = [(ChangeCode::Score, "score"), (ChangeCode::Value, "value"), (ChangeCode::CheckIn, "check-in")];
        let mut count = |code| {
            let entries = self.told().filter(|entry| entry.row.code == code && !entry.note.told_elsewhere);
            let unlisted = entries.filter(|entry| !listed(*entry, first_words));
            unlisted.filter(|entry| code != ChangeCode::CheckIn || !elsewhere(entry.row)).count()
        };
        let counts = counted.map(|(code, noun)| (count(code), noun)).into_iter().filter(|(count, _)| *count > 0);
        counts.map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" })).collect()
    }
}

/// Whether an entry can be an item's line; `first_words`: also a first word that all is well, which is no news to a team.
fn listed(entry: Told<'_>, first_words: bool) -> bool {
    let row = entry.row;
    !entry.note.told_elsewhere
        && match row.code {
            ChangeCode::Score | ChangeCode::Value | ChangeCode::Due => false,
            ChangeCode::CheckIn => match (row.before.as_deref(), row.after.as_deref()) {
                (None, Some(after)) => first_words || after != "on_track",
                (before, after) => after.is_some() && before != after,
            },
            _ => true,
        }
}

fn is_status(row: &ChangeRow, after: &str) -> bool {
    row.code == ChangeCode::Status && row.after.as_deref() == Some(after)
}

/// Whether a change of status tells how a goal ended.
fn is_outcome(row: &ChangeRow) -> bool {
    is_status(row, "achieved") || is_status(row, "missed")
}

/// Whether what an objective's line says follows from what its members' lines say. How it ended follows from its own score.
pub(crate) fn told_by_members(row: &ChangeRow) -> bool {
    matches!(row.code, ChangeCode::Status | ChangeCode::Score) && !is_outcome(row)
}

/// What is due on a day.
#[derive(Default)]
struct DueOnADay {
    key_results: Vec<String>,
    milestones: Vec<String>,
}

impl DueOnADay {
    /// What a line says of it: names, and numbers where there are more than [`FEW`].
    fn names(self) -> Vec<String> {
        let DueOnADay { mut key_results, mut milestones } = self;
        if key_results.len() > FEW {
            key_results = vec![format!("{} key results", key_results.len())];
        }
        let more = milestones.len().saturating_sub(FEW);
        milestones.truncate(FEW);
        if more > 0 {
            milestones.push(format!("{more} more milestones"));
        }
        key_results.into_iter().chain(milestones).collect()
    }
}

/// Puts lines that say the same together: key results that began well, KPIs whose triggers cleared, and series of one KPI whose
/// health changed alike.
fn together(lines: Vec<Line<'_>>, by: Option<GroupBy>) -> Vec<Line<'_>> {
    let mut alike: HashMap<Alike<'_>, Vec<usize>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(key) = line.alike(by) {
            alike.entry(key).or_default().push(index);
        }
    }
    let mut replaced: HashMap<usize, Option<Shared<'_>>> = HashMap::new();
    for indices in alike.into_values() {
        let of: Vec<&Line<'_>> = indices.iter().filter_map(|index| lines.get(*index)).collect();
        if let Some(text) = shared(&of) {
            replaced.extend(indices.iter().map(|index| (*index, None)));
            replaced.extend(indices.first().map(|index| (*index, Some(text))));
        }
    }
    let kept = lines.into_iter().enumerate().filter_map(|(index, line)| match replaced.remove(&index) {
        None => Some(line),
        Some(text) => text.map(|Shared { title, what, owner }| Line { title: title.into(), what, owner, ..line }),
    });
    kept.collect()
}

/// A line that stands for several.
struct Shared<'a> {
    title: String,
    what: String,
    owner: Option<&'a str>,
}

/// The line that stands for several; none where each has its own.
fn shared<'a>(lines: &[&Line<'a>]) -> Option<Shared<'a>> {
    let first = lines.first()?;
    let owner = first.owner.filter(|owner| lines.iter().all(|line| line.owner == Some(owner)));
    match &first.note.part {
        None if lines.len() > FEW => {
            let noun = if first.row.table == ChangedTable::KeyResults { "key results" } else { "KPIs" };
            let what = first.note.change.clone();
            Some(Shared { title: format!("{} {noun}", lines.len()), what, owner })
        }
        Some((kpi, _)) if lines.len() > 1 => {
            let parts = lines.iter().filter_map(|line| line.note.part.as_ref());
            let parts: Vec<String> = parts.map(|(_, part)| part.to_string()).collect();
            Some(Shared { title: kpi.to_string(), what: format!("{} in {}", first.note.change, list(&parts)), owner })
        }
        _ => None,
    }
}

/// What lines have in common that can stand on one.
#[derive(PartialEq, Eq, Hash)]
struct Alike<'a> {
    group: Option<&'a str>,
    kpi: Option<&'a str>,
    change: &'a str,
}

impl<'a> Line<'a> {
    fn new(told: Told<'a>, what: String) -> Self {
        let Told { row, note } = told;
        // Who said it is who answers for it.
        let owner = row.owner.as_deref();
        let owner = owner.filter(|owner| row.code != ChangeCode::CheckIn || !what.starts_with(&format!("{owner} ")));
        Line { item: note.item, row, note, title: Cow::Borrowed(&row.title), what, owner }
    }

    fn owner(&self) -> String {
        self.owner.map(|owner| format!(" ({owner})")).unwrap_or_default()
    }

    fn group(&self, by: Option<GroupBy>) -> Option<&'a str> {
        match by {
            None => None,
            Some(GroupBy::Owner) => Some(self.row.owner.as_deref().unwrap_or("No owner")),
            Some(GroupBy::Team) => Some(self.row.team.as_deref().unwrap_or("No team")),
        }
    }

    /// What it has in common with others, where it says no more than that.
    fn alike(&self, by: Option<GroupBy>) -> Option<Alike<'a>> {
        let (row, note) = (self.row, self.note);
        let alike = |kpi| Alike { group: self.group(by), kpi, change: &note.change };
        let began = row.before.as_deref() == Some("not_started") && is_status(row, "on_track");
        match (row.code, &note.part) {
            (ChangeCode::Status, _) if row.table == ChangedTable::KeyResults && began => {
                (self.what == note.what).then(|| alike(None))
            }
            (ChangeCode::TriggerCleared, None) => (self.what == note.what).then(|| alike(None)),
            (ChangeCode::Health, Some((kpi, _))) => (self.what == note.what).then(|| alike(Some(&**kpi))),
            _ => None,
        }
    }
}

/// What the line of an item says: its strongest change, its colour where that changed as well, and where asked for its triggers that fired.
fn what(strongest: Told<'_>, group: &[Told<'_>], triggers: bool) -> String {
    let mut text = strongest.note.what.clone();
    if strongest.row.code == ChangeCode::Corrected {
        let more = group.iter().filter(|entry| entry.row.code == ChangeCode::Corrected).count().saturating_sub(1);
        if more > 0 {
            let _ = write!(text, " and {more} more");
        }
    }
    // That a dropped goal has the status dropped is said already.
    let colour = group.iter().find(|entry| {
        let changed = matches!(entry.row.code, ChangeCode::Status | ChangeCode::Health);
        changed && entry.row.code != strongest.row.code && strongest.row.code != ChangeCode::Dropped
    });
    if let Some(colour) = colour {
        let _ = write!(text, "; {}", colour.note.what);
    }
    let fired = group.iter().filter(|entry| triggers && entry.row.code == ChangeCode::TriggerFired);
    for fired in fired.filter(|entry| entry.row.id != strongest.row.id || strongest.row.code != entry.row.code) {
        let _ = write!(text, "; {}", fired.note.change);
    }
    text
}

/// Adds a line; what people wrote over several lines stands on one.
fn push(page: &mut String, line: &str) {
    let heading = line.strip_suffix('\n');
    page.push_str(&heading.unwrap_or(line).replace(['\n', '\r'], " "));
    page.push_str(if heading.is_some() { "\n\n" } else { "\n" });
}

impl<'a> Message<'a> {
    /// The lines by what they are grouped by, in the order of their first line; all in one group where by nothing.
    fn groups(&self, by: Option<GroupBy>) -> Vec<(Option<&str>, Vec<&Line<'a>>)> {
        let mut groups: Vec<(Option<&str>, Vec<&Line<'a>>)> = Vec::new();
        let mut positions: HashMap<Option<&str>, usize> = HashMap::new();
        for line in &self.lines {
            let name = line.group(by);
            let position = *positions.entry(name).or_insert(groups.len());
            if position == groups.len() {
                groups.push((name, Vec::new()));
            }
            groups.get_mut(position).into_iter().for_each(|(_, lines)| lines.push(line));
        }
        groups
    }

    /// What is due, and how much more there is.
    fn tail(&self) -> Vec<String> {
        let mut lines: Vec<String> =
            self.due.iter().map(|(day, names)| format!("- Due {day}: {}", names.join(", "))).collect();
        if self.more > 0 {
            lines.push(format!("- and {} more", self.more));
        }
        lines
    }

    fn footer(&self, changes: &Changes) -> Vec<String> {
        let mut lines = Vec::new();
        let quiet = self.lines.is_empty() && self.due.is_empty() && self.more == 0;
        match (quiet, self.counts.is_empty()) {
            (true, true) => lines.push("Nothing to report.".to_owned()),
            (true, false) => {
                lines.push(format!("Nothing changed that needs a word. Also: {}.", self.counts.join(", ")))
            }
            (false, true) => {}
            (false, false) => lines.push(format!("Also: {}.", self.counts.join(", "))),
        }
        if !changes.plan_edits_seen {
            lines.push(EDITS_NOT_SEEN.to_owned());
        }
        lines
    }
}
