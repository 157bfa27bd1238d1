//! A workbook: sheets by name, of which one holds the table, or all are an export of this library.

use super::export::{self, from_sheets};
use super::imported::Imported;
use super::known_values::Known;
use super::mapping::Mapping;
use super::note::{ImportError, Note, NoteCode, NoteList};
use super::options::Options;
use super::sheet::Sheet;
use super::table::{Table, within};
use super::{import_noting, inspect};
use crate::document::{At, Fields, Node, Notes, Read, parse, read_node};
use crate::error::Errors;

/// The sheets of a workbook.
///
/// As JSON: `{"sheets": [sheet, …], "file"?: …}`, or a single [`Sheet`] in any of its forms.
///
/// ```
/// use okr_core::import::{Holds, Known, Options, Workbook};
///
/// let workbook = Workbook::from_json(
///     r#"{ "sheets": [
///         { "sheet": "How to", "rows": [["Fill in the next sheet."]] },
///         { "sheet": "OKRs", "rows": [["Objective", "Key Result", "Target"], ["Hire faster", "Days to hire", 25]] }
///     ] }"#,
/// )?;
/// let imported = workbook.import(&Options::new(Holds::Goals).cycle("Q3 2026"), Known::new())?;
/// assert_eq!(imported.plan.objectives[0].title, "Hire faster");
/// assert_eq!(imported.notes[0].to_string(), "sheet `How to` is not read; `sheet` says which one is");
/// # Ok::<(), okr_core::import::ImportError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Workbook {
    /// Its sheets, from the left.
    pub sheets: Vec<Sheet>,
}

impl From<Sheet> for Workbook {
    fn from(sheet: Sheet) -> Self {
        Workbook { sheets: vec![sheet] }
    }
}

/// What is read of a workbook.
enum Chosen<'a> {
    One(&'a Sheet),
    /// The sheets of an export of this library.
    Own(Vec<&'a Sheet>),
}

impl Workbook {
    /// The workbook with these sheets.
    ///
    /// ```
    /// use okr_core::import::{Sheet, Workbook};
    ///
    /// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
    /// assert_eq!(Workbook::new([sheet]).sheets.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(sheets: impl IntoIterator<Item = Sheet>) -> Self {
        Workbook { sheets: sheets.into_iter().collect() }
    }

    /// The workbook that JSON text holds, or the sheet.
    ///
    /// # Errors
    ///
    /// What does not fit the forms, by sheet, row and cell; and [`NoteCode::TooLarge`].
    ///
    /// ```
    /// use okr_core::import::Workbook;
    ///
    /// let text = r#"{ "sheets": [{ "sheet": "KPIs", "rows": [["KPI", "Jul 2026"], ["eNPS", 31]] }] }"#;
    /// assert_eq!(Workbook::from_json(text)?.sheets[0].name.as_deref(), Some("KPIs"));
    /// # Ok::<(), okr_core::import::ImportError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, ImportError> {
        match parse(text)? {
            Node::Object(fields) if fields.iter().any(|(name, _)| name == "sheets") => {
                read_node::<Described>(Node::Object(fields), "").map_err(Errors::new)?.workbook()
            }
            node => Sheet::from_node(node).map(Workbook::from),
        }
    }

    /// Imports the sheet that the option `sheet` names; without it, the only one that has a header. An export of this library is
    /// read whole.
    ///
    /// # Errors
    ///
    /// [`NoteCode::SeveralSheets`] where nothing says which sheet; else as [`import`](super::import).
    ///
    /// ```
    /// use okr_core::import::{Known, Options, Sheet, Workbook};
    ///
    /// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
    /// let options = Options::from_json(r#"{ "holds": "kpis", "better": "higher" }"#)?;
    /// assert_eq!(Workbook::new([sheet]).import(&options, Known::new())?.readings.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import(&self, options: &Options, known: Known<'_>) -> Result<Imported, ImportError> {
        let mut notes = NoteList::default();
        match self.choose(options, &mut notes)? {
            Chosen::One(sheet) => import_noting(sheet, options, known, notes),
            Chosen::Own(sheets) => {
                let mut imported = from_sheets(sheets, options.decimal)?;
                imported.notes.extend(notes.finish());
                Ok(imported)
            }
        }
    }

    /// Says how the sheet would be read that [`Workbook::import`] would import.
    ///
    /// # Errors
    ///
    /// As [`inspect`](super::inspect), and [`NoteCode::SeveralSheets`].
    ///
    /// ```
    /// use okr_core::import::{Options, Sheet, Workbook};
    ///
    /// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
    /// let options = Options::from_json(r#"{ "holds": "kpis", "better": "higher" }"#)?;
    /// assert_eq!(Workbook::new([sheet]).inspect(&options)?.header, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn inspect(&self, options: &Options) -> Result<Mapping, ImportError> {
        match self.choose(options, &mut NoteList::default())? {
            Chosen::One(sheet) => inspect(sheet, options),
            Chosen::Own(sheets) => from_sheets(sheets, options.decimal).map(|imported| imported.mapping),
        }
    }

    /// The one sheet to read.
    pub(super) fn only(&self, options: &Options, notes: &mut NoteList) -> Result<&Sheet, ImportError> {
        match self.choose(options, notes)? {
            Chosen::One(sheet) => Ok(sheet),
            Chosen::Own(sheets) => Err(self.several(&sheets)),
        }
    }

    fn choose(&self, options: &Options, notes: &mut NoteList) -> Result<Chosen<'_>, ImportError> {
        if let [only] = self.sheets.as_slice() {
            return Ok(Chosen::One(only));
        }
        if let Some(name) = &options.sheet {
            return self.named(name).map(Chosen::One);
        }
        let own: Vec<&Sheet> = self.sheets.iter().filter(|sheet| export::own_kind(sheet).is_some()).collect();
        if !own.is_empty() {
            let others = |sheet: &&Sheet| export::own_kind(sheet).is_none() && !export::is_about(sheet);
            self.sheets.iter().filter(others).for_each(|sheet| note_unread(sheet, notes));
            return Ok(Chosen::Own(own));
        }
        let visible: Vec<&Sheet> = self.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.is_empty()).collect();
        let readable: Vec<&Sheet> = match visible.as_slice() {
            [only] => vec![only],
            several => several.iter().copied().filter(|sheet| has_header(sheet, options)).collect(),
        };
        let [only] = readable.as_slice() else { return Err(self.several(&readable)) };
        self.sheets.iter().filter(|sheet| !std::ptr::eq(*sheet, *only)).for_each(|sheet| note_unread(sheet, notes));
        Ok(Chosen::One(only))
    }

    fn named(&self, name: &str) -> Result<&Sheet, ImportError> {
        self.sheets.iter().find(|sheet| sheet.name.as_deref() == Some(name)).ok_or_else(|| {
            let message = format!("`sheet` must be one of {}, found `{name}`", listed(&self.sheets));
            Note::of(NoteCode::BadOption, message).option("sheet").into()
        })
    }

    fn several(&self, readable: &[&Sheet]) -> ImportError {
        if self.sheets.iter().all(Sheet::is_empty) {
            return Note::of(NoteCode::EmptySheet, "a workbook must have a sheet with cells, found none").into();
        }
        let (what, sheets) = match readable.is_empty() {
            true => ("has a header in none of its sheets", listed(&self.sheets)),
            false => ("has a header in several sheets", listed(readable.iter().copied())),
        };
        let message = format!("the workbook {what}; `sheet` says which one to read: {sheets}");
        Note::of(NoteCode::SeveralSheets, message).option("sheet").into()
    }
}

fn listed<'a>(sheets: impl IntoIterator<Item = &'a Sheet>) -> String {
    let names = sheets.into_iter().map(|sheet| format!("`{}`", sheet.name.as_deref().unwrap_or_default()));
    names.collect::<Vec<_>>().join(", ")
}

/// Whether a header is found in a sheet, whatever else is wrong with it.
fn has_header(sheet: &Sheet, options: &Options) -> bool {
    let found =
        within(sheet, options).and_then(|sheet| Table::new(&sheet, options, &mut NoteList::default()).map(drop));
    match found {
        Err(ImportError::Refused(note)) => !matches!(note.code, NoteCode::NoHeader | NoteCode::EmptySheet),
        Ok(()) | Err(_) => true,
    }
}

fn note_unread(sheet: &Sheet, notes: &mut NoteList) {
    if sheet.is_empty() {
        return;
    }
    let name = sheet.name.as_deref().unwrap_or_default();
    let message = format!("sheet `{name}` is not read; `sheet` says which one is");
    notes.add(Note::of(NoteCode::SheetNotUsed, message).option("sheet").with("sheet", name));
}

/// A workbook as an object with `sheets`.
struct Described {
    sheets: Vec<super::sheet::Described>,
    file: Option<String>,
}

impl Described {
    fn workbook(self) -> Result<Workbook, ImportError> {
        let named = |sheet: Sheet| Sheet { file: sheet.file.or_else(|| self.file.clone()), ..sheet };
        let sheets: Result<Vec<Sheet>, ImportError> =
            self.sheets.into_iter().map(|sheet| sheet.sheet().map(named)).collect();
        Ok(Workbook { sheets: sheets? })
    }
}

impl Read for Described {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let Some(mut fields) = Fields::new(node, at, &["sheets", "file"], notes) else { return Self::placeholder() };
        Described { sheets: fields.required("sheets"), file: fields.optional("file") }
    }

    fn placeholder() -> Self {
        Described { sheets: Vec::new(), file: None }
    }
}
