// How the pages look that the server writes itself: sign-in, and while the dashboard is being built. By day and by night.

export const PLAIN_STYLE = `
:root { color-scheme: light dark; --ground: light-dark(#f6f7f9, #14171a); --card: light-dark(#fff, #1c2024);
  --line: light-dark(#cfd4da, #3a4148); --text: light-dark(#1d2226, #dde3e8); --faint: light-dark(#56606a, #9aa6b0);
  --accent: light-dark(#0b5cb8, #6cb2ff); --on-accent: light-dark(#fff, #0d1116); --bad: light-dark(#a32a22, #f59c94);
  --bad-ground: light-dark(#fdeeec, #3a1d1b) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--ground);
  color: var(--text); font: 16px/1.55 system-ui, sans-serif }
main { width: 100%; max-width: 26rem; padding: 2rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.25rem; font-weight: 650 }
h1 { margin: 0 0 .35rem; font-size: 1.35rem; line-height: 1.3 }
p { margin: 0 0 1.1rem; color: var(--faint) }
label { display: block; margin-bottom: .35rem; font-weight: 600 }
input { width: 100%; padding: .6rem .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--ground);
  color: inherit; font: inherit }
input:focus-visible, button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
button { width: 100%; margin: 1rem 0 0; padding: .65rem; border: 0; border-radius: 8px; background: var(--accent);
  color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer }
.bad { padding: .6rem .75rem; border-radius: 8px; background: var(--bad-ground); color: var(--bad) }
details { margin-top: 1.25rem; color: var(--faint); font-size: .9rem }
summary { cursor: pointer }
details p { margin: .5rem 0 0 }
code { font: .9em ui-monospace, Menlo, Consolas, monospace }
progress { width: 100%; accent-color: var(--accent) }
`;
