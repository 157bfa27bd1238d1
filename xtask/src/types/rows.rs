//! Generates the JavaScript code that creates rows from packed tables. Each type of row has one object literal, so that
//! all rows of a table have the same shape.

use std::fmt::Write as _;

use super::model::{Definition, Field, Model, Shape, Type};

/// Types of rows that are also packed as single tables.
const ALONE: [&str; 2] = ["HistoryRow", "ScanRow"];

/// The types of rows, and the documents, which rows contain as JSON.
#[derive(Clone, Copy)]
struct Types<'a> {
    all: &'a Model,
    documents: &'a Model,
}

/// Generates the module with a function for each type of row, and one for the report.
pub fn module(all: &Model, documents: &Model) -> String {
    let rows = Types { all, documents };
    let report = all.find("Report").map(fields).unwrap_or_default();
    let tables: Vec<(&Field, &Definition)> =
        report.iter().filter_map(|field| table(&field.of, rows).map(|row| (field, row))).collect();
    let alone = ALONE.iter().filter_map(|name| all.find(name));
    let mut made: Vec<&Definition> = Vec::new();
    for row in tables.iter().map(|(_, row)| *row).chain(alone) {
        let parts = fields(row).iter().filter_map(|field| record(&field.of, rows));
        for definition in parts.chain([row]) {
            if !made.iter().any(|it| it.name == definition.name) {
                made.push(definition);
            }
        }
    }
    let mut names: Vec<&str> = made.iter().map(|row| row.name.as_str()).chain(["Report"]).collect();
    names.sort_unstable();
    let mut text = format!(
        "// Generated from the rows of okr-core by `make generate`; changes here are lost.\n\n\
         import type {{ Cells }} from \"./cells.js\";\nimport type {{ {} }} from \"./types.js\";\n",
        names.join(", "),
    );
    made.iter().for_each(|row| text += &function(row, rows));
    text + &whole(report, rows)
}

fn fields(definition: &Definition) -> &[Field] {
    match &definition.shape {
        Shape::Record(fields) => fields,
        _ => &[],
    }
}

/// Returns the type of the rows of a field, if it is a table.
fn table<'a>(of: &Type, rows: Types<'a>) -> Option<&'a Definition> {
    let Type::List(item) = of else { return None };
    record(item, rows)
}

/// Returns the record whose fields replace a field.
fn record<'a>(of: &Type, rows: Types<'a>) -> Option<&'a Definition> {
    let Type::Named(name) = present(of) else { return None };
    let found = rows.all.find(name).filter(|definition| matches!(definition.shape, Shape::Record(_)));
    found.filter(|_| rows.documents.find(name).is_none())
}

/// Returns a type without null.
fn present(of: &Type) -> &Type {
    match of {
        Type::Union(members) => members.iter().find(|member| **member != Type::Null).unwrap_or(of),
        other => other,
    }
}

fn nullable(of: &Type) -> bool {
    matches!(of, Type::Union(members) if members.contains(&Type::Null))
}

/// Returns the number of cells of a field.
fn width(of: &Type, rows: Types<'_>) -> usize {
    record(of, rows).map_or(1, |record| fields(record).iter().map(|field| width(&field.of, rows)).sum())
}

/// Generates a constant with the number of cells of a row, and the function that creates a row.
fn function(row: &Definition, rows: Types<'_>) -> String {
    let (mut at, mut lines) = (0, String::new());
    for Field { name, of, .. } in fields(row) {
        let place = if at == 0 { "at".to_owned() } else { format!("at + {at}") };
        let _ = writeln!(lines, "    {name}: {},", reader(&row.name, name, of, &place, rows));
        at += width(of, rows);
    }
    let (constant, function) = (constant(&row.name), camel(&row.name));
    format!(
        "\nexport const {constant} = {at};\n\n\
         export function {function}(cells: Cells, at: number): {} {{\n  return {{\n{lines}  }};\n}}\n",
        row.name,
    )
}

fn reader(row: &str, field: &str, of: &Type, at: &str, rows: Types<'_>) -> String {
    if let Some(record) = record(of, rows) {
        // The first field of a record is never null unless the record is.
        let made = format!("{}(cells, {at})", camel(&record.name));
        return if nullable(of) { format!("cells.none({at}) ? null : {made}") } else { made };
    }
    let kind = match present(of) {
        Type::Text => "text",
        Type::Named(name) if rows.all.find(name).is_some_and(|it| matches!(it.shape, Shape::Words(_))) => "text",
        Type::Date => "date",
        Type::Number | Type::Integer => "number",
        Type::Boolean => "flag",
        Type::Map(..) => "data",
        _ => "value",
    };
    let or_none = if nullable(of) { "OrNone" } else { "" };
    let name = match kind {
        "text" | "value" | "data" if *present(of) != Type::Text && nullable(of) => {
            format!("<NonNullable<{row}[\"{field}\"]>>")
        }
        "text" | "value" | "data" if *present(of) != Type::Text => format!("<{row}[\"{field}\"]>"),
        _ => String::new(),
    };
    format!("cells.{kind}{or_none}{name}({at})")
}

/// Generates the function that creates a report: first the single values, then the tables.
fn whole(report: &[Field], rows: Types<'_>) -> String {
    let (mut lines, mut body) = (String::new(), String::new());
    for Field { name, of, .. } in report {
        match table(of, rows) {
            Some(row) => {
                let _ = writeln!(body, "    {name}: cells.table({}, {}),", camel(&row.name), constant(&row.name));
            }
            None => {
                let _ = writeln!(lines, "  const {name} = cells.field<Report[\"{name}\"]>();");
                let _ = writeln!(body, "    {name},");
            }
        }
    }
    format!("\nexport function report(cells: Cells): Report {{\n{lines}  return {{\n{body}  }};\n}}\n")
}

/// Converts `KeyResultRow` to `keyResultRow`.
fn camel(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_lowercase() + rest
}

/// Converts `KeyResultRow` to `KEY_RESULT_ROW`.
fn constant(name: &str) -> String {
    let capital = |(place, letter): (usize, char)| {
        let part = if place > 0 && letter.is_uppercase() { "_" } else { "" };
        format!("{part}{}", letter.to_uppercase())
    };
    name.chars().enumerate().map(capital).collect()
}
