//! The columns of a table of readings, grouped by metric.

use std::borrow::Cow;

use super::duplicates::Duplicates;
use super::series::Series;
use super::texts::Texts;

/// Marks a missing day in a column of day numbers. It is not the number of any date.
///
/// ```
/// use okr_core::readings::{Columns, Loader, NO_DAY};
///
/// let loaded = Loader::new().columns(Columns::new(vec!["enps"], vec![NO_DAY], vec![31.0]))?;
/// assert_eq!(loaded.rejected.first()[0].to_string(), "row 0, column `date`: missing field `date`");
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub const NO_DAY: i32 = i32::MIN;
/// Stands for a note that is not written.
pub(super) const NO_NOTE: u32 = u32::MAX;

/// Readings by metric, then by date, then by the day on which they became known, then by row. Where rows of a metric combine, those of a
/// date stand by value and sample before that.
#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    pub(super) names: Texts,
    /// Where the rows of each metric start, and the end of the last.
    pub(super) starts: Vec<usize>,
    /// See [`Series::plain`].
    pub(super) plain: Vec<bool>,
    /// For each metric, what several rows for one date mean, never `error`; empty where none combine.
    pub(super) modes: Vec<Duplicates>,
    pub(super) dates: Vec<i32>,
    pub(super) values: Vec<f64>,
    pub(super) recorded: SideColumn<i32>,
    pub(super) samples: SideColumn<f64>,
    pub(super) notes: SideColumn<u32>,
    pub(super) note_texts: Texts,
}

/// A column that is stored only for the metrics that use it.
#[derive(Debug, Clone, Default)]
pub(super) enum SideColumn<T> {
    /// No metric uses it.
    #[default]
    Absent,
    /// All metrics use it.
    Dense(Vec<T>),
    /// Stored for the rows of some metrics, and where those of each start; [`UNUSED`] where it is not used.
    Sparse(Vec<T>, Vec<usize>),
}

const UNUSED: usize = usize::MAX;

impl Store {
    /// Where the rows of a metric lie.
    pub(super) fn rows(&self, metric: usize) -> std::ops::Range<usize> {
        match self.starts.get(metric..).unwrap_or_default() {
            [start, end, ..] => *start..*end,
            _ => 0..0,
        }
    }

    /// The readings of a metric.
    pub(super) fn series(&self, metric: usize) -> Series<'_> {
        let rows = self.rows(metric);
        Series {
            dates: self.dates.get(rows.clone()).unwrap_or_default(),
            values: self.values.get(rows.clone()).unwrap_or_default(),
            recorded: self.recorded.get(metric, rows.clone()),
            samples: self.samples.get(metric, rows),
            plain: self.plain.get(metric).copied().unwrap_or(true),
            mode: self.modes.get(metric).copied().unwrap_or_default().kept(),
        }
    }

    /// The notes of a metric's rows.
    pub(super) fn notes(&self, metric: usize) -> Option<&[u32]> {
        self.notes.get(metric, self.rows(metric))
    }
}

impl<T: Copy> SideColumn<T> {
    /// The column for the rows of a metric, where it uses it.
    pub(super) fn get(&self, metric: usize, rows: std::ops::Range<usize>) -> Option<&[T]> {
        match self {
            SideColumn::Absent => None,
            SideColumn::Dense(column) => column.get(rows),
            SideColumn::Sparse(column, starts) => {
                let start = *starts.get(metric)?;
                column.get(start..start.checked_add(rows.len())?)
            }
        }
    }

    /// Adds the rows of another metric to a column of parts, where it uses the column; its start is always noted.
    pub(super) fn push((column, starts): &mut (Vec<T>, Vec<usize>), part: Option<&[T]>) {
        starts.push(part.map_or(UNUSED, |_| column.len()));
        column.extend_from_slice(part.unwrap_or_default());
    }

    /// A column of parts, for a store of `rows`.
    pub(super) fn of_parts((column, starts): (Vec<T>, Vec<usize>), rows: usize) -> Self {
        match column.len() {
            0 => SideColumn::Absent,
            used if used == rows => SideColumn::Dense(column),
            _ => SideColumn::Sparse(column, starts),
        }
    }

    /// Keeps of a column of all rows those of the metrics that use it. `used` says which do, `starts` where their rows start.
    pub(super) fn new(column: Cow<'_, [T]>, used: &[bool], starts: &[usize]) -> Self {
        let rows = || starts.iter().zip(starts.iter().skip(1)).map(|(&start, &end)| start..end);
        let kept: usize = rows().zip(used).filter(|(_, used)| **used).map(|(rows, _)| rows.len()).sum();
        if kept == 0 {
            return SideColumn::Absent;
        }
        let mut column = column.into_owned();
        if kept == column.len() {
            return SideColumn::Dense(column);
        }
        let mut kept_starts = Vec::with_capacity(used.len());
        let mut end = 0;
        for (rows, used) in rows().zip(used) {
            kept_starts.push(if *used { end } else { UNUSED });
            if *used {
                let length = rows.len();
                // INVARIANT: what is kept moves towards the beginning, so that the rows lie within the column.
                column.copy_within(rows, end);
                end += length;
            }
        }
        column.truncate(end);
        column.shrink_to_fit();
        SideColumn::Sparse(column, kept_starts)
    }
}
