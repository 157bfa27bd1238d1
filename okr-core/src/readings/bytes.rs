//! Readings as bytes and back: a grouped table is kept, and restored without being sorted again.
//!
//! Numbers are little-endian. A header of [`MAGIC`], the version and a checksum of all that follows; the numbers of metrics, rows and
//! notes; of each metric its number of rows, the mode and which optional columns it uses; the names and the notes; then the columns.

use super::batch::Batch;
use super::check::{check_day, check_sample, check_value};
use super::duplicates::Duplicates;
use super::group::group;
use super::options::Options;
use super::store::{NO_DAY, NO_NOTE};
use super::table::Readings;
use super::texts::Texts;
use crate::error::{Error, ErrorKind, Errors};
use crate::number::unsigned;

const MAGIC: &[u8; 8] = b"okr-rows";
const VERSION: u32 = 1;
/// The length of magic, version and checksum.
const HEADER: usize = 20;
/// Which optional columns a metric uses.
const RECORDED: u8 = 1;
const SAMPLES: u8 = 2;
const NOTES: u8 = 4;

impl Readings {
    /// The readings as bytes, to be kept in a file or a cache and restored by [`from_bytes`](Self::from_bytes).
    ///
    /// Every later version of this library reads them. They hold the grouped columns, about 12 bytes for each row.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31, "note": "summer" }]"#)?;
    /// assert_eq!(Readings::from_bytes(&readings.to_bytes())?, readings);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let metrics = || (0..self.metrics().len()).map(|metric| (self.series(metric), self.notes(metric)));
        let mut texts = Texts::default();
        let mut notes: Vec<u32> = Vec::new();
        for (indices, known) in metrics().filter_map(|(_, (indices, known))| Some((indices?, known))) {
            notes.extend(
                indices.iter().map(|note| known.get(*note as usize).map_or(NO_NOTE, |note| texts.intern(note))),
            );
        }
        let mut bytes = Vec::with_capacity(self.len() * 12 + self.metrics().len() * 32 + notes.len() * 4 + 64);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend([0; 8]);
        for count in [self.metrics().len(), self.len(), texts.len()] {
            bytes.extend((count as u64).to_le_bytes());
        }
        for (series, (notes, _)) in metrics() {
            bytes.extend((series.dates.len() as u64).to_le_bytes());
            let used =
                [(series.recorded.is_some(), RECORDED), (series.samples.is_some(), SAMPLES), (notes.is_some(), NOTES)];
            bytes.extend([mode_number(series.mode), used.iter().filter(|(used, _)| *used).map(|(_, bit)| bit).sum()]);
        }
        for text in self.metrics().chain(texts.iter()) {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        metrics().for_each(|(series, _)| bytes.extend(series.dates.iter().flat_map(|day| day.to_le_bytes())));
        metrics().for_each(|(series, _)| bytes.extend(series.values.iter().flat_map(|value| value.to_le_bytes())));
        let recorded = metrics().filter_map(|(series, _)| series.recorded);
        recorded.for_each(|days| bytes.extend(days.iter().flat_map(|day| day.to_le_bytes())));
        let samples = metrics().filter_map(|(series, _)| series.samples);
        samples.for_each(|samples| bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes())));
        bytes.extend(notes.iter().flat_map(|note| note.to_le_bytes()));
        seal(&mut bytes);
        bytes
    }

    /// Restores readings from the bytes that [`to_bytes`](Self::to_bytes) returned. Nothing in them is trusted: whatever they hold, the
    /// result is sound or an error, and takes no more memory than a small multiple of their length.
    ///
    /// # Errors
    ///
    /// `wrong_type` for bytes that are no readings, were cut off or damaged, or hold a row that can't be used; `bad_version` for those
    /// of a later format.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let mut bytes = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?.to_bytes();
    /// *bytes.last_mut().unwrap() ^= 1;
    /// let errors = Readings::from_bytes(&bytes).unwrap_err();
    /// assert!(errors.to_string().contains("found a checksum that does not fit"));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Errors> {
        restored(bytes).map_err(|kind| Errors::new(vec![Error::new("", kind)]))
    }
}

/// Writes the checksum into the header.
pub(super) fn seal(bytes: &mut [u8]) {
    if let Some((header, rest)) = bytes.split_at_mut_checked(HEADER) {
        let places = header.iter_mut().skip(HEADER - 8);
        places.zip(checksum(rest).to_le_bytes()).for_each(|(place, byte)| *place = byte);
    }
}

/// The number that stands for a mode. A table keeps `error` as `last`.
fn mode_number(mode: Duplicates) -> u8 {
    // INVARIANT: there are six modes.
    Duplicates::ALL.iter().position(|known| *known == mode).unwrap_or_default() as u8
}

/// A checksum that finds damage, eight bytes at a time. It is no protection against intent.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    let mix = |sum: u64, word: u64| {
        let mixed = (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    };
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| mix(sum, u64::from_le_bytes(*word)));
    mix(sum, u64::from_le_bytes(last))
}

#[cold]
fn bad(found: impl Into<String>) -> ErrorKind {
    ErrorKind::WrongType { expected: "bytes that `to_bytes` returned".to_owned(), found: found.into() }
}

/// Bytes of which some were read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ErrorKind> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(|| bad("an end too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    /// A column of numbers of `N` bytes. Nothing is allocated unless they are all there.
    fn column<T, const N: usize>(&mut self, rows: usize, number: fn([u8; N]) -> T) -> Result<Vec<T>, ErrorKind> {
        let taken = self.take(rows.checked_mul(N).ok_or_else(|| bad("too large a count"))?)?;
        Ok(taken.as_chunks::<N>().0.iter().map(|bytes| number(*bytes)).collect())
    }

    fn number<T, const N: usize>(&mut self, number: fn([u8; N]) -> T) -> Result<T, ErrorKind> {
        let bytes = self.take(N)?;
        bytes.first_chunk().copied().map(number).ok_or_else(|| bad("an end too early"))
    }

    fn count(&mut self) -> Result<usize, ErrorKind> {
        usize::try_from(self.number(u64::from_le_bytes)?).map_err(|_| bad("too large a count"))
    }

    /// Different texts. The memory for them grows with those that are there.
    fn texts(&mut self, count: usize) -> Result<Texts, ErrorKind> {
        let mut texts = Texts::default();
        for index in 0..count {
            let length = self.count()?;
            let text = str::from_utf8(self.take(length)?).map_err(|_| bad("a text that is not UTF-8"))?;
            if texts.intern(text) as usize != index {
                return Err(bad("a text twice"));
            }
        }
        Ok(texts)
    }
}

/// A metric: its number of rows, its mode, and which optional columns it uses.
struct Metric {
    rows: usize,
    mode: Duplicates,
    used: u8,
}

fn restored(bytes: &[u8]) -> Result<Readings, ErrorKind> {
    let mut reader = Reader(bytes);
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(bad("others"));
    }
    let version = reader.number(u32::from_le_bytes)?;
    if version != VERSION {
        return Err(ErrorKind::BadVersion { version: f64::from(version) });
    }
    if reader.number(u64::from_le_bytes)? != checksum(reader.0) {
        return Err(bad("a checksum that does not fit: they were cut off or damaged"));
    }
    let (count, rows, notes) = (reader.count()?, reader.count()?, reader.count()?);
    let metrics = metrics(&mut reader, count, rows)?;
    let names = reader.texts(count)?;
    if names.iter().any(|name| name.trim().is_empty()) {
        return Err(bad("a metric without a name"));
    }
    let note_texts = reader.texts(notes)?;
    let batch = Batch {
        dates: reader.column(rows, i32::from_le_bytes)?.into(),
        values: reader.column(rows, f64::from_le_bytes)?.into_iter().map(canonical).collect(),
        recorded: optional(&mut reader, &metrics, rows, RECORDED, i32::from_le_bytes, NO_DAY)?.into(),
        samples: optional(&mut reader, &metrics, rows, SAMPLES, f64::from_le_bytes, f64::NAN)?
            .into_iter()
            .map(canonical)
            .collect(),
        notes: optional(&mut reader, &metrics, rows, NOTES, u32::from_le_bytes, NO_NOTE)?.into(),
        metrics: (0..).zip(&metrics).flat_map(|(index, metric)| std::iter::repeat_n(index, metric.rows)).collect(),
    };
    if !reader.0.is_empty() {
        return Err(bad(format!("{} bytes too many", reader.0.len())));
    }
    check(&batch, &metrics, notes)?;
    let modes = metrics.iter().map(|metric| metric.mode).collect();
    Ok(Readings::from_store(group(names, batch, note_texts, modes)))
}

/// A number as tables hold it: without the sign of 0, and not a number in one form.
fn canonical(number: f64) -> f64 {
    if number.is_nan() { f64::NAN } else { unsigned(number) }
}

fn metrics(reader: &mut Reader<'_>, count: usize, rows: usize) -> Result<Vec<Metric>, ErrorKind> {
    let written = reader.column(count, |bytes: [u8; 10]| bytes)?;
    let mut metrics = Vec::with_capacity(count);
    let mut left = rows;
    for [length @ .., mode, used] in written {
        let length = usize::try_from(u64::from_le_bytes(length)).map_err(|_| bad("too large a count"))?;
        left = left.checked_sub(length).ok_or_else(|| bad("more rows than their number"))?;
        let mode = Duplicates::ALL.get(usize::from(mode)).copied().filter(|mode| *mode == mode.kept());
        let mode = mode.ok_or_else(|| bad("an unknown mode of duplicates"))?;
        if length == 0 || used > RECORDED + SAMPLES + NOTES {
            return Err(bad("a metric without rows, or with an unknown column"));
        }
        metrics.push(Metric { rows: length, mode, used });
    }
    if left == 0 { Ok(metrics) } else { Err(bad("fewer rows than their number")) }
}

/// A column that some metrics use; empty where none does.
fn optional<T: Copy, const N: usize>(
    reader: &mut Reader<'_>,
    metrics: &[Metric],
    rows: usize,
    bit: u8,
    number: fn([u8; N]) -> T,
    none: T,
) -> Result<Vec<T>, ErrorKind> {
    let used = || metrics.iter().filter(|metric| metric.used & bit != 0);
    if used().count() == metrics.len() {
        return reader.column(rows, number);
    }
    if used().next().is_none() {
        return Ok(Vec::new());
    }
    let mut column = Vec::with_capacity(rows);
    for metric in metrics {
        if metric.used & bit == 0 {
            column.resize(column.len() + metric.rows, none);
        } else {
            column.extend(reader.column(metric.rows, number)?);
        }
    }
    Ok(column)
}

/// Checks that every row can be used.
fn check(batch: &Batch<'_>, metrics: &[Metric], notes: usize) -> Result<(), ErrorKind> {
    batch.dates.iter().try_for_each(|day| check_day(*day))?;
    batch.recorded.iter().filter(|day| **day != NO_DAY).try_for_each(|day| check_day(*day))?;
    batch.samples.iter().try_for_each(|sample| check_sample(*sample))?;
    if batch.notes.iter().any(|note| *note != NO_NOTE && *note as usize >= notes) {
        return Err(bad("a note that is not there"));
    }
    let mut start = 0;
    for metric in metrics {
        let options = Options { duplicates: metric.mode, ..Options::default() };
        let values = batch.values.get(start..start + metric.rows).unwrap_or_default();
        values.iter().try_for_each(|value| check_value(*value, true, &options).map(|_| ()))?;
        start += metric.rows;
    }
    Ok(())
}
