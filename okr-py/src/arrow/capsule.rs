//! Arrow streams and arrays in capsules.

#![allow(unsafe_code)]

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, StructArray, make_array};
use arrow_buffer::NullBuffer;
use arrow_data::layout;
use arrow_schema::{ArrowError, DataType, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::critical_section::with_critical_section;
use pyo3::types::{PyCapsule, PyTuple};

use super::runs::{repeated, value_type};
use super::stream::read;
use super::{foreign, unreadable};
use crate::door::detached;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// A column, or a table as a column of structs, in chunks.
#[derive(Clone)]
pub struct Chunks {
    /// The type of all chunks.
    pub data_type: DataType,
    /// The chunks, in order.
    pub arrays: Vec<ArrayRef>,
}

impl Chunks {
    /// Creates chunks of this type, with runs expanded.
    fn new(data_type: &DataType, arrays: Vec<ArrayRef>) -> Result<Self, ArrowError> {
        let arrays = arrays.into_iter().map(repeated).collect::<Result<_, _>>()?;
        Ok(Chunks { data_type: value_type(data_type).clone(), arrays })
    }

    /// Reads an object through its `__arrow_c_stream__()` or `__arrow_c_array__()`.
    ///
    /// # Errors
    /// `TypeError` if it has neither; `ValueError` if the data can't be read.
    pub fn of(given: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(stream) = given.cast::<PyCapsule>() {
            return Self::of_stream(stream);
        }
        if let Ok(pair) = given.cast::<PyTuple>()
            && let Ok((schema, array)) = pair.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>()
        {
            return Self::of_array(&schema, &array);
        }
        Err(PyTypeError::new_err("expected a capsule with Arrow data"))
    }

    /// Reads two columns, each from its own stream; `None` if the pair is anything else.
    ///
    /// # Errors
    /// `ValueError` if the data can't be read.
    pub fn of_two(pair: &Bound<'_, PyTuple>) -> PyResult<Option<(Self, Self)>> {
        let Ok((first, second)) = pair.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>() else {
            return Ok(None);
        };
        if first.pointer_checked(Some(STREAM)).is_err() || second.pointer_checked(Some(STREAM)).is_err() {
            return Ok(None);
        }
        Ok(Some((Self::of_stream(&first)?, Self::of_stream(&second)?)))
    }

    fn of_stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Self> {
        let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: a capsule of this name holds a stream (the Arrow PyCapsule interface); it is moved out, and an empty,
        // released one stays behind. Only one thread at a time moves it.
        let stream = with_critical_section(capsule, || unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) });
        let read = || {
            let (field, arrays) = read(stream)?;
            Chunks::new(field.data_type(), arrays)
        };
        detached(capsule.py(), read)?.map_err(unreadable)
    }

    fn of_array(schema: &Bound<'_, PyCapsule>, capsule: &Bound<'_, PyCapsule>) -> PyResult<Self> {
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = capsule.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: a capsule of this name holds a schema (the Arrow PyCapsule interface).
        let field = foreign::field(unsafe { schema.as_ref() }).map_err(unreadable)?;
        // SAFETY: a capsule of this name holds an array (the Arrow PyCapsule interface); it is moved out, and an empty, released one
        // stays behind. Only one thread at a time moves it.
        let array = with_critical_section(capsule, || unsafe { FFI_ArrowArray::from_raw(array.as_ptr()) });
        let read = || {
            // SAFETY: both come from one `__arrow_c_array__()`, so that they agree.
            let array = unsafe { foreign::array(array, field.data_type()) }?;
            Chunks::new(field.data_type(), vec![array])
        };
        detached(capsule.py(), read)?.map_err(unreadable)
    }

    /// The columns of a table by name; `None` if it is a single column.
    ///
    /// # Errors
    /// `ValueError` if the data can't be read.
    pub fn columns(&self) -> PyResult<Option<Vec<(String, Chunks)>>> {
        let DataType::Struct(fields) = &self.data_type else { return Ok(None) };
        let column = |(place, field): (usize, &arrow_schema::FieldRef)| {
            let structs = self.arrays.iter().filter_map(|array| array.as_any().downcast_ref::<StructArray>());
            let arrays = structs.filter_map(|table| Some(within(table, table.columns().get(place)?)));
            let arrays = arrays.collect::<Result<_, _>>().map_err(unreadable)?;
            Ok((field.name().clone(), Chunks::new(field.data_type(), arrays).map_err(unreadable)?))
        };
        fields.iter().enumerate().map(column).collect::<PyResult<_>>().map(Some)
    }
}

/// A column of a table, null where the row is.
fn within(table: &StructArray, column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let Some(rows) = table.nulls() else { return Ok(Arc::clone(column)) };
    let column = repeated(Arc::clone(column))?;
    if !layout(column.data_type()).can_contain_null_mask {
        return Ok(column);
    }
    let data = column.to_data();
    let nulls = NullBuffer::union(data.nulls(), Some(rows));
    Ok(make_array(data.into_builder().nulls(nulls).build()?))
}

/// Makes a capsule with a stream of one table.
///
/// # Errors
/// If the capsule can't be made.
pub fn stream_capsule(py: Python<'_>, table: RecordBatch) -> PyResult<Bound<'_, PyCapsule>> {
    let schema = table.schema();
    let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(table)], schema)));
    PyCapsule::new_with_value(py, stream, STREAM)
}

/// Makes a capsule with the types of a table.
///
/// # Errors
/// If a type has no form in the C data interface; all types used here have one.
pub fn schema_capsule<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref()).map_err(unreadable)?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}
