//! Columns of texts.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::DataType;
use okr_core::readings::TextColumn;

use super::Chunks;

/// Stands for a text that is null.
const NONE: u32 = u32::MAX;

/// The texts of a column.
pub struct Texts {
    pieces: Vec<Piece>,
    /// The row at which each chunk ends.
    ends: Vec<usize>,
}

enum Piece {
    Small(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
    Codes(Vec<u32>, Box<Piece>),
    Nulls(usize),
}

impl Piece {
    fn of(array: &ArrayRef) -> Option<Piece> {
        Some(match array.data_type() {
            DataType::Utf8 => Piece::Small(array.as_string_opt()?.clone()),
            DataType::LargeUtf8 => Piece::Large(array.as_string_opt()?.clone()),
            DataType::Utf8View => Piece::View(array.as_string_view_opt()?.clone()),
            DataType::Dictionary(..) => {
                let (codes, texts) = decoded(array)?;
                Piece::Codes(codes.into_owned(), Box::new(Piece::of(texts)?))
            }
            DataType::Null => Piece::Nulls(array.len()),
            _ => return None,
        })
    }

    fn rows(&self) -> usize {
        match self {
            Piece::Small(array) => array.len(),
            Piece::Large(array) => array.len(),
            Piece::View(array) => array.len(),
            Piece::Codes(codes, _) => codes.len(),
            Piece::Nulls(rows) => *rows,
        }
    }

    fn text(&self, row: usize) -> Option<&str> {
        match self {
            Piece::Small(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Piece::Large(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Piece::View(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Piece::Codes(codes, texts) => texts.text(*codes.get(row)? as usize),
            Piece::Nulls(_) => None,
        }
    }
}

impl Texts {
    fn new(pieces: Vec<Piece>) -> Self {
        let mut end = 0;
        let ends = pieces.iter().map(|piece| {
            end += piece.rows();
            end
        });
        Texts { ends: ends.collect(), pieces }
    }
}

impl TextColumn for Texts {
    fn rows(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    fn text(&self, row: usize) -> Option<&str> {
        if let [piece] = self.pieces.as_slice() {
            return piece.text(row);
        }
        let place = self.ends.partition_point(|end| *end <= row);
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.pieces.get(place)?.text(row - start)
    }
}

/// The texts of a column; `None` if its type is not text.
pub fn texts(column: &Chunks) -> Option<Texts> {
    if !is_text(&column.data_type) {
        return None;
    }
    column.arrays.iter().map(Piece::of).collect::<Option<_>>().map(Texts::new)
}

/// Whether a column of this type holds texts.
fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, texts) => is_text(texts),
        _ => false,
    }
}

/// The indices of a dictionary-encoded column of texts, and the texts; `None` for a column of another type.
pub fn codes(column: &Chunks) -> Option<(Cow<'_, [u32]>, Texts)> {
    if !matches!(&column.data_type, DataType::Dictionary(_, texts) if is_text(texts)) {
        return None;
    }
    let mut pieces = Vec::with_capacity(column.arrays.len());
    if let [array] = column.arrays.as_slice() {
        let (codes, texts) = decoded(array)?;
        return Some((codes, Texts::new(vec![Piece::of(texts)?])));
    }
    // Each chunk has its own dictionary: they are concatenated.
    let mut all = Vec::with_capacity(column.arrays.iter().map(|array| array.len()).sum());
    let mut offset = 0;
    for array in &column.arrays {
        let (codes, texts) = decoded(array)?;
        all.extend(codes.iter().map(|code| if *code == NONE { NONE } else { code.saturating_add(offset) }));
        offset = offset.saturating_add(u32::try_from(texts.len()).unwrap_or(NONE));
        pieces.push(Piece::of(texts)?);
    }
    Some((Cow::Owned(all), Texts::new(pieces)))
}

/// The numbers of a column of indices, [`u32::MAX`] for null; `None` for a column of another type.
pub fn indices(column: &Chunks) -> Option<Cow<'_, [u32]>> {
    if let [array] = column.arrays.as_slice()
        && let Some(array) = array.as_primitive_opt::<UInt32Type>().filter(|array| array.null_count() == 0)
    {
        return Some(Cow::Borrowed(array.values()));
    }
    let mut indices = Vec::with_capacity(column.arrays.iter().map(|array| array.len()).sum());
    for array in &column.arrays {
        match array.data_type() {
            DataType::UInt8 => indices.extend(array.as_primitive::<UInt8Type>().iter().map(widened_or_none)),
            DataType::UInt16 => indices.extend(array.as_primitive::<UInt16Type>().iter().map(widened_or_none)),
            DataType::UInt32 => indices.extend(array.as_primitive::<UInt32Type>().iter().map(widened_or_none)),
            _ => return None,
        }
    }
    Some(Cow::Owned(indices))
}

fn widened_or_none(index: Option<impl Into<u32>>) -> u32 {
    index.map_or(NONE, Into::into)
}

/// The indices and the values of a dictionary array.
fn decoded(array: &ArrayRef) -> Option<(Cow<'_, [u32]>, &ArrayRef)> {
    let DataType::Dictionary(key, _) = array.data_type() else { return None };
    match key.as_ref() {
        DataType::UInt32 => {
            let array = array.as_dictionary_opt::<UInt32Type>()?;
            let keys = array.keys();
            if keys.null_count() == 0 {
                return Some((Cow::Borrowed(keys.values()), array.values()));
            }
            widened::<UInt32Type>(array, |key| key)
        }
        DataType::Int32 => widened::<Int32Type>(array.as_dictionary_opt()?, |key| u32::try_from(key).unwrap_or(NONE)),
        DataType::Int8 => widened::<Int8Type>(array.as_dictionary_opt()?, |key| u32::try_from(key).unwrap_or(NONE)),
        DataType::Int16 => widened::<Int16Type>(array.as_dictionary_opt()?, |key| u32::try_from(key).unwrap_or(NONE)),
        DataType::Int64 => widened::<Int64Type>(array.as_dictionary_opt()?, |key| u32::try_from(key).unwrap_or(NONE)),
        DataType::UInt8 => widened::<UInt8Type>(array.as_dictionary_opt()?, u32::from),
        DataType::UInt16 => widened::<UInt16Type>(array.as_dictionary_opt()?, u32::from),
        DataType::UInt64 => widened::<UInt64Type>(array.as_dictionary_opt()?, |key| u32::try_from(key).unwrap_or(NONE)),
        _ => None,
    }
}

fn widened<K: ArrowDictionaryKeyType>(
    array: &arrow_array::DictionaryArray<K>,
    widen: impl Fn(K::Native) -> u32,
) -> Option<(Cow<'_, [u32]>, &ArrayRef)> {
    let keys = array.keys();
    let codes = if keys.null_count() == 0 {
        keys.values().iter().map(|key| widen(*key)).collect()
    } else {
        keys.iter().map(|key| key.map_or(NONE, &widen)).collect()
    };
    Some((Cow::Owned(codes), array.values()))
}
