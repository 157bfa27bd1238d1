//! What changed: the lines of the message of changes.

use hashbrown::HashSet;

use super::attention::Explained;
use super::due::Deadline;
use super::entry::{Entries, Subject};
use super::row::AgendaSection;
use super::view::View;
use crate::changes::{ChangeCode, ChangeRow, Changes, Item, told_by_members};

/// Adds what changed, worst first; of what is listed already it is said there. Returns whether something is said elsewhere.
pub(super) fn news(
    view: &View<'_>,
    changes: &Changes,
    explained: &Explained,
    deadlines: &[Deadline],
    entries: &mut Entries,
) -> bool {
    let overdue: HashSet<Item> = deadlines.iter().filter_map(Deadline::overdue).collect();
    let mut elsewhere = false;
    for line in changes.lines(true) {
        let code = line.row.code;
        // What is overdue stands under what is due, or with what needs attention.
        if code == ChangeCode::Overdue && overdue.contains(&line.item)
            || explained.contains(&line.item) && told_by_members(line.row)
        {
            elsewhere = true;
            continue;
        }
        // What the person said stands where that is listed.
        if code == ChangeCode::CheckIn && is_own(view, line.row) {
            elsewhere = true;
            continue;
        }
        if let Some((row, parts)) = entries.listed_before(AgendaSection::New, line.item) {
            elsewhere = true;
            // That nothing was heard, and what somebody said, may stand there already.
            let told = match code {
                // A trigger that fired stands there with the word that it is new.
                ChangeCode::TriggerFired => true,
                ChangeCode::Overdue => row.section == AgendaSection::Attention,
                ChangeCode::CheckIn => row.said_on == line.row.date,
                _ => false,
            };
            if !told {
                parts.push(format!("new: {}", line.what));
            }
            continue;
        }
        let subject = Subject {
            item: line.item,
            table: line.row.table,
            id: line.row.id.clone(),
            title: line.row.title.clone(),
            team: line.row.team.clone(),
            owner: line.row.owner.clone(),
            unit: line.row.unit.clone(),
        };
        let mut row = subject.row(AgendaSection::New, view.level(line.item));
        row.state = Some(code.as_str().into());
        row.date = line.row.date;
        entries.add(line.item, row, [line.what]);
    }
    elsewhere
}

/// Whether a check-in is the newest one of the person.
pub(super) fn is_own(view: &View<'_>, row: &ChangeRow) -> bool {
    view.own_check_in(row.table.as_str(), &row.id).is_some_and(|own| Some(own.date) == row.date)
}
