//! Holds the public items of the library to their examples, which run as doctests.
//!
//! An example is required of every public module (on the module or on an item in it), of every type with behaviour (a type
//! with a public method that does something) and of every public function that does something. It is not required of plain
//! data, of constructors without arguments and of getters: an example of those would only repeat their types. What the macros
//! of `document` generate (constructors, setters, the words of a vocabulary) is shown by the examples of the types that use it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders whose items cannot be named from outside.
const PRIVATE: [&str; 8] = ["bindings", "document", "guide", "kpi", "number", "resolve/check", "score", "series"];

const EXPLANATION: &str = "\
every public module, every type with behaviour and every public function that does something needs an example that runs; \
add one that shows when to use it (plain data, getters and constructors without arguments need none). Without an example";

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// The public items of a file.
#[derive(Default)]
struct Items {
    /// Functions that do something, as `line: signature`, each with the type of its `impl` and whether it has an example.
    functions: Vec<(String, Option<String>, bool)>,
    /// Types, as `line: declaration`, each with its name and whether it has an example.
    types: Vec<(String, String, bool)>,
}

impl Items {
    fn of(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let (mut items, mut owner) = (Items::default(), None);
        let (mut documented, mut example) = (false, false);
        for (index, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let line = line.trim();
            if line.starts_with("///") || line.starts_with("#[doc = include_str!") {
                documented = true;
                example |= line.contains("```");
                continue;
            }
            if line.starts_with("impl") && line.ends_with('{') {
                owner = owner_of(line).map(|name| (name, indent));
            } else if line == "}" && owner.as_ref().is_some_and(|(_, of_impl)| *of_impl == indent) {
                owner = None;
            } else if let Some(name) = type_name(line).filter(|_| documented) {
                items.types.push((format!("{}: {line}", index + 1), name, example));
            } else if is_function(line) && documented && does_something(lines.get(index..).unwrap_or_default()) {
                let owner = owner.as_ref().map(|(name, _)| name.clone());
                items.functions.push((format!("{}: {line}", index + 1), owner, example));
            } else if line.starts_with("#[") || line.starts_with(')') {
                continue;
            }
            (documented, example) = (false, false);
        }
        items
    }

    /// The items that need an example and have none.
    fn without_example(&self) -> Vec<&str> {
        let behave: BTreeSet<&str> = self.functions.iter().filter_map(|(_, owner, _)| owner.as_deref()).collect();
        let functions =
            self.functions.iter().filter(|(_, _, example)| !example).map(|(function, ..)| function.as_str());
        let types = self.types.iter().filter(|(_, name, example)| !example && behave.contains(name.as_str()));
        functions.chain(types.map(|(of, ..)| of.as_str())).collect()
    }
}

/// The type of an `impl` of its own methods; none for an `impl` of a trait.
fn owner_of(line: &str) -> Option<String> {
    let rest = line.strip_prefix("impl")?.trim_end_matches('{').trim();
    let rest = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).map_or(rest, |(_, rest)| rest.trim());
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    (!rest.contains(" for ") && !name.is_empty()).then_some(name)
}

fn type_name(line: &str) -> Option<String> {
    let rest = ["struct ", "enum ", "trait "].iter().find_map(|kind| line.strip_prefix("pub ")?.strip_prefix(kind))?;
    Some(rest.chars().take_while(|c| c.is_alphanumeric()).collect())
}

fn is_function(line: &str) -> bool {
    line.starts_with("pub fn ") || line.starts_with("pub const fn ")
}

/// Whether a function does more than return what is there: it takes an argument beside `self`, or its body calls something with
/// an argument or goes over several statements.
fn does_something(lines: &[&str]) -> bool {
    let signature = lines.first().map(|line| line.trim()).unwrap_or_default();
    let arguments = signature.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    if !arguments.is_some_and(|arguments| ["", "self", "&self"].contains(&arguments)) || !signature.ends_with('{') {
        return true;
    }
    if arguments == Some("") {
        // A constructor without arguments, or a constant as a function.
        return false;
    }
    let indent = lines.first().map_or(0, |line| line.len() - line.trim_start().len());
    let body = lines.iter().skip(1).take_while(|line| line.len() - line.trim_start().len() > indent);
    let body: Vec<&str> = body.map(|line| line.trim()).collect();
    let chooses = body.first().is_some_and(|line| line.starts_with("match self") || line.starts_with("match *self"));
    let calls = |line: &&str| {
        let right = line.rsplit("=>").next().unwrap_or(line);
        right.replace("()", "").contains('(')
    };
    (body.len() > 1 && !chooses) || body.iter().skip(usize::from(chooses)).any(calls)
}

#[test]
fn what_does_something_has_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let mut missing = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if PRIVATE.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        missing.extend(Items::of(&text).without_example().into_iter().map(|item| format!("{name}:{item}")));
    }
    assert!(missing.is_empty(), "{EXPLANATION}:\n{}", missing.join("\n"));
}

#[test]
fn every_public_module_has_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let library = std::fs::read_to_string(root.join("lib.rs")).unwrap();
    let modules = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let mut missing = Vec::new();
    for module in modules {
        let mut files = vec![root.join(format!("{module}.rs"))];
        files.retain(|file| file.exists());
        if root.join(module).is_dir() {
            sources(&root.join(module), &mut files);
        }
        let documented = |file: &PathBuf| {
            let text = std::fs::read_to_string(file).unwrap();
            text.lines().any(|line| {
                line.trim_start().starts_with("//") && line.contains("```") || line.contains("include_str!")
            })
        };
        if !files.iter().any(documented) {
            missing.push(module);
        }
    }
    assert!(missing.is_empty(), "{EXPLANATION}:\n{}", missing.join("\n"));
}

#[test]
fn items_are_told_apart() {
    let text = "
/// A row.
pub struct Row {}
/// A word.
pub enum Word {}
impl Word {
    /// The text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Word::A(_) => \"a\",
        }
    }
}
/// A plan.
pub struct Plan {}
impl Plan {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
    /// How much there is.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Merges.
    pub fn merge(mut self, other: Plan) -> Self {
        self
    }
    /// Resolves.
    ///
    /// ```
    /// ```
    #[must_use]
    pub fn resolve(self) -> Tracker {
        Tracker::new(self)
    }
}
";
    assert_eq!(
        Items::of(text).without_example(),
        ["26: pub fn merge(mut self, other: Plan) -> Self {", "15: pub struct Plan {}"]
    );
}
