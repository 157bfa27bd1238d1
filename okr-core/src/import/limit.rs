//! How much a sheet may hold: as much as one sheet of a workbook can.

/// Bytes of a file.
pub const MAX_BYTES: usize = 64 << 20;
/// Bytes of a workbook's files, unpacked.
pub const MAX_UNPACKED_BYTES: u64 = 128 << 20;
/// Rows of a sheet.
pub const MAX_ROWS: usize = 1_048_576;
/// Columns of a sheet.
pub const MAX_COLUMNS: usize = 16_384;
/// Cells of a sheet, empty ones included.
pub const MAX_CELLS: usize = 10_000_000;
/// Characters of a cell's text.
pub const MAX_CELL_CHARACTERS: usize = 32_767;
/// Rows in which the header is looked for.
pub const HEADER_ROWS: usize = 20;
