//! Generates the Python types: documents as data classes, rows of reports as typed dictionaries.

use std::error::Error;
use std::fmt::Write as _;

use serde_json::Value;

use super::model::{Definition, Field, Model, Shape, Type, pascal};
use super::prose::{indent, wrap};

const WIDTH: usize = 100;
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Writes type expressions.
pub(super) struct Speller<'a> {
    /// Types of documents that rows contain as plain dictionaries.
    pub(super) plain: Option<&'a Model>,
    /// The type of a day.
    pub(super) day: &'static str,
}

/// The types whose fields are arguments of functions, not classes.
pub(super) const ARGUMENTS: [&str; 2] = [OPTIONS, READINGS_OPTIONS];

/// The options of an import.
pub(super) const OPTIONS: &str = "ImportOptions";

/// The options of a table of readings.
pub(super) const READINGS_OPTIONS: &str = "ReadingsOptions";

/// Types with a hand-written subclass of the same name, which adds methods.
const WITH_METHODS: [&str; 4] = ["Comparison", "Explanation", "Plan", "Review"];

/// Generates the module with the documents that people write.
///
/// # Errors
/// Fails if aliases refer to each other in a cycle.
pub fn documents(model: &Model) -> Result<String, Box<dyn Error>> {
    let speller = Speller { plain: None, day: "Date" };
    let mut parts = Parts::default();
    let is_class = |definition: &&Definition| !ARGUMENTS.contains(&definition.name.as_str());
    model.definitions.iter().filter(is_class).for_each(|definition| parts.document(definition, &speller));
    parts.names.retain(|name| !WITH_METHODS.contains(&name.as_str()));
    let head = head(
        "Documents that people write, as data classes with a keyword argument for each field.",
        "from dataclasses import dataclass, field\nfrom typing import Any, Literal, TypeAlias, TypedDict\n\n\
         from okr._document import ALWAYS, Date, Document\n",
        &parts.names,
    );
    let aliases = in_order(parts.aliases)?;
    Ok([head, parts.words, parts.inline, parts.classes, "\n".to_owned(), aliases].concat())
}

/// Longest line of a file, including its line break.
const LONGEST_LINE: usize = 101;

/// Generates the module with the data classes of results that are more than a table.
///
/// # Errors
/// Fails if aliases refer to each other in a cycle.
pub fn results(model: &Model, documents: &Model, rows: &Model) -> Result<String, Box<dyn Error>> {
    let speller = Speller { plain: None, day: "datetime.date" };
    let mut parts = Parts::default();
    model.definitions.iter().for_each(|definition| parts.document(definition, &speller));
    let import = |module: &str, of: &Model| {
        let mut used: Vec<&str> =
            of.definitions.iter().map(|it| it.name.as_str()).filter(|name| uses(model, name)).collect();
        used.sort_unstable();
        let line = format!("from okr.{module} import {}\n", used.join(", "));
        match line.len() <= LONGEST_LINE {
            true => line,
            false => format!("from okr.{module} import (\n    {},\n)\n", used.join(",\n    ")),
        }
    };
    parts.names.retain(|name| !WITH_METHODS.contains(&name.as_str()));
    let head = head(
        "Results of analyses, as data classes: solutions, explanations, reviews, comparisons, trees.",
        &format!(
            "import datetime\nfrom dataclasses import dataclass\nfrom typing import Literal, TypeAlias\n\n\
             from okr._document import Document\n{}{}",
            import("_documents", documents),
            import("_rows", rows)
        ),
        &parts.names,
    );
    let aliases = in_order(parts.aliases)?;
    Ok([head, parts.words, parts.inline, parts.classes, aliases].concat())
}

/// Generates the module with the rows of reports.
pub fn rows(model: &Model, documents: &Model) -> String {
    let speller = Speller { plain: Some(documents), day: "datetime.date" };
    let mut parts = Parts::default();
    model.definitions.iter().for_each(|definition| parts.row(definition, &speller));
    let mut shared: Vec<&str> = documents
        .definitions
        .iter()
        .filter(|it| matches!(it.shape, Shape::Words(_)) && uses(model, &it.name))
        .map(|it| it.name.as_str())
        .collect();
    shared.sort_unstable();
    let head = head(
        "Rows of reports: typed dictionaries with the same keys as in the JSON document.",
        &format!(
            "import datetime\nfrom typing import Any, Literal, TypeAlias, TypedDict\n\nfrom okr._documents import (\n{})\n",
            shared.iter().map(|name| format!("    {name},\n")).collect::<String>()
        ),
        &parts.names,
    );
    [head, parts.words, parts.classes].concat()
}

fn head(about: &str, imports: &str, names: &[String]) -> String {
    let mut names = names.to_vec();
    names.sort_unstable();
    let names: String = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!(
        "\"\"\"{about}\"\"\"\n\n# Generated from the types of okr-core by `make generate`; changes here are lost.\n\n\
         from __future__ import annotations\n\n{imports}\n__all__ = [\n{names}]\n"
    )
}

/// The parts of a module, in the order in which they must appear.
#[derive(Default)]
struct Parts {
    names: Vec<String>,
    words: String,
    inline: String,
    classes: String,
    aliases: Vec<Alias>,
}

/// A type alias, and the names that it refers to.
struct Alias {
    name: String,
    text: String,
    needs: Vec<String>,
}

impl Parts {
    fn document(&mut self, definition: &Definition, speller: &Speller<'_>) {
        let Definition { name, description, shape } = definition;
        self.names.push(name.clone());
        match shape {
            Shape::Words(words) => self.words.push_str(&vocabulary(name, words, description)),
            Shape::Record(fields) => self.classes.push_str(&class(name, description, fields, speller)),
            Shape::Tagged(variants) => {
                variants.iter().for_each(|variant| self.document(variant, speller));
                let names: Vec<String> = variants.iter().map(|variant| variant.name.clone()).collect();
                self.alias(name, &names.join(" | "), description, Vec::new());
            }
            Shape::Alias(of) => {
                let members = self.inline(name, of, speller);
                self.alias(name, &members, description, named(of));
            }
        }
    }

    fn row(&mut self, definition: &Definition, speller: &Speller<'_>) {
        let Definition { name, description, shape } = definition;
        self.names.push(name.clone());
        match shape {
            Shape::Words(words) => self.words.push_str(&vocabulary(name, words, description)),
            Shape::Record(fields) => self.classes.push_str(&typed_dict(name, description, fields, speller)),
            Shape::Tagged(_) | Shape::Alias(_) => self.words.push_str(&alias(name, "Any", description)),
        }
    }

    fn alias(&mut self, name: &str, value: &str, description: &str, needs: Vec<String>) {
        self.aliases.push(Alias { name: name.to_owned(), text: alias(name, value, description), needs });
    }

    /// Returns the members of a union. An anonymous record becomes a typed dictionary named after its only field.
    fn inline(&mut self, name: &str, of: &Type, speller: &Speller<'_>) -> String {
        let Type::Union(members) = of else { return speller.spell(of) };
        let mut spelled = Vec::new();
        for member in members {
            match member {
                Type::Record(fields) => {
                    let first = fields.first().map(|field| pascal(&field.name)).unwrap_or_default();
                    let description = format!("A form of `{name}`.");
                    let name = format!("{name}{first}");
                    self.inline.push_str(&typed_dict(&name, &description, fields, speller));
                    self.names.push(name.clone());
                    spelled.push(name);
                }
                other => spelled.push(speller.spell(other)),
            }
        }
        spelled.join(" | ")
    }
}

fn in_order(mut aliases: Vec<Alias>) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    while !aliases.is_empty() {
        let waiting: Vec<String> = aliases.iter().map(|alias| alias.name.clone()).collect();
        let (later, now): (Vec<Alias>, Vec<Alias>) =
            aliases.into_iter().partition(|alias| alias.needs.iter().any(|name| waiting.contains(name)));
        if now.is_empty() {
            return Err(format!("aliases must not refer to each other in a cycle, found {}", waiting.join(", ")).into());
        }
        now.iter().for_each(|alias| text.push_str(&alias.text));
        aliases = later;
    }
    Ok(text)
}

fn vocabulary(name: &str, words: &[String], description: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    let line = format!("Literal[{}]", quoted.join(", "));
    if name.len() + ": TypeAlias = ".len() + line.len() <= WIDTH {
        return alias(name, &line, description);
    }
    let lines: String = quoted.iter().map(|word| format!("    {word},\n")).collect();
    alias(name, &format!("Literal[\n{lines}]"), description)
}

fn alias(name: &str, value: &str, description: &str) -> String {
    let mut value = value.to_owned();
    if !value.contains('\n') && name.len() + ": TypeAlias = ".len() + value.len() > WIDTH {
        value = format!("(\n    {}\n)", value.replace(" | ", "\n    | "));
    }
    format!("\n{name}: TypeAlias = {value}\n{}", docstring(&[description.to_owned()], ""))
}

fn class(name: &str, description: &str, fields: &[Field], speller: &Speller<'_>) -> String {
    let mut text = format!("\n\n@dataclass(kw_only=True, slots=True, repr=False)\nclass {name}(Document):\n");
    text.push_str(&described(description, fields));
    if !fields.is_empty() {
        text.push('\n');
    }
    for field in fields {
        let _ = writeln!(text, "    {}: {}", spelled_name(&field.name), data_field(field, speller));
    }
    text
}

fn data_field(field: &Field, speller: &Speller<'_>) -> String {
    let of = speller.spell(&field.of);
    match (&field.of, &field.default) {
        (Type::Constant(value), _) if field.required => {
            format!("{of} = field(default={}, init=False, metadata=ALWAYS)", literal(value))
        }
        (Type::Constant(value), _) => format!("{of} = field(default={}, metadata=ALWAYS)", literal(value)),
        _ if field.required => of,
        (_, Some(Value::Array(_))) => format!("{of} = field(default_factory=list)"),
        (_, Some(default)) => format!("{of} = {}", literal(default)),
        (Type::Union(members), None) if members.contains(&Type::Null) => format!("{of} = None"),
        (_, None) => format!("{of} | None = None"),
    }
}

fn typed_dict(name: &str, description: &str, fields: &[Field], speller: &Speller<'_>) -> String {
    // A class cannot have a key that is a keyword.
    if fields.iter().any(|field| KEYWORDS.contains(&field.name.as_str())) {
        let items: Vec<String> =
            fields.iter().map(|field| format!("\"{}\": {}", field.name, speller.spell(&field.of))).collect();
        let about = docstring(&[description.to_owned()], "");
        return format!("\n\n{name} = TypedDict(\"{name}\", {{{}}})\n{about}", items.join(", "));
    }
    let mut text = format!("\n\nclass {name}(TypedDict):\n{}\n", described(description, fields));
    for field in fields {
        let _ = writeln!(text, "    {}: {}", field.name, speller.spell(&field.of));
    }
    text
}

fn described(description: &str, fields: &[Field]) -> String {
    let mut lines = wrap(&summarized(description), WIDTH - 4 - 6);
    let shown: Vec<&Field> = fields.iter().filter(|field| !field.description.is_empty()).collect();
    if !shown.is_empty() {
        lines.extend([String::new(), "Attributes:".to_owned()]);
    }
    for field in shown {
        let item = wrap(&format!("{}: {}", spelled_name(&field.name), field.description), WIDTH - 16);
        let items = item
            .iter()
            .enumerate()
            .map(|(index, line)| if index == 0 { format!("    {line}") } else { format!("        {line}") });
        lines.extend(items);
    }
    docstring(&lines, "    ")
}

/// Makes the first sentence a paragraph of its own if the first paragraph is longer than a line.
fn summarized(description: &str) -> String {
    let first = description.split("\n\n").next().unwrap_or_default();
    if first.len() > WIDTH - 10 { description.replacen(". ", ".\n\n", 1) } else { description.to_owned() }
}

pub(super) fn docstring(lines: &[String], by: &str) -> String {
    let lines: Vec<String> = lines.iter().map(|line| line.replace('\\', "\\\\")).collect();
    let lines: Vec<String> = match lines.as_slice() {
        [line] => wrap(line, WIDTH - by.len() - 6),
        lines => lines.to_vec(),
    };
    match lines.as_slice() {
        [line] => format!("{by}\"\"\"{line}\"\"\"\n"),
        [first, rest @ ..] => format!("{by}\"\"\"{first}\n{}{by}\"\"\"\n", indent(rest, by)),
        [] => String::new(),
    }
}

fn spelled_name(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        other => other.to_string(),
    }
}

impl Speller<'_> {
    pub(super) fn spell(&self, of: &Type) -> String {
        match of {
            Type::Text => "str".to_owned(),
            Type::Date => self.day.to_owned(),
            Type::Number => "float".to_owned(),
            Type::Integer => "int".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::Null => "None".to_owned(),
            Type::Anything => "Any".to_owned(),
            Type::Constant(value) => format!("Literal[{}]", literal(value)),
            Type::Named(name) => self.name(name),
            Type::List(item) => format!("list[{}]", self.spell(item)),
            Type::Tuple(items) => format!("tuple[{}]", self.joined(items, ", ")),
            Type::Map(name, value) => format!("dict[{}, {}]", self.spell(name), self.spell(value)),
            Type::Record(_) => "dict[str, Any]".to_owned(),
            Type::Union(members) => self.joined(members, " | "),
        }
    }

    fn name(&self, name: &str) -> String {
        match self.plain.and_then(|documents| documents.find(name)).map(|definition| &definition.shape) {
            Some(Shape::Record(_) | Shape::Tagged(_)) => "dict[str, Any]".to_owned(),
            Some(Shape::Alias(_)) => "Any".to_owned(),
            Some(Shape::Words(_)) | None => name.to_owned(),
        }
    }

    fn joined(&self, types: &[Type], by: &str) -> String {
        types.iter().map(|of| self.spell(of)).collect::<Vec<_>>().join(by)
    }
}

/// Returns whether any record has a field of this type.
fn uses(model: &Model, name: &str) -> bool {
    let fields = model.definitions.iter().filter_map(|definition| match &definition.shape {
        Shape::Record(fields) => Some(fields),
        _ => None,
    });
    fields.flatten().any(|field| named(&field.of).iter().any(|it| it == name))
}

/// Returns the named types in a type expression.
pub(super) fn named(of: &Type) -> Vec<String> {
    match of {
        Type::Named(name) => vec![name.clone()],
        Type::List(item) => named(item),
        Type::Map(name, value) => [named(name), named(value)].concat(),
        Type::Tuple(items) | Type::Union(items) => items.iter().flat_map(named).collect(),
        Type::Record(fields) => fields.iter().flat_map(|field| named(&field.of)).collect(),
        _ => Vec::new(),
    }
}
