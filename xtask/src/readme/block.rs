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
    // The programs from this one on wait for their output.
    let mut waiting = 0;
    let mut lines = page.lines().enumerate();
    let mut before = "";
    while let Some((number, line)) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            let body = body.join("\n") + "\n";
            match language(info) {
                Some(_) if before.starts_with("<!-- not run") => (),
                Some(language) if before.starts_with("<!-- continued") => {
                    match blocks.iter_mut().rev().find(|block| block.language == language) {
                        Some(block) => block.code.push_str(&body),
                        None => blocks.push(Block { language, line: number + 1, code: body, output: None }),
                    }
                }
                Some(language) => blocks.push(Block { language, line: number + 1, code: body, output: None }),
                None if info == "text" => {
                    for block in blocks.iter_mut().skip(waiting) {
                        block.output = Some(body.clone());
                    }
                    waiting = blocks.len();
                }
                None => (),
            }
        } else if line.starts_with('#') {
            waiting = blocks.len();
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
    fn programs_in_several_languages_share_what_they_print() {
        let page = "```python\nprint(1)\n```\n\nJavaScript:\n\n```js\nconsole.log(1);\n```\n\n```text\n1\n```\n\n```js\nquiet();\n```\n";
        let [python, javascript, quiet] = blocks(page).try_into().unwrap();
        assert_eq!((python.output.as_deref(), javascript.output.as_deref()), (Some("1\n"), Some("1\n")));
        assert_eq!(quiet.output, None);
    }

    #[test]
    fn a_text_under_another_heading_or_after_the_output_is_no_output() {
        let page = "```python\nquiet()\n```\n\n# Next\n\n```text\na = b\n```\n";
        let [quiet] = blocks(page).try_into().unwrap();
        assert_eq!(quiet.output, None);
        let page = "```python\nprint(1)\n```\n\n```text\n1\n```\n\nThe formula:\n\n```text\na = b\n```\n";
        let [block] = blocks(page).try_into().unwrap();
        assert_eq!(block.output.as_deref(), Some("1\n"));
    }

    #[test]
    fn a_program_can_continue_the_one_above_it_in_its_language() {
        let page =
            "```python\nx = 1\n```\n\n```js\nstart();\n```\n\n# Next\n\n<!-- continued -->\n```python\nx + 1\n```\n";
        let [python, javascript] = blocks(page).try_into().unwrap();
        assert_eq!((python.line, python.code.as_str()), (1, "x = 1\nx + 1\n"));
        assert_eq!(javascript.code, "start();\n");
    }

    #[test]
    fn a_program_can_be_left_out() {
        let page = "<!-- not run: needs a file -->\n```js\nopen();\n```\n\n```js\nclose();\n```\n";
        let [block] = blocks(page).try_into().unwrap();
        assert_eq!(block.code, "close();\n");
    }
}
