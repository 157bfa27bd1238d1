//! An agenda as text, to be read aloud.

use super::Agenda;
use super::row::{AgendaRow, AgendaSection};
use crate::changes::EDITS_NOT_SEEN;
use crate::figure::list;
use crate::report::markdown::plain;

/// The most lines of a section where nothing else is asked for.
pub const MAX_LINES: usize = 10;

/// Lines that stand together: a list with its title, or a sentence.
struct Block {
    title: Option<&'static str>,
    lines: Vec<String>,
    sentences: Vec<String>,
}

impl Agenda {
    /// Writes the agenda as plain text. Beyond `max_lines` in a section (see [`MAX_LINES`]) it says how many more there are.
    ///
    /// ```
    #[doc = include_str!("../guide/agenda_example.txt")]
    /// let agenda = tracker.agenda("Maya", &evaluation, parse_date("2026-08-07").unwrap()).unwrap();
    /// assert!(agenda.to_text(10).contains("Needs attention\n- Days to hire: off track since 2026-08-14, 41 days (target 25 days)"));
    /// ```
    #[must_use]
    pub fn to_text(&self, max_lines: usize) -> String {
        let mut page = format!("{}\n", one_line(&self.headline()));
        for block in self.blocks(max_lines) {
            page.push('\n');
            page.extend(block.title.map(|title| format!("{title}\n")));
            page.extend(block.lines.iter().map(|line| format!("- {}\n", one_line(line))));
            page.extend(block.sentences.iter().map(|sentence| format!("{sentence}\n")));
        }
        page
    }

    /// Writes the same as Markdown.
    ///
    /// ```
    #[doc = include_str!("../guide/agenda_example.txt")]
    /// let agenda = tracker.agenda("Maya", &evaluation, parse_date("2026-08-07").unwrap()).unwrap();
    /// assert!(agenda.to_markdown(10).contains("**Needs attention**\n\n- Days to hire: off track since 2026-08-14"));
    /// ```
    #[must_use]
    pub fn to_markdown(&self, max_lines: usize) -> String {
        let mut page = format!("**{}**\n", plain(&self.headline()));
        for block in self.blocks(max_lines) {
            page.extend(block.title.map(|title| format!("\n**{title}**\n")));
            if !block.lines.is_empty() {
                page.push('\n');
            }
            page.extend(block.lines.iter().map(|line| format!("- {}\n", plain(line))));
            page.extend(block.sentences.iter().map(|sentence| format!("\n{sentence}\n")));
        }
        page
    }

    fn headline(&self) -> String {
        format!("Agenda for {} since {}, as of {}", self.owner, self.since, self.as_of)
    }

    fn of(&self, section: AgendaSection) -> impl Iterator<Item = &AgendaRow> {
        self.rows.iter().filter(move |row| row.section == section)
    }

    fn blocks(&self, max_lines: usize) -> Vec<Block> {
        let lines = |section| self.of(section).map(|row| row.message.clone()).collect();
        let mut blocks = Vec::new();
        let overdue = self.of(AgendaSection::Due).any(|row| row.state.as_deref() == Some("overdue"));
        let urgent = [AgendaSection::Attention, AgendaSection::Triggers];
        if !overdue && urgent.into_iter().all(|section| self.of(section).next().is_none()) {
            blocks.push(Block::sentences(vec!["Nothing needs attention.".to_owned()]));
        }
        blocks.extend(Block::titled("Needs attention", lines(AgendaSection::Attention), max_lines));
        blocks.extend(Block::titled("Open triggers", lines(AgendaSection::Triggers), max_lines));
        blocks.push(self.news(lines(AgendaSection::New), max_lines));
        blocks.extend(Block::titled("Due", self.due(), max_lines));
        blocks.extend(Block::titled("Said last time", lines(AgendaSection::Said), max_lines));
        blocks
    }

    /// What is new, and what is counted and not listed.
    fn news(&self, lines: Vec<String>, max_lines: usize) -> Block {
        let edits = (!self.plan_edits_seen).then(|| EDITS_NOT_SEEN.to_owned());
        let counted = list(&self.counts);
        match Block::titled("New", lines, max_lines) {
            Some(mut block) => {
                block.sentences.extend((!counted.is_empty()).then(|| format!("Also: {counted}.")));
                block.sentences.extend(edits);
                block
            }
            None => {
                let nothing = if self.news_elsewhere { "Nothing else is new" } else { "Nothing is new" };
                let but = if counted.is_empty() { String::new() } else { format!(" but {counted}") };
                Block::sentences([format!("{nothing}{but}.")].into_iter().chain(edits).collect())
            }
        }
    }

    /// What is due, a line for each day.
    fn due(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut last = None;
        for row in self.of(AgendaSection::Due) {
            let Some(day) = row.date else { continue };
            let other = row.owner.as_deref().filter(|other| *other != self.owner);
            let milestone = row.milestone.as_deref().map(|milestone| format!(" “{milestone}”")).unwrap_or_default();
            let name =
                format!("{}{milestone}{}", row.title, other.map(|name| format!(" ({name})")).unwrap_or_default());
            let key = (row.state.as_deref(), day);
            match lines.last_mut().filter(|_| last == Some(key)) {
                Some(line) => {
                    line.push_str(", ");
                    line.push_str(&name);
                }
                None => lines.push(match row.state.as_deref() {
                    Some("overdue") => format!("Overdue since {day}: {name}"),
                    Some("check_in") => format!("Check in by {day}: {name}"),
                    _ => format!("Due {day}: {name}"),
                }),
            }
            last = Some(key);
        }
        lines
    }
}

impl Block {
    /// A list under its title, with how many more there are; none without lines.
    fn titled(title: &'static str, mut lines: Vec<String>, max_lines: usize) -> Option<Block> {
        let all = lines.len();
        lines.truncate(max_lines);
        let more = all - lines.len();
        lines.extend((more > 0).then(|| format!("and {more} more")));
        (all > 0).then_some(Block { title: Some(title), lines, sentences: Vec::new() })
    }

    fn sentences(sentences: Vec<String>) -> Block {
        Block { title: None, lines: Vec::new(), sentences }
    }
}

/// What people wrote over several lines stands on one.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
