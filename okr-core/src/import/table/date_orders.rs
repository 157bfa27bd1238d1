//! The order of day, month and year that the dates of a column show.

use super::super::cell::CellValue;
use super::super::date::{self, Moment};
use super::super::field::Field;
use super::super::note::{Note, NoteCode, NoteList};
use super::super::options::DateOrder;
use super::super::period::Span;
use super::Table;

impl Table<'_> {
    pub(super) fn decide_moments(&mut self, moments: &[(usize, Moment)], notes: &mut NoteList) {
        let days: Vec<&Moment> = moments.iter().map(|(_, moment)| moment).collect();
        let order = match order_of(&days, self.options.dates) {
            Ok(order) => order,
            Err(code) => {
                let message = match code {
                    NoteCode::MixedDates => {
                        "the header has dates with the day first and with the month first; write them one way"
                    }
                    _ => "the dates in the header may have the day or the month first; `dates` says which",
                };
                notes.add(Note::of(code, message).option("dates").row(self.header));
                for (column, _) in moments {
                    self.columns.get_mut(*column).into_iter().for_each(|column| column.left_out = true);
                }
                return;
            }
        };
        for (column, moment) in moments {
            let day = moment.day.read(order.unwrap_or(DateOrder::Dmy));
            let day = day.and_then(|day| moment.time.map_or(Some(day), |time| time.civil(day, self.options.zone)));
            match (day, self.columns.get_mut(*column)) {
                (Some(day), Some(column)) => column.period = Some(Span::day(day)),
                (None, Some(column)) => {
                    let message =
                        format!("the header's `{}` is no day; `zone` says which day a point in time is", column.name);
                    notes.add(Note::of(NoteCode::NeedsZone, message).column(column.called()).option("zone"));
                    column.left_out = true;
                }
                _ => {}
            }
        }
    }

    pub(super) fn decide_orders(&mut self, notes: &mut NoteList) {
        for at in 0..self.columns.len() {
            let Some(column) = self.columns.get(at).filter(|column| column.field.is_some_and(Field::is_date)) else {
                continue;
            };
            let moments: Vec<Moment> = self
                .rows
                .iter()
                .filter_map(|row| row.cells.get(column.index))
                .filter_map(|cell| match &cell.value {
                    CellValue::Text(text) => date::scan(text),
                    _ => None,
                })
                .collect();
            let decided = order_of(&moments.iter().collect::<Vec<_>>(), column.order.or(self.options.dates));
            let note = match &decided {
                Err(NoteCode::MixedDates) => Some((
                    NoteCode::MixedDates,
                    format!(
                        "column `{}` has dates with the day first and dates with the month first; write them one way",
                        column.called()
                    ),
                )),
                Err(code) => Some((
                    *code,
                    format!(
                        "the dates of column `{}` may have the day or the month first; `dates` says which",
                        column.called()
                    ),
                )),
                Ok(_) => None,
            };
            let called = column.called();
            if let Some(column) = self.columns.get_mut(at) {
                match decided {
                    Ok(order) => column.order = order,
                    Err(NoteCode::MixedDates) => (column.field, column.left_out) = (None, true),
                    Err(_) => {}
                }
            }
            if let Some((code, message)) = note {
                notes.add(Note::of(code, message).column(called).option("dates"));
            }
        }
    }
}

/// The order that dates show: none where it does not matter.
fn order_of(moments: &[&Moment], said: Option<DateOrder>) -> Result<Option<DateOrder>, NoteCode> {
    let orders: Vec<Vec<DateOrder>> =
        moments.iter().map(|moment| moment.day.orders()).filter(|orders| !orders.is_empty()).collect();
    let mut decided: Vec<DateOrder> = orders.iter().filter(|orders| orders.len() == 1).flatten().copied().collect();
    decided.dedup();
    decided.sort();
    decided.dedup();
    match (decided.as_slice(), said) {
        ([], None) if orders.is_empty() => Ok(None),
        ([only], None) => Ok(Some(*only)),
        (_, Some(said)) => Ok(Some(said)),
        ([], None) => Err(NoteCode::NeedsDates),
        _ => Err(NoteCode::MixedDates),
    }
}
