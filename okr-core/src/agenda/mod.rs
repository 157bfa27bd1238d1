//! Agenda: what to talk about with one person.

mod attention;
mod due;
mod entry;
mod kpi_state;
mod news;
mod row;
mod said;
mod since;
mod text;
mod triggers;
mod view;
mod wording;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use hashbrown::HashSet;

use entry::Entries;
pub use row::{AgendaRow, AgendaSection};
pub use text::MAX_LINES;
use view::View;

use crate::calendar::day_number;
use crate::changes::check_since;
use crate::document::{At, nearest, shorten};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::scope::{self, known_owners};
use crate::evaluate::{Evaluation, Prepared};
use crate::resolve::Tracker;

/// How many owners an error lists.
const MOST_OWNERS: usize = 20;

/// What to talk about with one person.
///
/// ```
#[doc = include_str!("../guide/agenda_example.txt")]
/// let agenda = tracker.agenda("Maya", &evaluation, parse_date("2026-08-07").unwrap()).unwrap();
/// assert_eq!((agenda.owner.as_str(), agenda.rows().len()), ("Maya", 1));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Agenda {
    /// The person.
    pub owner: String,
    /// The day of the last talk: what came after it is new.
    pub since: NaiveDate,
    /// The day of this talk.
    pub as_of: NaiveDate,
    /// Whether the plan as it was is known, so that its edits are among what is new.
    pub plan_edits_seen: bool,
    rows: Vec<AgendaRow>,
    /// What is counted and not listed: `2 scores`.
    counts: Vec<String>,
    /// Whether something new is said under another section.
    news_elsewhere: bool,
}

impl Agenda {
    /// The rows, by section, most urgent first.
    #[must_use]
    pub fn rows(&self) -> &[AgendaRow] {
        &self.rows
    }

    /// The rows as JSON text: the same bytes in every language.
    ///
    /// ```
    #[doc = include_str!("../guide/agenda_example.txt")]
    /// let agenda = tracker.agenda("Maya", &evaluation, parse_date("2026-08-07").unwrap()).unwrap();
    /// assert!(agenda.to_json().starts_with(r#"[{"section":"attention""#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(&self.rows)
    }
}

impl Tracker {
    /// Writes the agenda of a talk with `owner`: what needs attention of what they answer for and since when, open triggers, what is new
    /// since the end of the day `since`, what is due within `check_in_days`, and what they said last.
    ///
    /// An item stands once, where it is most urgent. The scope of the evaluation limits the agenda further.
    ///
    /// # Errors
    ///
    /// Those of [`changes`](Self::changes), a person who answers for nothing in the plan, and a scope with owners of its own.
    ///
    /// ```
    #[doc = include_str!("../guide/agenda_example.txt")]
    /// let agenda = tracker.agenda("Maya", &evaluation, parse_date("2026-08-07").unwrap()).unwrap();
    /// let days = &agenda.rows()[0];
    /// assert_eq!((&*days.id, days.since), ("days", Some(parse_date("2026-08-14").unwrap())));
    /// let errors = tracker.agenda("Mayo", &evaluation, days.since.unwrap()).unwrap_err();
    /// assert!(errors.to_string().contains("unknown owner `Mayo`: did you mean `Maya`?"));
    /// ```
    pub fn agenda(&self, owner: &str, evaluation: &Evaluation<'_>, since: NaiveDate) -> Result<Agenda, Errors> {
        self.agenda_since(None, owner, evaluation, since)
    }

    /// Writes the agenda, as [`agenda`](Self::agenda) does, with what was added, removed and edited since the plan was `before`.
    ///
    /// # Errors
    ///
    /// Those of `agenda`.
    ///
    /// ```
    #[doc = include_str!("../guide/agenda_example.txt")]
    /// let agenda = tracker.agenda_from(&tracker, "Maya", &evaluation, parse_date("2026-08-07").unwrap()).unwrap();
    /// assert!(agenda.plan_edits_seen);
    /// ```
    pub fn agenda_from(
        &self,
        before: &Tracker,
        owner: &str,
        evaluation: &Evaluation<'_>,
        since: NaiveDate,
    ) -> Result<Agenda, Errors> {
        self.agenda_since(Some(before), owner, evaluation, since)
    }

    fn agenda_since(
        &self,
        before: Option<&Tracker>,
        owner: &str,
        evaluation: &Evaluation<'_>,
        since: NaiveDate,
    ) -> Result<Agenda, Errors> {
        check(self, owner, evaluation, since)?;
        let mut report = self.evaluate(evaluation)?;
        let mut own = evaluation.clone();
        own.scope.owners = vec![owner.to_owned()];
        let changes = match before {
            Some(before) => self.changes_from(before, &own, since)?,
            None => self.changes(&own, since)?,
        };
        let prepared = Prepared::new(self, &own)?;
        let triggers = std::mem::take(&mut report.triggers);
        scope::limit(&mut report, &prepared.plan, &own.scope);
        let as_of = day_number(own.as_of);
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, false);
        let view = View::new(self, owner, &own, since, &prepared, &context, &report, &triggers);
        let mut entries = Entries::default();
        let explained = attention::attention(&view, &mut entries)?;
        triggers::triggers(&view, &changes, &mut entries);
        let deadlines = due::deadlines(&view);
        let news_elsewhere = news::news(&view, &changes, &explained, &deadlines, &mut entries);
        due::due(&deadlines, &mut entries);
        said::said(&view, &mut entries)?;
        // Of several check-ins on something the person's newest one is said.
        let mut told = HashSet::new();
        let counts =
            changes.counts(true, |row| news::is_own(&view, row) && told.insert((row.table, Arc::clone(&row.id))));
        Ok(Agenda {
            owner: owner.to_owned(),
            since,
            as_of: evaluation.as_of,
            plan_edits_seen: changes.plan_edits_seen,
            rows: entries.into_rows(owner),
            counts,
            news_elsewhere: news_elsewhere || !told.is_empty(),
        })
    }
}

/// Whether an agenda can be written: the person answers for something, the days are in order, and the scope leaves the person open.
fn check(tracker: &Tracker, owner: &str, evaluation: &Evaluation<'_>, since: NaiveDate) -> Result<(), Errors> {
    let mut errors = Vec::new();
    let plan = tracker.plan();
    if !known_owners(plan).any(|known| known == owner) {
        let known: BTreeSet<&str> = known_owners(plan).collect();
        let kind = ErrorKind::UnknownOwner {
            owner: shorten(owner),
            nearest: nearest(owner, known.iter().copied()),
            more: known.len().saturating_sub(MOST_OWNERS),
            known: known.into_iter().take(MOST_OWNERS).map(str::to_owned).collect(),
        };
        errors.push(At::root("/owner").error(kind));
    }
    if !evaluation.scope.owners.is_empty() {
        let kind = ErrorKind::WrongType {
            expected: "no owners, because the agenda is that of one person".to_owned(),
            found: format!("{} of them", evaluation.scope.owners.len()),
        };
        errors.push(At::root("/scope").field("owners").error(kind));
    }
    errors.extend(check_since(since, evaluation.as_of).err().into_iter().flatten());
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
}
