// How the reference looks, by day and by night.

export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fff, #14171a);
  --raised: light-dark(#f5f6f7, #1c2024);
  --line: light-dark(#dfe3e6, #30363c);
  --text: light-dark(#1d2226, #dde3e8);
  --faint: light-dark(#5c6670, #95a1ab);
  --accent: light-dark(#0b62c4, #6cb2ff);
  --good: light-dark(#17713b, #59c889);
  --bad: light-dark(#ad2f26, #f28b82);
  --warm: light-dark(#8a5a00, #e3b35c);
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 1rem }
body { margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr); background: var(--ground); color: var(--text);
  font: 15px/1.55 system-ui, sans-serif }
a { color: var(--accent); text-decoration: none }
a:hover { text-decoration: underline }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; overflow-x: auto }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem 1rem; border-right: 1px solid var(--line);
  background: var(--raised); font-size: 13px }
nav .title { margin: 0 0 .75rem; font-size: 16px; font-weight: 650 }
nav small { color: var(--faint); font-weight: 400 }
nav input { width: 100%; padding: .4rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--ground);
  color: inherit; font: inherit }
nav h2 { margin: 1.1rem 0 .3rem; font-size: 11px; letter-spacing: .06em; text-transform: uppercase; color: var(--faint) }
nav ul { list-style: none; margin: 0; padding: 0 }
nav li a { display: block; padding: .15rem .3rem; border-radius: 4px; color: inherit; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis }
nav li a:hover { background: var(--line); text-decoration: none }
main { max-width: 56rem; padding: 2rem 2.5rem 6rem }
h1 { margin: 0 0 1rem; font-size: 26px }
main h2 { margin: 3rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 21px }
h3 { margin: 0; font-size: 17px }
h3 a { color: inherit }
h4 { margin: 1.2rem 0 .3rem; font-size: 12px; letter-spacing: .05em; text-transform: uppercase; color: var(--faint) }
article { margin: 2.2rem 0 }
.place { margin: .2rem 0 .6rem }
.method { display: inline-block; min-width: 3.6em; margin-right: .3em; padding: 0 .45em; border-radius: 4px; text-align: center;
  font: 600 11px/1.7 ui-monospace, monospace; text-transform: uppercase; border: 1px solid currentColor }
nav .method { border: 0; padding: 0; min-width: 3.4em; text-align: left; font-size: 10px }
.method.get { color: var(--accent) } .method.post { color: var(--good) } .method.put { color: var(--warm) }
.method.delete { color: var(--bad) }
.fields { margin: .2rem 0; border-top: 1px solid var(--line) }
.fields .fields { margin: .4rem 0 0; padding-left: 1rem; border-left: 2px solid var(--line); border-top: 0 }
.field { padding: .4rem 0; border-bottom: 1px solid var(--line) }
.fields .fields .field:last-child { border-bottom: 0 }
dt code { font-weight: 650 }
dd { margin: 0; color: var(--faint); font-size: 14px }
dd > span { margin-right: .6em }
.type, .limits { color: var(--faint); font-size: 13px }
.required { color: var(--bad); font-size: 12px }
details { border: 1px solid var(--line); border-radius: 6px; margin: .35rem 0; padding: .3rem .8rem }
summary { cursor: pointer }
.status { display: inline-block; min-width: 2.6em; font: 600 13px ui-monospace, monospace }
.status.good { color: var(--good) } .status.same { color: var(--accent) } .status.bad { color: var(--bad) }
.refusals { color: var(--faint); font-size: 13px }
[hidden] { display: none }
@media (max-width: 860px) {
  body { grid-template-columns: minmax(0, 1fr) }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line) }
  main { padding: 1.5rem 1.1rem 4rem }
}
@media print { nav { display: none } body { display: block } }
`;
