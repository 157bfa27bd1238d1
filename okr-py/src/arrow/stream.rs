//! Streams of arrays that another library makes.

#![allow(unsafe_code)]

use std::ffi::{CStr, c_int};

use arrow_array::ArrayRef;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_schema::{ArrowError, Field};

use super::foreign;

/// Reads all arrays of a stream, and their type.
///
/// # Errors
/// If the stream is released or fails, or an array contradicts its type.
pub fn read(mut stream: FFI_ArrowArrayStream) -> Result<(Field, Vec<ArrayRef>), ArrowError> {
    let (Some(get_schema), Some(get_next), Some(_)) = (stream.get_schema(), stream.get_next(), stream.release()) else {
        return Err(ArrowError::CDataInterface(
            "a stream must not be used twice, found one that is released".to_owned(),
        ));
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the stream is not released, and its own function fills the schema in.
    let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
    succeeded(&mut stream, code)?;
    let field = foreign::field(&schema)?;
    let mut arrays = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released, and its own function fills the array in.
        let code = unsafe { get_next(&raw mut stream, &raw mut array) };
        succeeded(&mut stream, code)?;
        if array.is_released() {
            return Ok((field, arrays));
        }
        // SAFETY: array and schema come from one stream, so that they agree.
        arrays.push(unsafe { foreign::array(array, field.data_type()) }?);
    }
}

fn succeeded(stream: &mut FFI_ArrowArrayStream, code: c_int) -> Result<(), ArrowError> {
    if code == 0 {
        return Ok(());
    }
    // SAFETY: the stream is not released, and one of its functions failed just now.
    let said = stream.get_last_error().map(|last| unsafe { last(stream) }).filter(|text| !text.is_null());
    // SAFETY: a text that is not null ends with a zero.
    let said = said.map(|text| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned());
    Err(ArrowError::CDataInterface(said.unwrap_or_else(|| format!("the stream failed with the code {code}"))))
}
