//! Changes as a message for a chat.

use std::fmt::Write;

use hashbrown::{HashMap, HashSet};

use super::Changes;
use super::entry::{Item, Note};
use super::row::{ChangeCode, ChangeRow, ChangedTable};
use crate::document::vocabulary;
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

/// What a message says where the plan as it was is not known.
pub(crate) const EDITS_NOT_SEEN: &str = "Edits of the plan are not seen without the plan as it was.";

/// A row and its note.
#[derive(Clone, Copy)]
struct Told<'a> {
    row: &'a ChangeRow,
    note: &'a Note,
}

/// A line about one item.
pub(crate) struct Line<'a> {
    /// What it is about: of a trigger its KPI.
    pub(crate) item: Item,
    /// The strongest of its changes.
    pub(crate) row: &'a ChangeRow,
    /// What it says, without the title.
    pub(crate) what: String,
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
        let message = self.message(max_lines);
        let mut page = format!("{}\n", self.headline());
        for line in &message.lines {
            push(&mut page, &format!("- {}: {}{}", line.row.title, line.what, owner(line.row)));
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
        let message = self.message(max_lines);
        let mut page = format!("**{}**\n\n", self.headline());
        for (group, lines) in message.groups(by) {
            if let Some(group) = group {
                push(&mut page, &format!("**{}**\n", plain(group)));
            }
            for line in lines {
                let owner = if by == Some(GroupBy::Owner) { String::new() } else { owner(line.row) };
                push(&mut page, &format!("- {}: {}{}", plain(&line.row.title), plain(&line.what), plain(&owner)));
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

    fn message(&self, max_lines: usize) -> Message<'_> {
        let mut lines = self.lines();
        let mut due = self.due();
        let all = lines.len() + due.len();
        lines.truncate(max_lines);
        due.truncate(max_lines.saturating_sub(lines.len()));
        Message { more: all - lines.len() - due.len(), lines, due, counts: self.counts() }
    }

    /// A line for each item that has one, worst first.
    pub(crate) fn lines(&self) -> Vec<Line<'_>> {
        let mut items: HashMap<Item, Vec<Told<'_>>> = HashMap::new();
        self.told().for_each(|told| items.entry(told.note.item).or_default().push(told));
        let explained = self.explained();
        let mut lines = Vec::new();
        let mut seen = HashSet::new();
        for entry in self.told().filter(|entry| listed(*entry)) {
            let Some(group) = items.get(&entry.note.item).filter(|_| seen.insert(entry.note.item)) else { continue };
            let strongest = group.iter().copied().filter(|entry| listed(*entry)).min_by_key(|entry| entry.row.code);
            let strongest = strongest.unwrap_or(entry);
            let below_says_it = entry.note.item.0 == ChangedTable::Objectives && explained.contains(&entry.note.item.1);
            if !(below_says_it && told_by_members(strongest.row.code)) {
                lines.push(Line { item: entry.note.item, row: strongest.row, what: what(strongest, group) });
            }
        }
        lines
    }

    /// The objectives above something that is listed.
    fn explained(&self) -> HashSet<usize> {
        let mut explained = HashSet::new();
        for entry in self.told().filter(|entry| listed(*entry)) {
            let mut above = entry.note.above;
            while let Some(objective) = above.filter(|objective| explained.insert(*objective)) {
                above = self.above.get(objective).copied().flatten();
            }
        }
        explained
    }

    /// What is due, a line a day, with the days in order.
    fn due(&self) -> Vec<(String, Vec<String>)> {
        let mut days: Vec<(String, Vec<String>)> = Vec::new();
        let mut positions: HashMap<chrono::NaiveDate, usize> = HashMap::new();
        let entries = self.told().filter(|entry| entry.row.code == ChangeCode::Due && !entry.note.told_elsewhere);
        for entry in entries {
            let Some(date) = entry.row.date else { continue };
            let position = *positions.entry(date).or_insert(days.len());
            if position == days.len() {
                days.push((date.to_string(), Vec::new()));
            }
            let name = match &entry.row.after {
                Some(milestone) => format!("{} ({milestone})", entry.row.title),
                None => entry.row.title.to_string(),
            };
            days.get_mut(position).into_iter().for_each(|(_, names)| names.push(name.clone()));
        }
        crate::order::by_key(&mut days, |(day, _)| day.clone());
        days
    }

    /// What is counted and not listed: `2 scores`.
    pub(crate) fn counts(&self) -> Vec<String> {
        let counted = [(ChangeCode::Score, "score"), (ChangeCode::Value, "value"), (ChangeCode::CheckIn, "check-in")];
        let count = |code| {
            let entries = self.told().filter(|entry| entry.row.code == code && !entry.note.told_elsewhere);
            entries.filter(|entry| !listed(*entry)).count()
        };
        let counts = counted.map(|(code, noun)| (count(code), noun)).into_iter().filter(|(count, _)| *count > 0);
        counts.map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" })).collect()
    }
}

/// Whether an entry can be an item's line.
fn listed(entry: Told<'_>) -> bool {
    let row = entry.row;
    !entry.note.told_elsewhere
        && match row.code {
            ChangeCode::Score | ChangeCode::Value | ChangeCode::Due => false,
            ChangeCode::CheckIn => row.after.is_some() && row.before != row.after,
            _ => true,
        }
}

/// Whether what an objective's line says follows from what its members' lines say.
pub(crate) fn told_by_members(code: ChangeCode) -> bool {
    matches!(code, ChangeCode::Status | ChangeCode::Score)
}

/// What the line of an item says: its strongest change, and its colour where that changed as well.
fn what(strongest: Told<'_>, group: &[Told<'_>]) -> String {
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
    text
}

fn owner(row: &ChangeRow) -> String {
    row.owner.as_deref().map(|owner| format!(" ({owner})")).unwrap_or_default()
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
            let name = match by {
                None => None,
                Some(GroupBy::Owner) => Some(line.row.owner.as_deref().unwrap_or("No owner")),
                Some(GroupBy::Team) => Some(line.row.team.as_deref().unwrap_or("No team")),
            };
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
        if !self.counts.is_empty() {
            lines.push(format!("Also: {}.", self.counts.join(", ")));
        } else if self.lines.is_empty() && self.due.is_empty() && self.more == 0 {
            lines.push("Nothing to report.".to_owned());
        }
        if !changes.plan_edits_seen {
            lines.push(EDITS_NOT_SEEN.to_owned());
        }
        lines
    }
}
