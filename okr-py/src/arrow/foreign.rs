//! Arrays that another library made: checked, then taken over without a copy.
//!
//! The C data interface passes pointers without lengths. What a consumer can't see, such as whether a buffer is as long as its array
//! says, the producer answers for. All else is checked: what the import follows here, the content by `ArrayData::validate_full`.

#![allow(unsafe_code)]

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::{ArrayRef, make_array};
use arrow_data::layout;
use arrow_schema::{ArrowError, DataType, Field};

/// Columns of columns deeper than this are refused.
const DEEPEST: usize = 64;
/// No array has more rows: the bits of its widest buffer can still be counted.
const MOST_ROWS: usize = isize::MAX as usize / 1024;

/// The type that a schema describes.
///
/// # Errors
/// If it is released, nested too deep, or has no such type.
pub fn field(schema: &FFI_ArrowSchema) -> Result<Field, ArrowError> {
    check_schema(schema, DEEPEST)?;
    Field::try_from(schema)
}

/// Takes an array over.
///
/// # Safety
/// The array and its type agree with the C data interface in what only its producer can know: the pointers that are not null point to
/// buffers, children and dictionaries of the lengths that the array states.
///
/// # Errors
/// If it is released, or anything in it contradicts its type.
pub unsafe fn array(array: FFI_ArrowArray, data_type: &DataType) -> Result<ArrayRef, ArrowError> {
    // SAFETY: as the caller answers for.
    unsafe { check(&array, data_type)? };
    // SAFETY: as the caller answers for; what the import follows was checked.
    let data = unsafe { from_ffi_and_data_type(array, data_type.clone())? };
    data.validate_full()?;
    Ok(make_array(data))
}

fn check_schema(schema: &FFI_ArrowSchema, depth: usize) -> Result<(), ArrowError> {
    ensure(schema.release().is_some(), || "a type must not be used twice, found one that is released".to_owned())?;
    ensure(depth > 0, || format!("types must be nested at most {DEEPEST} deep"))?;
    let inner = schema.children().chain(schema.dictionary());
    inner.into_iter().try_for_each(|inner| check_schema(inner, depth - 1))
}

/// Checks what the import follows.
///
/// # Safety
/// That of [`array`].
unsafe fn check(array: &FFI_ArrowArray, data_type: &DataType) -> Result<(), ArrowError> {
    ensure(!array.is_released(), || "an array must not be used twice, found one that is released".to_owned())?;
    // A negative number is a very large one here.
    let rows = array.len().checked_add(array.offset()).filter(|rows| *rows <= MOST_ROWS);
    let rows = rows.ok_or_else(|| wrong(format!("an array of {data_type} must have a length and an offset from 0")))?;
    let layout = layout(data_type);
    let validity = usize::from(layout.can_contain_null_mask);
    let expected = validity + layout.buffers.len() + usize::from(layout.variadic);
    let found = array.num_buffers();
    let enough = found >= expected && (layout.variadic || found <= expected + 1);
    ensure(enough, || format!("an array of {data_type} must have {expected} buffers, found {found}"))?;
    match data_type {
        // SAFETY: as the caller answers for.
        DataType::Utf8 | DataType::Binary => unsafe { check_last_offset::<i32>(array, rows)? },
        // SAFETY: as the caller answers for.
        DataType::LargeUtf8 | DataType::LargeBinary => unsafe { check_last_offset::<i64>(array, rows)? },
        // SAFETY: as the caller answers for.
        DataType::Utf8View | DataType::BinaryView => unsafe { check_view_lengths(array)? },
        _ => {}
    }
    let children = children(data_type);
    let found = array.num_children();
    ensure(found == children.len(), || {
        format!("an array of {data_type} must have {} children, found {found}", children.len())
    })?;
    for (index, child) in children.into_iter().enumerate() {
        // SAFETY: as the caller answers for.
        unsafe { check(array.child(index), child)? };
    }
    match (array.dictionary(), data_type) {
        // SAFETY: as the caller answers for.
        (Some(values), DataType::Dictionary(_, data_type)) => unsafe { check(values, data_type) },
        (found, _) => {
            let expected = matches!(data_type, DataType::Dictionary(..));
            ensure(found.is_some() == expected, || {
                format!("an array of {data_type} must have {} dictionary", if expected { "a" } else { "no" })
            })
        }
    }
}

/// The last offset of texts is the length of their bytes.
unsafe fn check_last_offset<O: Into<i64>>(array: &FFI_ArrowArray, rows: usize) -> Result<(), ArrowError> {
    if rows == 0 {
        return Ok(());
    }
    let offsets = array.buffer(1).cast::<O>();
    ensure(!offsets.is_null() && offsets.is_aligned(), || "texts must have offsets, found none".to_owned())?;
    // SAFETY: as the caller answers for, there is one offset more than there are rows.
    let last: i64 = unsafe { offsets.add(rows).read() }.into();
    ensure(last >= 0, || format!("offsets of texts must be at least 0, found {last}"))
}

/// The last buffer of views holds the lengths of those with their bytes.
unsafe fn check_view_lengths(array: &FFI_ArrowArray) -> Result<(), ArrowError> {
    let found = array.num_buffers();
    let count = found.saturating_sub(3);
    if count == 0 {
        return Ok(());
    }
    let lengths = array.buffer(found - 1).cast::<i64>();
    ensure(!lengths.is_null() && lengths.is_aligned(), || "views must have the lengths of their buffers".to_owned())?;
    // SAFETY: as the caller answers for, there is a length for each of them.
    let lengths = unsafe { std::slice::from_raw_parts(lengths, count) };
    ensure(lengths.iter().all(|length| *length >= 0), || "the lengths of buffers must be at least 0".to_owned())
}

fn children(data_type: &DataType) -> Vec<&DataType> {
    match data_type {
        DataType::List(field)
        | DataType::FixedSizeList(field, _)
        | DataType::LargeList(field)
        | DataType::ListView(field)
        | DataType::LargeListView(field)
        | DataType::Map(field, _) => vec![field.data_type()],
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::Union(fields, _) => fields.iter().map(|(_, field)| field.data_type()).collect(),
        DataType::RunEndEncoded(ends, values) => vec![ends.data_type(), values.data_type()],
        _ => Vec::new(),
    }
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), ArrowError> {
    if holds { Ok(()) } else { Err(wrong(message())) }
}

fn wrong(message: String) -> ArrowError {
    ArrowError::CDataInterface(message)
}
