//! `number-in-objective`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView, title_text};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::NumberInObjective,
    family: Family::Writing,
    severity: Severity::Info,
    rationale: "An objective says what will be different and why that is worth the work; key results say how much. A number in the \
                title turns it into a key result under another name, and people work for the number.",
    help: "move the number into a key result, and say in the title what reaching it would mean",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Numbers that name something instead of measuring it: years, quarters and dates (`Q3 2026`, `30 June`, `2026/27`), parts of \
             words (`B2B`, `360-degree`), idioms (`24/7`, `#1`), numbers after a word like `top`, `phase`, `ISO`, and after a name in \
             mid-sentence. Numbers that are spelled out. Digits are known in ASCII, Arabic, Persian, Devanagari, Bengali, Thai and full \
             width; the words around them in English only.",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Reduce time to hire from 42 to 25 days", "cycle": "2026-Q3", "owner": "Jonas" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire so fast in Q3 2026 that no candidate signs elsewhere", "cycle": "2026-Q3", "owner": "Jonas" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for objective in view.objectives() {
        let numbers = title_text::numbers(&objective.written.title);
        if numbers.is_empty() {
            continue;
        }
        let quoted: Vec<String> = numbers.iter().map(|number| format!("`{number}`")).collect();
        let id = &*objective.row.objective;
        let message = format!(
            "the title of `{id}` names the number{} {}",
            if numbers.len() == 1 { "" } else { "s" },
            quoted.join(", ")
        );
        let data = data! { objective: id, title: objective.written.title.as_str(), numbers: numbers };
        collector.add(objective.location().field("title"), data, message);
    }
}
