//! Holds the order of the modules: imports run downwards, and no files of a module import each other in a circle.
//!
//! Reads the source text: every path that starts with `crate::`, `super::`, `self::` or, in a `mod.rs`, with a child. Comments,
//! strings, test modules and `$crate` in macros do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The floors from the ground. A module imports only from floors below its own; two modules on one floor do not import each other.
const FLOORS: &[&[&str]] = &[
    &["number", "words", "order", "parallel"],
    &["index", "calendar", "stats", "error"],
    &["document", "figure"],
    &["plan"],
    &["report", "merge"],
    &["readings"],
    &["resolve"],
    &["series", "edit"],
    &["score", "kpi"],
    &["lint"],
    &["evaluate"],
    &["scan", "history", "changes", "diff", "explain", "review", "compare", "live", "solve", "advise", "align"],
    &["agenda", "batch_scan"],
    &["import", "render"],
    &["bindings", "reference"],
    // Only documentation.
    &["guide"],
];

#[derive(Clone, Debug, PartialEq)]
struct Token {
    text: String,
    line: usize,
}

/// A file of the crate by its module path: `["report", "column"]` for `report/column.rs`, `["report"]` for `report/mod.rs`.
type Module = Vec<String>;

struct Import {
    line: usize,
    path: Vec<String>,
    /// Whether it is a `pub use` or `pub(…) use`.
    reexport: bool,
}

fn tokens(source: &str) -> Vec<Token> {
    let text: Vec<char> = source.chars().collect();
    let at = |i: usize| text.get(i).copied().unwrap_or('\0');
    let (mut found, mut i, mut line) = (Vec::new(), 0, 1);
    while i < text.len() {
        let start = i;
        let c = at(i);
        if c == '/' && at(i + 1) == '/' {
            while i < text.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            i += 2;
            while i < text.len() && !(at(i) == '*' && at(i + 1) == '/') {
                i += 1;
            }
            i += 2;
        } else if c == 'r' && (at(i + 1) == '"' || (at(i + 1) == '#' && (at(i + 2) == '"' || at(i + 2) == '#'))) {
            i += 1;
            let mut hashes = 0;
            while at(i) == '#' {
                hashes += 1;
                i += 1;
            }
            i += 1;
            while i < text.len() && !(at(i) == '"' && (1..=hashes).all(|h| at(i + h) == '#')) {
                i += 1;
            }
            i += 1 + hashes;
        } else if c == '"' {
            i += 1;
            while i < text.len() && at(i) != '"' {
                i += if at(i) == '\\' { 2 } else { 1 };
            }
            i += 1;
        } else if c == '\'' && (at(i + 1) == '\\' || at(i + 2) == '\'') {
            i += if at(i + 1) == '\\' { 3 } else { 2 };
            while i < text.len() && at(i) != '\'' {
                i += 1;
            }
            i += 1;
        } else if c.is_alphanumeric() || c == '_' {
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            found.push(Token { text: text[start..i].iter().collect(), line });
        } else {
            i += if c == ':' && at(i + 1) == ':' { 2 } else { 1 };
            if !c.is_whitespace() {
                found.push(Token { text: text[start..i].iter().collect(), line });
            }
        }
        line += text[start..i.min(text.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

fn is(tokens: &[Token], at: usize, text: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.text == text)
}

/// The position behind the bracket that closes the one at `open`.
fn behind(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// The tokens without items under `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let (mut kept, mut at) = (Vec::new(), 0);
    let marker = ["#", "[", "cfg", "(", "test", ")", "]"];
    while at < tokens.len() {
        if marker.iter().enumerate().all(|(i, text)| is(tokens, at + i, text)) {
            at += marker.len();
            while at < tokens.len() && !is(tokens, at, ";") && !is(tokens, at, "{") {
                at = if is(tokens, at, "(") || is(tokens, at, "[") { behind(tokens, at) } else { at + 1 };
            }
            at = if is(tokens, at, "{") { behind(tokens, at) } else { at + 1 };
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Every path of the tree at `at`, with `prefix` before it; returns the position behind the tree.
fn tree(tokens: &[Token], mut at: usize, prefix: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let mut path = prefix.to_vec();
    let line = tokens.get(at).map_or(0, |token| token.line);
    loop {
        if is(tokens, at, "{") {
            let end = behind(tokens, at);
            at += 1;
            while at + 1 < end {
                let next = tree(tokens, at, &path, found);
                at = next.max(at + 1);
                while at + 1 < end && !is(tokens, at, ",") {
                    at += 1;
                }
                at += 1;
            }
            return end;
        }
        let Some(token) = tokens.get(at) else { break };
        if !token.text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '*') {
            break;
        }
        path.push(token.text.clone());
        at += 1;
        if !is(tokens, at, "::") {
            break;
        }
        at += 1;
    }
    found.push((line, path));
    at
}

/// The imports of a file as paths from the root of the crate.
fn imports(tokens: &[Token], module: &Module, is_folder: bool, children: &BTreeSet<String>) -> Vec<Import> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let first = tokens[at].text.as_str();
        let starts = is(tokens, at + 1, "::")
            && !(at > 0 && (is(tokens, at - 1, "::") || is(tokens, at - 1, "$") || is(tokens, at - 1, ".")))
            && (matches!(first, "crate" | "super" | "self") || (is_folder && children.contains(first)));
        if !starts {
            at += 1;
            continue;
        }
        let in_use = at > 0 && is(tokens, at - 1, "use");
        let reexport = in_use && at > 1 && (is(tokens, at - 2, "pub") || is(tokens, at - 2, ")"));
        let mut paths = Vec::new();
        at = tree(tokens, at, &[], &mut paths).max(at + 1);
        for (line, path) in paths {
            let mut base = module.clone();
            let mut rest = path.as_slice();
            while let Some((head, tail)) = rest.split_first() {
                match head.as_str() {
                    "crate" => base.clear(),
                    "self" => {}
                    "super" => drop(base.pop()),
                    _ => break,
                }
                rest = tail;
            }
            base.extend(rest.iter().filter(|part| *part != "self").cloned());
            found.push(Import { line, path: base, reexport });
        }
    }
    found
}

struct House {
    files: BTreeMap<Module, (String, Vec<Import>)>,
}

impl House {
    fn read() -> House {
        let mut paths = Vec::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        walk(&root, &root, &mut paths);
        let modules: BTreeSet<Module> = paths.iter().map(|path| module_of(path)).collect();
        let mut files = BTreeMap::new();
        for path in paths {
            let module = module_of(&path);
            let source = fs::read_to_string(root.join(&path)).unwrap();
            let children = modules
                .iter()
                .filter(|m| m.len() == module.len() + 1 && m.starts_with(&module))
                .map(|m| m[module.len()].clone())
                .collect();
            let is_folder = path.ends_with("mod.rs") || path == "lib.rs";
            let found = imports(&without_tests(&tokens(&source)), &module, is_folder, &children);
            files.insert(module, (path, found));
        }
        House { files }
    }

    /// The file that defines what `path` names; re-exports are followed.
    fn file_of(&self, path: &[String], depth: usize) -> Module {
        let length = (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length])).unwrap_or(0);
        let module = path[..length].to_vec();
        if let (Some(name), true) = (path.get(length), depth < 8) {
            let source = self.files[&module]
                .1
                .iter()
                .find(|import| import.reexport && import.path.last() == Some(name) && import.path.as_slice() != path);
            if let Some(import) = source {
                return self.file_of(&import.path, depth + 1);
            }
        }
        module
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                walk(root, &path, found);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

fn module_of(path: &str) -> Module {
    let parts = path.trim_end_matches(".rs").split('/');
    parts.filter(|part| *part != "mod" && *part != "lib").map(String::from).collect()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

#[test]
fn every_module_has_a_floor() {
    let house = House::read();
    let modules: BTreeSet<&str> = house.files.keys().filter_map(|module| module.first()).map(String::as_str).collect();
    let listed: BTreeSet<&str> = FLOORS.iter().flat_map(|modules| modules.iter().copied()).collect();
    assert_eq!(modules, listed, "list each module of okr-core/src once in FLOORS of okr-core/tests/floors.rs");
}

#[test]
fn imports_run_downwards() {
    let house = House::read();
    let mut wrong = Vec::new();
    for (module, (file, imports)) in &house.files {
        let Some(from) = module.first() else { continue };
        for import in imports {
            let target = house.file_of(&import.path, 0);
            let Some(to) = target.first().filter(|to| *to != from) else { continue };
            let (Some(above), Some(below)) = (floor(from), floor(to)) else { continue };
            if below >= above {
                wrong.push(format!(
                    "okr-core/src/{file}:{}: `{from}` (floor {above}) must import only from floors below it, found `{}` of `{to}` \
                     (floor {below}); move what both need to a floor below `{from}`, or pass it in as an argument",
                    import.line,
                    import.path.join("::")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} imports run upwards:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn files_of_a_module_import_one_way() {
    let house = House::read();
    let mut edges: BTreeMap<&Module, BTreeMap<Module, usize>> = BTreeMap::new();
    for (module, (_, imports)) in &house.files {
        for import in imports.iter().filter(|import| !import.reexport) {
            let target = house.file_of(&import.path, 0);
            if !module.is_empty() && target.first() == module.first() && target != *module {
                edges.entry(module).or_default().entry(target).or_insert(import.line);
            }
        }
    }
    // Takes away files that import nothing more; what stays imports in circles or rests on a circle.
    let mut left: BTreeSet<Module> = edges.keys().map(|module| (*module).clone()).collect();
    loop {
        let free: Vec<Module> =
            left.iter().filter(|module| !edges[module].keys().any(|to| left.contains(to))).cloned().collect();
        if free.is_empty() {
            break;
        }
        for module in free {
            left.remove(&module);
        }
    }
    // And files that nobody left imports.
    loop {
        let free: Vec<Module> =
            left.iter().filter(|module| !left.iter().any(|from| edges[from].contains_key(*module))).cloned().collect();
        if free.is_empty() {
            break;
        }
        for module in free {
            left.remove(&module);
        }
    }
    let circles: Vec<String> = left
        .iter()
        .flat_map(|module| {
            edges[module].iter().filter(|(to, _)| left.contains(*to)).map(|(to, line)| {
                format!("okr-core/src/{}:{line} imports okr-core/src/{}", house.files[module].0, house.files[to].0)
            })
        })
        .collect();
    assert!(
        circles.is_empty(),
        "files of a module must import one way, found a circle; move what both need to a file of its own:\n{}",
        circles.join("\n")
    );
}
