//! A sheet as CSV text.

#[cfg(feature = "csv")]
impl super::super::sheet::Sheet {
    /// The sheet as CSV text: commas, quotes where needed, days as `YYYY-MM-DD`.
    ///
    /// ```
    /// use okr_core::import::{Cell, Sheet};
    ///
    /// let sheet = Sheet::from_cells([[Cell::text("title"), Cell::text("target")], [Cell::text("Hire, faster"), Cell::number(12.5)]])?;
    /// assert_eq!(sheet.to_csv(), "title,target\n\"Hire, faster\",12.5\n");
    /// # Ok::<(), okr_core::import::ImportError>(())
    /// ```
    #[must_use]
    pub fn to_csv(&self) -> String {
        use super::super::cell::CellValue;

        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let width = self.width();
        for row in &self.rows {
            let mut fields: Vec<std::borrow::Cow<'_, str>> = row
                .cells
                .iter()
                .map(|cell| match &cell.value {
                    // As it stands, with what escapes a formula.
                    CellValue::Text(text) => text.as_str().into(),
                    _ => cell.shown(),
                })
                .collect();
            fields.resize(width, "".into());
            // Writing to memory does not fail.
            let _ = writer.write_record(fields.iter().map(|field| field.as_bytes()));
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}
