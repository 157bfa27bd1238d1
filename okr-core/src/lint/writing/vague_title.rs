//! `vague-title`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView, title_text};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::VagueTitle,
    family: Family::Writing,
    severity: Severity::Info,
    rationale: "`Growth` or `Employer branding` names an area, not an aim: everybody agrees with it, and everybody means something else.",
    help: "say what will be different at the end, and for whom: a verb helps",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Key results and KPIs, which their measure explains. Titles in scripts that are written without spaces. A word of more than 15 \
             letters counts for two. Limit: `vague_title_words` (3).",
        id: "brand",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "brand", "title": "Employer branding", "cycle": "2026-Q3", "owner": "Jonas" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "brand", "title": "Be the employer whom engineers recommend", "cycle": "2026-Q3", "owner": "Jonas" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let min = view.policy().vague_title_words;
    for objective in view.objectives() {
        let title = objective.written.title.as_str();
        let Some(words) = title_text::word_count(title, min as usize).filter(|words| *words < min as usize) else {
            continue;
        };
        let id = &*objective.row.objective;
        let counted = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
        let message = format!("the title of `{id}` has {counted}: `{title}`; at least {min} say what is meant");
        let data = data! { objective: id, title: title, words: words, min: min };
        collector.add(objective.location().field("title"), data, message);
    }
}
