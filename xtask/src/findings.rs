//! What follows from the linter's registry: the page about findings, and their examples as conformance vectors.

use okr_core::lint::{Finding, registry};
use okr_core::reference::findings_page;
use serde_json::Value;

use crate::Outcome;
use crate::generated::{Generated, Mode, settle};

/// Writes or compares the page in the guide and `conformance/vectors/lint/*-example-*.json`.
pub fn run(mode: Mode) -> Outcome {
    let mut files = vec![Generated { path: "okr-core/src/guide/findings.md".into(), text: findings_page() }];
    for finding in registry() {
        files.push(vector(finding, "bad", finding.page.bad, "has"));
        files.push(vector(finding, "good", finding.page.good, "lacks"));
    }
    settle(&files, mode)
}

/// The example as it is written, with what is expected of it before it.
fn vector(finding: &Finding, name: &str, example: &str, expected: &str) -> Generated {
    let code = finding.code.as_str();
    let why = Value::from(format!("{code}, a {name} example: {}", finding.title()));
    let rest = example.trim_start().trim_start_matches('{').trim_start();
    let text = format!(
        "{{ \"why\": {why},\n  \"source\": \"written with the finding, for its page in the guide\",\n  \
         \"findings\": {{ \"{expected}\": [\"{code}@{}\"] }},\n  {rest}\n",
        finding.page.id
    );
    Generated { path: format!("conformance/vectors/lint/{code}-example-{name}.json").into(), text }
}
