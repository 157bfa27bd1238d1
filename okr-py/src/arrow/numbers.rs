//! Columns of numbers.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type,
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

use super::Chunks;

/// The numbers of a column, NaN for null; `None` if its type is not numeric.
pub fn numbers(column: &Chunks) -> Option<Cow<'_, [f64]>> {
    if let [array] = column.arrays.as_slice()
        && let Some(array) = array.as_primitive_opt::<Float64Type>().filter(|array| array.null_count() == 0)
    {
        return Some(Cow::Borrowed(array.values()));
    }
    let append = append(&column.data_type)?;
    let mut numbers = Vec::with_capacity(column.arrays.iter().map(|array| array.len()).sum());
    column.arrays.iter().for_each(|array| append(array, &mut numbers));
    Some(Cow::Owned(numbers))
}

type Append = fn(&ArrayRef, &mut Vec<f64>);

fn append(data_type: &DataType) -> Option<Append> {
    Some(match data_type {
        DataType::Float64 => |array, to| push::<Float64Type>(array, to, |x| x),
        DataType::Float32 => |array, to| push::<Float32Type>(array, to, f64::from),
        DataType::Int8 => |array, to| push::<Int8Type>(array, to, f64::from),
        DataType::Int16 => |array, to| push::<Int16Type>(array, to, f64::from),
        DataType::Int32 => |array, to| push::<Int32Type>(array, to, f64::from),
        DataType::Int64 => |array, to| push::<Int64Type>(array, to, |x| x as f64),
        DataType::UInt8 => |array, to| push::<UInt8Type>(array, to, f64::from),
        DataType::UInt16 => |array, to| push::<UInt16Type>(array, to, f64::from),
        DataType::UInt32 => |array, to| push::<UInt32Type>(array, to, f64::from),
        DataType::UInt64 => |array, to| push::<UInt64Type>(array, to, |x| x as f64),
        DataType::Float16 => |array, to| push::<Float16Type>(array, to, |x| x.to_f64()),
        DataType::Decimal32(..) => push_decimals::<Decimal32Type>,
        DataType::Decimal64(..) => push_decimals::<Decimal64Type>,
        DataType::Decimal128(..) => push_decimals::<Decimal128Type>,
        DataType::Decimal256(..) => push_decimals::<Decimal256Type>,
        DataType::Null => |array, to| to.extend(std::iter::repeat_n(f64::NAN, array.len())),
        _ => return None,
    })
}

fn push<T: ArrowPrimitiveType>(array: &ArrayRef, to: &mut Vec<f64>, number: impl Fn(T::Native) -> f64) {
    let Some(array) = array.as_primitive_opt::<T>() else { return };
    if array.null_count() == 0 {
        to.extend(array.values().iter().map(|x| number(*x)));
    } else {
        to.extend(array.iter().map(|x| x.map_or(f64::NAN, &number)));
    }
}

/// Goes through text, so that each number becomes the nearest `f64`.
fn push_decimals<T: DecimalType + ArrowPrimitiveType>(array: &ArrayRef, to: &mut Vec<f64>) {
    let Some(array) = array.as_primitive_opt::<T>() else { return };
    let (precision, scale) = (array.precision(), array.scale());
    let number = |x: T::Native| T::format_decimal(x, precision, scale).parse().unwrap_or(f64::NAN);
    to.extend(array.iter().map(|x| x.map_or(f64::NAN, number)));
}
