//! Fenced blocks of a page.

/// A language in which programs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Rust.
    Rust,
    /// Python.
    Python,
    /// JavaScript.
    JavaScript,
}

/// A program in a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// Its language.
    pub language: Language,
    /// The line of its fence, counted from 1.
    pub line: usize,
    /// The program.
    pub code: String,
    /// What it has to print, where the page says so.
    pub output: Option<String>,
}

/// The programs of a page in order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = page.lines().enumerate();
    let mut before = "";
    while let Some((number, line)) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            let body = body.join("\n") + "\n";
            match (language(info), blocks.last_mut()) {
                (Some(_), _) if before.starts_with("<!-- not run") => (),
                (Some(language), _) => blocks.push(Block { language, line: number + 1, code: body, output: None }),
                (None, Some(last)) if info == "text" && last.output.is_none() => last.output = Some(body),
                (None, _) => (),
            }
        }
        if !line.trim().is_empty() {
            before = line;
        }
    }
    blocks
}

fn language(info: &str) -> Option<Language> {
    match info {
        "rust" => Some(Language::Rust),
        "python" => Some(Language::Python),
        "js" | "javascript" => Some(Language::JavaScript),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, blocks};

    #[test]
    fn programs_are_found_with_what_they_print() {
        let page = "# Title\n\n```python\nprint(1)\n```\n\nIt prints\n\n```text\n1\n```\n\n```sh\nmake\n```\n";
        let [block] = blocks(page).try_into().unwrap();
        assert_eq!((block.language, block.line), (Language::Python, 3));
        assert_eq!((block.code.as_str(), block.output.as_deref()), ("print(1)\n", Some("1\n")));
    }

    #[test]
    fn a_program_can_be_left_out() {
        let page = "<!-- not run: needs a file -->\n```js\nopen();\n```\n\n```js\nclose();\n```\n";
        let [block] = blocks(page).try_into().unwrap();
        assert_eq!(block.code, "close();\n");
    }
}
