//! Cycles: parents and dates.

use super::circle;
use super::context::Context;
use crate::document::At;

pub(super) fn check(context: &mut Context<'_>) {
    let root = At::root("");
    let list = root.field("cycles");
    let plan = context.plan;
    for (index, cycle) in plan.cycles.iter().enumerate() {
        let at = list.index(index);
        if context.broken(&at) {
            continue;
        }
        let start = context.date(cycle.start, &at.field("start"));
        let end = context.date(cycle.end, &at.field("end"));
        if start && end {
            context.interval(cycle.start, cycle.end, &at, "end");
        }
        if let Some(parent) = &cycle.parent {
            context.refer_cycle(parent, &at.field("parent"));
        }
        if let Some(retrospective) = &cycle.retrospective {
            context.date(retrospective.date, &at.field("retrospective").field("date"));
        }
    }
    let parent = |id: &String| context.names.cycles.get(id.as_str()).copied();
    let parents: Vec<_> = plan.cycles.iter().map(|cycle| cycle.parent.as_ref().and_then(parent)).collect();
    let ids: Vec<&str> = plan.cycles.iter().map(|cycle| cycle.id.as_str()).collect();
    for (index, kind) in circle::problems(&parents, &ids) {
        context.error(&list.index(index).field("parent"), kind);
    }
}
