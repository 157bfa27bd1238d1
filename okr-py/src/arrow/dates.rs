//! Columns of dates.

use std::borrow::Cow;
use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use okr_core::readings::{DateColumn, NO_DAY};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::{Chunks, texts};

const SECONDS_PER_DAY: i64 = 86_400;

/// A civil time zone: a function from seconds since 1970 in UTC to the offset in seconds.
pub struct Zone<'py>(pub Bound<'py, PyAny>);

impl Zone<'_> {
    /// The day number of a moment. Offsets hold for whole quarters of an hour, so each quarter is asked for once.
    fn day(&self, seconds: i64, known: &mut HashMap<i64, i64>) -> PyResult<i32> {
        const QUARTER: i64 = 900;
        let quarter = seconds.div_euclid(QUARTER);
        let offset = match known.get(&quarter) {
            Some(offset) => *offset,
            None => {
                let offset = self.0.call1((quarter * QUARTER,))?.extract()?;
                known.insert(quarter, offset);
                offset
            }
        };
        Ok(day_of(seconds.saturating_add(offset)))
    }
}

/// The dates of a column; `None` if its type is neither dates nor texts.
///
/// # Errors
/// `TypeError` for moments with a zone if no civil zone is given.
pub fn days<'a>(name: &str, column: &'a Chunks, zone: Option<&Zone<'_>>) -> PyResult<Option<DateColumn<'a>>> {
    if let [array] = column.arrays.as_slice()
        && let Some(array) = array.as_primitive_opt::<Date32Type>().filter(|array| array.null_count() == 0)
    {
        return Ok(Some(DateColumn::days(array.values().as_ref())));
    }
    let per_second = |unit: &TimeUnit| match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    };
    let days = match &column.data_type {
        DataType::Date32 => collect(column, |array, days| push::<Date32Type>(array, days, |day| day.max(NO_DAY + 1))),
        DataType::Date64 => collect(column, |array, days| {
            push::<Date64Type>(array, days, |moment| day_of(moment.div_euclid(1_000)));
        }),
        DataType::Timestamp(unit, None) => {
            let parts = per_second(unit);
            collect(column, |array, days| moments(array, days, |moment| day_of(moment.div_euclid(parts))))
        }
        DataType::Timestamp(unit, Some(zone_of_column)) => {
            let Some(zone) = zone else {
                return Err(PyTypeError::new_err(format!(
                    "column `{name}`: timestamps with a zone need `zone` to become days, found `{zone_of_column}` and no \
                     `zone`; pass the zone of their days, such as zone=\"Europe/Berlin\", or convert the column to dates"
                )));
            };
            let parts = per_second(unit);
            let (mut known, mut failed) = (HashMap::new(), None);
            let days = collect(column, |array, days| {
                moments(array, days, |moment| {
                    zone.day(moment.div_euclid(parts), &mut known).unwrap_or_else(|error| {
                        failed.get_or_insert(error);
                        NO_DAY
                    })
                });
            });
            match failed {
                Some(error) => return Err(error),
                None => days,
            }
        }
        _ => return Ok(texts(column).map(DateColumn::texts)),
    };
    Ok(Some(DateColumn::days(Cow::<[i32]>::Owned(days))))
}

fn collect(column: &Chunks, mut append: impl FnMut(&ArrayRef, &mut Vec<i32>)) -> Vec<i32> {
    let mut days = Vec::with_capacity(column.arrays.iter().map(|array| array.len()).sum());
    column.arrays.iter().for_each(|array| append(array, &mut days));
    days
}

fn push<T: ArrowPrimitiveType>(array: &ArrayRef, days: &mut Vec<i32>, mut day: impl FnMut(T::Native) -> i32) {
    let Some(array) = array.as_primitive_opt::<T>() else { return };
    if array.null_count() == 0 {
        days.extend(array.values().iter().map(|x| day(*x)));
    } else {
        days.extend(array.iter().map(|x| x.map_or(NO_DAY, &mut day)));
    }
}

fn moments(array: &ArrayRef, days: &mut Vec<i32>, day: impl FnMut(i64) -> i32) {
    match array.data_type() {
        DataType::Timestamp(TimeUnit::Second, _) => push::<TimestampSecondType>(array, days, day),
        DataType::Timestamp(TimeUnit::Millisecond, _) => push::<TimestampMillisecondType>(array, days, day),
        DataType::Timestamp(TimeUnit::Microsecond, _) => push::<TimestampMicrosecondType>(array, days, day),
        _ => push::<TimestampNanosecondType>(array, days, day),
    }
}

/// The day number of seconds since 1970, clamped to the range of day numbers.
fn day_of(seconds: i64) -> i32 {
    let day = seconds.div_euclid(SECONDS_PER_DAY);
    i32::try_from(day).unwrap_or(if day < 0 { NO_DAY + 1 } else { i32::MAX })
}
