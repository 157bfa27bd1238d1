//! The style sheet of a page.

use super::style;

/// The rules, with the colours as variables. The class stands twice where Jupyter aligns cells to the right with two classes.
const RULES: &str = "\
.okr-page{font:16px/1.5 FONT;color:var(--c-ink);background:var(--c-page);max-width:72rem;margin:0 auto;\
padding:clamp(1rem,3vw,2.5rem);box-sizing:border-box;overflow-wrap:anywhere}\
.okr-page *{box-sizing:border-box}\
.okr-page h1{font-size:clamp(1.4rem,3vw,2rem);line-height:1.2;letter-spacing:-.02em;margin:0 0 .75rem}\
.okr-page h2{font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;color:var(--c-quiet);margin:2.25rem 0 .75rem}\
.okr-page h2{break-after:avoid}\
.okr-page h3{font-size:1.05rem;line-height:1.35;margin:0}\
.okr-page h3.small{font-size:.9rem;margin:.9rem 0 .2rem}\
.okr-page p{margin:.35rem 0}\
.okr-page ul,.okr-page ol{margin:.35rem 0;padding:0;list-style:none}\
.okr-page .lead{font-size:1.1rem;max-width:46rem}\
.okr-page .quiet{color:var(--c-quiet);font-size:.875rem}\
.okr-page .card{background:var(--c-surface);border:1px solid var(--c-line);border-radius:.75rem;padding:1.1rem 1.25rem;\
margin:0 0 1rem;break-inside:avoid}\
.okr-page .head{display:flex;gap:.5rem 1rem;justify-content:space-between;align-items:flex-start}\
.okr-page .chip{display:inline-flex;gap:.45em;align-items:baseline;padding:.1rem .65rem;border-radius:1rem;\
font-size:.8rem;font-weight:600;white-space:nowrap;color:var(--c-ink);background:var(--c-track)}\
.okr-page .chips{display:flex;flex-wrap:wrap;gap:.5rem;margin:.75rem 0}\
.okr-page .bar{position:relative;height:.5rem;border-radius:.25rem;background:var(--c-track);margin:.6rem 0 .45rem;\
print-color-adjust:exact;-webkit-print-color-adjust:exact}\
.okr-page .bar i{position:absolute;left:0;top:0;bottom:0;border-radius:inherit}\
.okr-page .bar b{position:absolute;top:-.2rem;bottom:-.2rem;width:2px;margin-left:-1px;background:var(--c-ink)}\
.okr-page .why{margin:.5rem 0;padding-left:.75rem;border-left:3px solid var(--c-line)}\
.okr-page .said{margin:.6rem 0}.okr-page .note{margin:.5rem 0}\
.okr-page details{border-top:1px solid var(--c-line)}\
.okr-page .quiet+details,.okr-page .why+details,.okr-page .said+details{margin-top:.75rem}\
.okr-page summary{cursor:pointer;padding:.5rem 0;display:grid;grid-template-columns:1.25rem minmax(0,1fr) fit-content(45%) 2.5rem;\
gap:0 .6rem;align-items:baseline;font-size:.95rem}\
.okr-page summary::-webkit-details-marker{display:none}\
.okr-page summary .name{text-decoration:underline dotted var(--c-none);text-underline-offset:.2em}\
.okr-page .num{font-variant-numeric:tabular-nums;text-align:right;white-space:nowrap}\
.okr-page summary .values{white-space:normal}\
.okr-page .open{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;padding:0 0 1rem 1.85rem}\
.okr-page .open svg{flex:0 1 27rem}\
.okr-page .open ul{flex:1 1 14rem;font-size:.9rem}\
.okr-page svg.okr{max-width:100%;height:auto;display:block}\
.okr-page .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem;align-items:start}\
.okr-page .tiles .card{padding:.25rem;margin:0}\
.okr-page .tiles svg{width:100%}\
.okr-page .s{font-size:.8rem;text-align:center}\
.okr-page .scroll{overflow-x:auto}\
.okr-page table{border-collapse:collapse;font-size:.9rem;width:100%}\
.okr-page th{color:var(--c-quiet);font-weight:600;white-space:nowrap}\
.okr-page td.num{white-space:normal}.okr-page td:first-child bdi{min-width:9rem}.okr-page td .bar{min-width:5rem;margin:.2rem 0}.okr-page td{overflow-wrap:break-word}.okr-page td bdi{display:block;min-width:6rem;overflow-wrap:anywhere}\
.okr-page th,.okr-page td{padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--c-line);vertical-align:top}\
.okr-page.okr-page th,.okr-page.okr-page td{text-align:left}.okr-page.okr-page .num{text-align:right}\
.okr-page footer{margin-top:2rem}\
@media(max-width:34rem){.okr-page summary{grid-template-columns:1.25rem minmax(0,1fr) 2.5rem}\
.okr-page summary .values{grid-column:2;grid-row:2;text-align:left}.okr-page .open{padding-left:0}\
.okr-page .head{flex-direction:column-reverse}}\
@media print{.okr-page{background:#fff;padding:0;font-size:11pt;max-width:none}.okr-page .tiles{grid-template-columns:repeat(3,1fr)}}";

/// Classes of tones.
const TONES: [&str; 5] = ["bad", "fair", "none", "good", "done"];

/// The style sheet of a page and of the pictures in it.
pub(super) fn sheet() -> String {
    let (light, dark) =
        (";color-scheme:light;--c-page:var(--okr-page,#f6f5f1)", ";color-scheme:dark;--c-page:var(--okr-page,#14181a)");
    let mut sheet = style::themes(".okr-page", light, dark);
    sheet.push_str(&RULES.replace("FONT", style::FONT));
    for tone in TONES {
        sheet.push_str(&format!(
            ".okr-page .g-{tone}{{background:var(--c-{tone}-ground)}}.okr-page .bar .{tone}{{background:var(--c-{tone})}}\
             .okr-page .s.{tone},.okr-page .chip .{tone}{{color:var(--c-{tone})}}"
        ));
    }
    sheet.push_str(&style::in_page());
    sheet
}
