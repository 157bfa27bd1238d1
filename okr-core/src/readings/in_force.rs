//! The readings in force as of a day, with what stands beside their values.

use super::Readings;
use super::series::Scratch;

/// The value that counts for a metric and date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ReadingInForce<'a> {
    /// The day that it is about.
    pub(crate) date: i32,
    pub(crate) value: f64,
    /// The day on which it became known; of several rows that combine, the newest.
    pub(crate) recorded: i32,
    pub(crate) sample: Option<f64>,
    /// None where several rows combine.
    pub(crate) note: Option<&'a str>,
}

impl Readings {
    /// The readings of a metric that are in force at the end of a day, dates rising.
    pub(crate) fn in_force(&self, metric: usize, as_of: i32) -> Vec<ReadingInForce<'_>> {
        let series = self.series(metric);
        let (notes, texts) = self.notes(metric);
        let note = |row: usize| texts.get(*notes?.get(row)? as usize);
        let recorded = |row: usize, date: i32| series.recorded.and_then(|days| days.get(row)).copied().unwrap_or(date);
        let mut scratch = Scratch::default();
        let visible = series.visible(as_of, &mut scratch);
        let values = visible.dates.iter().zip(visible.values).enumerate();
        let in_force = values.map(|(index, (&date, &value))| {
            let of_date = series.dates.partition_point(|&other| other < date)
                ..series.dates.partition_point(|&other| other <= date);
            let known = of_date.filter(|row| recorded(*row, date) <= as_of);
            let alone = !series.combines() || known.clone().nth(1).is_none();
            // Of several that became known on one day it is the last one.
            let newest = known.max_by_key(|row| recorded(*row, date));
            let sample = visible.samples.and_then(|samples| samples.get(index)).copied();
            ReadingInForce {
                date,
                value,
                recorded: newest.map_or(date, |row| recorded(row, date)),
                sample: sample.filter(|sample| !sample.is_nan()),
                note: newest.filter(|_| alone).and_then(note),
            }
        });
        in_force.collect()
    }
}
