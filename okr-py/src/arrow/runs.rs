//! Run-end encoded columns, which store a value once for a run of rows.

use arrow_array::cast::AsArray;
use arrow_array::types::{Int16Type, Int32Type, Int64Type, RunEndIndexType};
use arrow_array::{Array, ArrayRef, make_array};
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType};

/// The type of the values.
pub fn value_type(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::RunEndEncoded(_, values) => values.data_type(),
        other => other,
    }
}

/// Expands an array to a value per row.
pub fn repeated(array: ArrayRef) -> Result<ArrayRef, ArrowError> {
    match array.data_type() {
        DataType::RunEndEncoded(ends, _) => match ends.data_type() {
            DataType::Int16 => repeated_by::<Int16Type>(&array),
            DataType::Int32 => repeated_by::<Int32Type>(&array),
            _ => repeated_by::<Int64Type>(&array),
        },
        _ => Ok(array),
    }
}

fn repeated_by<R: RunEndIndexType<Native: Into<i64>>>(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let runs = array.as_run::<R>();
    let values = runs.values_slice().to_data();
    let mut rows = MutableArrayData::new(vec![&values], true, runs.len());
    let mut start = 0;
    for (value, end) in runs.run_ends().sliced_values().enumerate() {
        let end: i64 = end.into();
        for _ in start..end {
            rows.try_extend(0, value, value + 1)?;
        }
        start = end;
    }
    Ok(make_array(rows.freeze()))
}
