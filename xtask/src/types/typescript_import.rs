//! Generates the options of imports in TypeScript: those of the core, by names in camel case.

use std::error::Error;

use okr_core::import::{Holds, Options};

use super::model::{Field, Model, Shape};
use super::python::{OPTIONS, READINGS_OPTIONS, named};
use super::typescript::{comment, print};

const HEAD: &str = "\
/** Options of imports, and the core's names for them. */

// Generated from the types of okr-core by `make generate`; changes here are lost.
";

/// Generates the module.
///
/// # Errors
/// Fails if the type of the options is missing.
pub fn options(model: &Model) -> Result<String, Box<dyn Error>> {
    let of_sheets: Vec<&Field> = fields(model, OPTIONS)?.iter().filter(|field| field.name != "holds").collect();
    let of_tables: Vec<&Field> = fields(model, READINGS_OPTIONS)?.iter().collect();
    let only = |holds: Option<Holds>| -> Vec<&Field> {
        of_sheets.iter().copied().filter(|field| Options::only_for(&field.name) == holds).collect()
    };
    let mut types: Vec<String> =
        of_sheets.iter().chain(&of_tables).flat_map(|field| named(&field.of)).chain(["CivilDate".to_owned()]).collect();
    types.sort_unstable();
    types.dedup();
    let types: String = types.iter().map(|name| format!("  {name},\n")).collect();
    Ok([
        format!("{HEAD}\nimport type {{\n{types}}} from \"./types.js\";\n"),
        interface("SheetOptions", "Options of every sheet.", &only(None)),
        interface("GoalSheetOptions extends SheetOptions", "Options of a sheet of goals.", &only(Some(Holds::Goals))),
        interface("KpiSheetOptions extends SheetOptions", "Options of a sheet of KPIs.", &only(Some(Holds::Kpis))),
        interface("ReadingSheetOptions", "Options of a table of readings.", &of_tables),
        names("SHEET_NAMES", "a sheet", &of_sheets),
        names("READING_SHEET_NAMES", "a table of readings", &of_tables),
    ]
    .concat())
}

fn fields<'a>(model: &'a Model, name: &str) -> Result<&'a [Field], String> {
    match model.find(name).map(|definition| &definition.shape) {
        Some(Shape::Record(fields)) => Ok(fields),
        _ => Err(format!("`{name}` must be a record")),
    }
}

fn interface(head: &str, about: &str, fields: &[&Field]) -> String {
    let line = |field: &&Field| {
        let comment = comment(&field.description, "  ");
        format!("{comment}  {}?: {} | undefined;\n", camel(&field.name), print(&field.of))
    };
    let lines: String = fields.iter().map(line).collect();
    format!("\n/** {about} */\nexport interface {head} {{\n{lines}}}\n")
}

fn names(name: &str, of: &str, fields: &[&Field]) -> String {
    let lines: String = fields.iter().map(|field| format!("  {}: {:?},\n", camel(&field.name), field.name)).collect();
    format!("\n/** The core's names for the options of {of}. */\nexport const {name} = {{\n{lines}}} as const;\n")
}

/// Converts `as_of` to `asOf`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let (head, tail) = word.split_at_checked(1).unwrap_or((word, ""));
        text + &head.to_uppercase() + tail
    })
}

#[cfg(test)]
mod tests {
    use super::camel;

    #[test]
    fn names_are_in_camel_case() {
        assert_eq!(camel("fiscal_year_start"), "fiscalYearStart");
        assert_eq!(camel("cycle"), "cycle");
    }
}
