//! Generates the Python functions that import sheets: the options are their arguments.

use std::error::Error;

use okr_core::import::{Holds, Options};

use super::model::{Field, Model, Shape, Type};
use super::prose::wrap;
use super::python::{OPTIONS, Speller, docstring, literal, named};

/// Width of the lines of a docstring's items.
const WIDTH: usize = 84;

/// A function, and what its docstring says before the arguments.
struct Function {
    name: &'static str,
    /// What the sheet holds; none where the caller says it.
    holds: Option<Holds>,
    about: &'static str,
    /// What it calls.
    calls: &'static str,
    returns: &'static str,
}

const FUNCTIONS: [Function; 3] = [
    Function {
        name: "import_goals",
        holds: Some(Holds::Goals),
        about: "Import objectives and key results from a sheet.

A number is never guessed, and nothing is lost in silence: what was not taken over stands in
`Imported.notes`, with the option that decides it.

```pycon
>>> import okr
>>> rows = [
...     {\"Objective\": \"Hire faster\", \"Key Result\": \"Days to hire\", \"Target\": 25, \"Current\": 33}
... ]
>>> imported = okr.import_goals(rows, cycle=\"Q3 2026\", as_of=\"2026-08-31\")
>>> imported.plan.objectives[0].key_results[0].id, imported.readings.to_dicts()[0][\"value\"]
('hire-faster-days-to-hire', 33.0)

```",
        calls: "imported",
        returns: "Imported",
    },
    Function {
        name: "import_kpis",
        holds: Some(Holds::Kpis),
        about: "Import KPIs and their values from a sheet: long, wide, or with periods as rows.

```pycon
>>> import okr
>>> sheet = [[\"KPI\", \"Jul 2026\", \"Aug 2026\"], [\"eNPS\", 31, 28]]
>>> imported = okr.import_kpis(sheet, better={\"eNPS\": \"higher\"})
>>> imported.plan.kpis[0].cadence, len(imported.readings)
('monthly', 2)

```",
        calls: "imported",
        returns: "Imported",
    },
    Function {
        name: "inspect_sheet",
        holds: None,
        about: "Return how a sheet would be read: its header, its layout, and what its columns mean.

Change the mapping and pass it to `import_goals` or `import_kpis` as `mapping`.

```pycon
>>> import okr
>>> sheet = [[\"Goal\", \"Metric\", \"Target\", \"Remarks\"], [\"Hire\", \"Days\", 25, \"!\"]]
>>> mapping = okr.inspect_sheet(sheet, holds=\"goals\")
>>> [column.field for column in mapping.columns]
['objective', 'measure_name', 'target', None]

```",
        calls: "inspected",
        returns: "SheetMapping",
    },
];

/// Arguments that are no options of the core: the hint with its default, and the description.
const SOURCE: (&str, &str) = (
    "source",
    "A path (`.xlsx`, `.csv`, `.tsv`, `.json`), an open file, the content (`bytes`, or text with a line break), a data frame of pandas, polars, PyArrow or DuckDB, or a list of dictionaries or lists. A dictionary of these, by name, is a workbook.",
);
const KNOWN: [(&str, &str, &str); 2] = [
    ("readings", "Readings | None = None", "Readings of earlier imports: what they have is not new."),
    ("check_ins", "CheckInsLike | None = None", "Check-ins of earlier imports: what they have is not new."),
];

/// Generates the module.
///
/// # Errors
/// Fails if the type of the options is missing.
pub fn functions(model: &Model) -> Result<String, Box<dyn Error>> {
    let options = model.find(OPTIONS).ok_or("the options of an import have no type")?;
    let Shape::Record(fields) = &options.shape else { return Err("the options of an import must be a record".into()) };
    let mut types: Vec<String> = fields.iter().flat_map(|field| named(&field.of)).collect();
    types.sort_unstable();
    types.dedup();
    let types: String = types.iter().map(|name| format!("    {name},\n")).collect();
    let mut text = format!(
        "\"\"\"Import of sheets: functions with an argument for each option.\"\"\"\n\n\
         # Generated from the types of okr-core by `make generate`; changes here are lost.\n\n\
         from __future__ import annotations\n\nfrom collections.abc import Mapping, Sequence\n\n\
         from okr._document import Date\nfrom okr._documents import (\n{types})\n\
         from okr._imported import Imported, imported, inspected\nfrom okr._readings import Readings\n\
         from okr._request import CheckInsLike\nfrom okr._sheet import SheetLike\n\n\
         __all__ = [\"import_goals\", \"import_kpis\", \"inspect_sheet\"]\n"
    );
    FUNCTIONS.iter().for_each(|of| text.push_str(&function(of, fields)));
    Ok(text)
}

fn function(of: &Function, fields: &[Field]) -> String {
    let is_option = |field: &&Field| match of.holds {
        Some(holds) => field.name != "holds" && Options::only_for(&field.name).is_none_or(|only| only == holds),
        None => true,
    };
    let fields: Vec<&Field> = fields.iter().filter(is_option).collect();
    let known: &[_] = if of.holds.is_some() { &KNOWN } else { &[] };
    let hints = fields.iter().map(|field| format!("{}: {}", field.name, hint(field)));
    let hints = hints.chain(known.iter().map(|(name, hint, _)| format!("{name}: {hint}")));
    let arguments: String = hints.map(|hint| format!("    {hint},\n")).collect();
    let values: String = fields.iter().map(|field| format!("        \"{0}\": {0},\n", field.name)).collect();
    let holds = of.holds.map(|holds| format!("        \"holds\": \"{holds}\",\n")).unwrap_or_default();
    let given: String = known.iter().map(|(name, ..)| format!(", {name}")).collect();
    format!(
        "\n\ndef {}(\n    source: SheetLike,\n    *,\n{arguments}) -> {}:\n{}    options = {{\n{holds}{values}    }}\n    \
         return {}(source, options{given})\n",
        of.name,
        of.returns,
        described(of, &fields, known),
        of.calls,
    )
}

/// The type of an argument with its default.
fn hint(field: &Field) -> String {
    let speller = Speller { plain: None, day: "Date" };
    let of = speller.spell(&field.of).replace("dict[", "Mapping[").replace("list[", "Sequence[");
    match (&field.default, &field.of) {
        _ if field.required => of,
        (_, Type::List(_)) => format!("{of} = ()"),
        (Some(default), _) => format!("{of} = {}", literal(default)),
        (None, _) => format!("{of} | None = None"),
    }
}

fn described(of: &Function, fields: &[&Field], known: &[(&str, &str, &str)]) -> String {
    let items = std::iter::once(SOURCE)
        .chain(fields.iter().map(|field| (field.name.as_str(), field.description.as_str())))
        .chain(known.iter().map(|(name, _, about)| (*name, *about)));
    let mut lines: Vec<String> = of.about.lines().map(str::to_owned).collect();
    lines.extend([String::new(), "Args:".to_owned()]);
    for (name, about) in items {
        let item = wrap(&format!("{name}: {about}"), WIDTH);
        lines.extend(item.iter().enumerate().map(|(index, line)| match index {
            0 => format!("    {line}"),
            _ => format!("        {line}"),
        }));
    }
    let raises = wrap(
        "SheetError: If the sheet can be read in several ways, or in none: it says why, and which option decides it.",
        WIDTH,
    );
    lines.extend([String::new(), "Raises:".to_owned()]);
    lines.extend(raises.iter().enumerate().map(|(index, line)| match index {
        0 => format!("    {line}"),
        _ => format!("        {line}"),
    }));
    lines.push("    OSError: If the file cannot be read.".to_owned());
    docstring(&lines, "    ")
}
