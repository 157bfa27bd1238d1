//! The readings that lie in a period: all but where a calendar lists its periods.

use crate::calendar::Schedule;
use crate::readings::series::Visible;

/// Memory for the readings of one metric after the other.
#[derive(Debug, Default)]
pub(crate) struct InPeriods {
    dates: Vec<i32>,
    values: Vec<f64>,
    samples: Vec<f64>,
}

impl InPeriods {
    /// The readings that lie in a period of a schedule.
    pub(crate) fn of<'a>(&'a mut self, schedule: &Schedule, visible: Visible<'a>) -> Visible<'a> {
        if !schedule.has_holes() {
            return visible;
        }
        self.dates.clear();
        self.values.clear();
        self.samples.clear();
        for (row, (date, value)) in visible.dates.iter().zip(visible.values).enumerate() {
            if schedule.period_of_day(*date).is_some() {
                self.dates.push(*date);
                self.values.push(*value);
                self.samples.extend(visible.samples.and_then(|samples| samples.get(row)));
            }
        }
        let samples = visible.samples.map(|_| self.samples.as_slice());
        Visible { dates: &self.dates, values: &self.values, samples }
    }
}
