//! Every public item has an example that runs: what is `pub` and has none is listed here, and fails.
//!
//! What the macros of `document` make (constructors, setters, the words of a vocabulary) is shown by the examples of its types.

use std::path::{Path, PathBuf};

/// Folders whose items nobody outside can name.
const PRIVATE: [&str; 5] = ["document", "kpi", "score", "resolve/check", "guide"];

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

/// The public items of a file without an example, as `line: item`.
fn without_example(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut documented, mut example) = (false, false);
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        let is_item = ["fn ", "const fn ", "struct ", "enum ", "trait "]
            .iter()
            .any(|kind| line.strip_prefix("pub ").is_some_and(|rest| rest.starts_with(kind)));
        if line.starts_with("///") {
            documented = true;
            example |= line.contains("```");
        } else if is_item && documented && !example {
            found.push(format!("{number}: {line}"));
        } else if line.starts_with("#[") || line.starts_with(')') {
            continue;
        }
        if !line.starts_with("///") {
            (documented, example) = (false, false);
        }
    }
    found
}

#[test]
fn every_public_item_has_an_example() {
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
        missing.extend(without_example(&text).into_iter().map(|item| format!("{name}:{item}")));
    }
    assert!(missing.is_empty(), "without an example:\n{}", missing.join("\n"));
}
