//! Pages and pictures of 50 objectives with 192 key results and 12 KPIs, from a report that is there.

use chrono::Days;
use criterion::{Criterion, criterion_group, criterion_main};
use okr_benches::{plan, readings, start};
use okr_core::Evaluation;
use okr_core::render::{PageOptions, PictureKind};

fn pages(criterion: &mut Criterion) {
    let tracker = plan(12).resolve().expect("the plan is sound");
    let readings = readings(12);
    let evaluation = Evaluation::new(&readings, start() + Days::new(60)).kpi_periods(true).values(true);
    let report = tracker.evaluate(&evaluation).expect("it can be evaluated");
    let options = PageOptions::new();
    let mut group = criterion.benchmark_group("pages");
    group.bench_function("page as HTML", |bench| bench.iter(|| report.to_html(&options)));
    group.bench_function("page as Markdown", |bench| bench.iter(|| report.to_markdown(&options)));
    group.bench_function("digest", |bench| bench.iter(|| report.digest(&options)));
    for kind in [PictureKind::Tree, PictureKind::Timeline] {
        group.bench_function(kind.as_str(), |bench| bench.iter(|| report.picture(kind, "2026-Q3")));
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = okr_benches::criterion();
    targets = pages
}
criterion_main!(benches);
