//! Order within a metric: by date, then by the day on which it became known, then by row.

use super::permutation::Permutation;
use super::store::{NO_DAY, NO_NOTE};
use super::table::{Rows, RowsMut};

/// What is to be known of the rows of a metric.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    /// See [`Series::plain`](super::series::Series::plain).
    pub(super) plain: bool,
    pub(super) recorded: bool,
    pub(super) samples: bool,
    pub(super) notes: bool,
}

/// Puts the rows of each metric in order, and tells what is to be known of each; `starts` tells where those of each start.
pub(super) fn order(starts: &[usize], mut rows: RowsMut<'_>) -> Vec<Facts> {
    let mut room = Room::default();
    let lengths = starts.iter().zip(starts.iter().skip(1)).map(|(start, end)| end - start);
    lengths.map(|length| order_metric(rows.take(length), &mut room)).collect()
}

fn order_metric(mut rows: RowsMut<'_>, room: &mut Room) -> Facts {
    for (day, &date) in rows.recorded.iter_mut().zip(&*rows.dates) {
        if *day == NO_DAY {
            *day = date;
        }
    }
    let mut rising = true;
    let mut sorted = true;
    for (before, after) in rows.dates.iter().zip(rows.dates.iter().skip(1)) {
        rising &= before < after;
        sorted &= before <= after;
    }
    if sorted && !rising && !rows.recorded.is_empty() {
        sorted = is_sorted(rows.dates, rows.recorded);
    }
    if !sorted {
        room.sort(&mut rows);
        rising = is_rising(rows.dates);
    }
    let RowsMut { dates, values, recorded, samples, notes } = rows;
    facts(Rows { dates, values, recorded, samples, notes }, rising)
}

pub(super) fn is_rising(dates: &[i32]) -> bool {
    dates.iter().zip(dates.iter().skip(1)).all(|(before, after)| before < after)
}

/// What is to be known of rows in order, of which each has a day on which it became known, or none has; `rising`: no two have one date.
pub(super) fn facts(rows: Rows<'_>, rising: bool) -> Facts {
    let recorded = *rows.recorded != *rows.dates && !rows.recorded.is_empty();
    Facts {
        plain: rising
            && (!recorded || is_known_in_order(rows.dates, rows.recorded))
            && !rows.values.iter().any(|value| value.is_nan()),
        recorded,
        samples: rows.samples.iter().any(|sample| !sample.is_nan()),
        notes: rows.notes.iter().any(|&note| note != NO_NOTE),
    }
}

fn is_sorted(dates: &[i32], recorded: &[i32]) -> bool {
    let keys = || dates.iter().zip(recorded);
    keys().zip(keys().skip(1)).all(|(before, after)| before <= after)
}

/// Whether what is about a later day did not become known earlier.
fn is_known_in_order(dates: &[i32], recorded: &[i32]) -> bool {
    let mut newest = NO_DAY;
    dates.iter().zip(recorded).all(|(&date, &recorded)| {
        let known = if recorded > date { recorded } else { date };
        let in_order = newest <= known;
        newest = known;
        in_order
    })
}

/// Room for sorting; one serves for many metrics.
#[derive(Default)]
struct Room {
    keys: Vec<u64>,
    permutation: Permutation,
    counts: Vec<u32>,
    /// A bit for each day.
    marks: Vec<u64>,
    /// The row of each day that is marked.
    rows: Vec<u32>,
}

impl Room {
    /// Days that are marked at most: their rows stay in the cache.
    const DAYS: usize = 1 << 14;

    /// Sorts rows by date, then by the day on which they became known; of equals the earlier row stays before the later.
    fn sort(&mut self, rows: &mut RowsMut<'_>) {
        self.find_order(Rows {
            dates: rows.dates,
            values: rows.values,
            recorded: rows.recorded,
            samples: rows.samples,
            notes: rows.notes,
        });
        self.permutation.apply(rows);
    }

    /// Sets `order` to the rows in their order. INVARIANT: a metric has fewer than 2^32 rows.
    fn find_order(&mut self, rows: Rows<'_>) {
        let count = rows.dates.len();
        let (first, last) = rows.dates.iter().fold((i32::MAX, i32::MIN), |(first, last), &date| {
            (if date < first { date } else { first }, if date > last { date } else { last })
        });
        if !rows.recorded.is_empty() {
            self.permutation.order.clear();
            self.permutation.order.extend(0..count as u32);
            let key = |&row: &u32| (rows.dates.get(row as usize), rows.recorded.get(row as usize));
            crate::order::by_key(&mut self.permutation.order, key);
        } else if (last.abs_diff(first) as usize) < 4 * count {
            self.count_days(rows.dates, first, last);
        } else if last.abs_diff(first) as usize >= Self::DAYS || !self.mark_days(rows.dates, first, last) {
            self.sort_keys(rows.dates);
        }
    }

    /// By marking the day of each row, and going through the marks. Tells whether each row has a day of its own; else nothing is done.
    fn mark_days(&mut self, dates: &[i32], first: i32, last: i32) -> bool {
        let days = last.abs_diff(first) as usize + 1;
        self.marks.clear();
        self.marks.resize(days.div_ceil(64), 0);
        self.rows.resize(Self::DAYS, 0);
        let mut twice = 0;
        for (row, &date) in dates.iter().enumerate() {
            let day = date.abs_diff(first) as usize;
            if let (Some(mark), Some(row_of_day)) = (self.marks.get_mut(day / 64), self.rows.get_mut(day)) {
                let bit = 1 << (day % 64);
                twice |= *mark & bit;
                *mark |= bit;
                *row_of_day = row as u32;
            }
        }
        if twice != 0 {
            return false;
        }
        self.permutation.order.clear();
        for (start, &mark) in (0..).step_by(64).zip(&self.marks) {
            let mut mark = mark;
            while mark != 0 {
                let day = start + mark.trailing_zeros() as usize;
                self.permutation.order.extend(self.rows.get(day));
                mark &= mark - 1;
            }
        }
        true
    }

    /// By counting the rows of each day.
    fn count_days(&mut self, dates: &[i32], first: i32, last: i32) {
        let place = |date: i32| date.abs_diff(first) as usize;
        self.counts.clear();
        self.counts.resize(place(last) + 2, 0);
        for &date in dates {
            if let Some(count) = self.counts.get_mut(place(date) + 1) {
                *count += 1;
            }
        }
        let mut end = 0;
        for start in &mut self.counts {
            end += *start;
            *start = end;
        }
        self.permutation.order.clear();
        self.permutation.order.resize(dates.len(), 0);
        for (row, &date) in dates.iter().enumerate() {
            if let Some(next) = self.counts.get_mut(place(date)) {
                if let Some(slot) = self.permutation.order.get_mut(*next as usize) {
                    *slot = row as u32;
                }
                *next += 1;
            }
        }
    }

    /// By keys of date and row.
    fn sort_keys(&mut self, dates: &[i32]) {
        self.keys.clear();
        let key = |(row, &date): (usize, &i32)| u64::from(date.abs_diff(i32::MIN)) << 32 | row as u64;
        self.keys.extend(dates.iter().enumerate().map(key));
        crate::order::sort(&mut self.keys);
        self.permutation.order.clear();
        self.permutation.order.extend(self.keys.iter().map(|&key| key as u32));
    }
}
