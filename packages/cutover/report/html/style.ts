// The look of the report: one sheet, no outside resource; light, dark and paper.

export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --surface: #ffffff; --ink: #16181d; --soft: #555d6b; --line: #d9dde4;
  --push: #0b63c5; --poll: #b45309; --good: #18794e; --open: #8a6100; --bad: #c4262e; --known: #667085; --mark: #ffe9a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111317; --surface: #1a1d23; --ink: #e8eaee; --soft: #a4abb8; --line: #343a45;
    --push: #6cb2ff; --poll: #f0a35e; --good: #5fd39b; --open: #e8c15a; --bad: #ff8087; --known: #98a2b3; --mark: #5c4a12;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
header, section { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.5rem; margin: 0 0 1rem; }
h1 { font-size: 1rem; font-weight: 600; color: var(--soft); margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 0 0 .25rem; }
h3, h4 { font-size: 1rem; margin: .75rem 0 .25rem; }
h4 { font-family: ui-monospace, monospace; font-weight: 600; }
p { margin: .25rem 0 .75rem; }
.verdict { border-left: 8px solid var(--known); }
.verdict.safe { border-left-color: var(--good); } .verdict.not_enough_data { border-left-color: var(--open); } .verdict.not_yet { border-left-color: var(--bad); }
.verdict .sentence { font-size: 1.45rem; line-height: 1.35; font-weight: 650; margin: 0 0 .75rem; text-wrap: pretty; }
.verdict ul { margin: 0; padding-left: 1.2rem; }
.facts { display: grid; grid-template-columns: repeat(4, 1fr); gap: .5rem 1.5rem; margin: 1rem 0 0; }
.facts div { border-top: 1px solid var(--line); padding-top: .35rem; }
.facts dt, dl dt { color: var(--soft); font-size: .85rem; } .facts dd { margin: 0; font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
dl { margin: 0 0 .75rem; } dl dd { margin: 0 0 .35rem; }
figure { margin: .5rem 0; } svg { width: 100%; max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; margin: .5rem 0; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 500; } tbody th { font-weight: 500; }
table.classes td:nth-child(2) { text-align: right; padding-right: 1.5rem; } table.classes th, table.classes td:nth-child(-n + 3) { white-space: nowrap; overflow-wrap: normal; }
code, pre { font-family: ui-monospace, monospace; font-size: .82rem; }
pre { overflow: auto; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .6rem; margin: .25rem 0 .75rem; max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre span, pre mark { display: block; padding-left: 1rem; text-indent: -1rem; } mark { background: var(--mark); color: inherit; }
summary { cursor: pointer; } summary:focus-visible, pre:focus-visible { outline: 3px solid var(--push); outline-offset: 2px; }
.numbers > summary { color: var(--soft); font-size: .85rem; }
.difference { border-top: 1px solid var(--line); padding: .5rem 0; } .difference .body { padding: .5rem 0 .5rem 1rem; }
.difference .when, .difference .who { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; } .difference .note { display: block; padding-left: 1rem; }
.tag { display: inline-block; min-width: 6.5rem; font-weight: 650; } .tag.difference { border: 0; padding: 0; color: var(--bad); } .tag.open { color: var(--open); } .tag.known { color: var(--known); } .tag.good { color: var(--good); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } @media screen and (max-width: 45rem) { .sides { grid-template-columns: 1fr; } .facts { grid-template-columns: 1fr 1fr; } figure { overflow-x: auto; } svg { width: 44rem; max-width: none; } header, section { padding: 1rem; } table:not(.classes) { display: block; overflow-x: auto; } table.classes, table.classes tbody { display: block; } table.classes thead { display: none; } table.classes tr { display: grid; grid-template-columns: 8rem auto 1fr; border-bottom: 1px solid var(--line); } table.classes th, table.classes td { border: 0; } table.classes td:last-child { grid-column: 1 / -1; } }
.more, footer { color: var(--soft); font-size: .85rem; }
@page { margin: 14mm 12mm; }
@media print {
  :root { color-scheme: light; --page: #fff; --surface: #fff; --ink: #000; --soft: #444; --line: #bbb; --push: #0b63c5; --poll: #b45309; --good: #18794e; --open: #8a6100; --bad: #c4262e; --known: #667085; --mark: #ffe9a8; }
  body { font-size: 11pt; } main { max-width: none; padding: 0; }
  header, section { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .75rem 0; }
  .verdict { border-left: 8px solid; padding-left: 1rem; } .figure, .difference, tr { break-inside: avoid; } pre { max-height: none; }
  .numbers:not([open]) { display: none; } h2, h3, h4, thead { break-after: avoid; }
}
`;
