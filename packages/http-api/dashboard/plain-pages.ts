// The pages that need no build and no script: sign-in with its one field, and the wait for the dashboard to be built.
// In: what to say. Out: a whole page and the policy under which a browser shows it.
import { createHash } from "node:crypto";
import { Html, html } from "../docs-page/html.ts";
import { PLAIN_STYLE } from "./plain-page-style.ts";

export interface PlainPage {
  readonly text: string;
  /** Content-Security-Policy. */
  readonly policy: string;
}

// Its hash stands in the policy, so not a blank may be added.
const STYLE_ELEMENT = new Html(`<style>${PLAIN_STYLE}</style>`);
const STYLE_HASH = `'sha256-${createHash("sha256").update(PLAIN_STYLE).digest("base64")}'`;

const POLICY = [
  "default-src 'none'",
  `style-src ${STYLE_HASH}`,
  "img-src data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The mark of the program, also its icon in a tab. */
const MARK =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230b5cb8'/%3E%3Cpath d='M7 16h6l3-7 4 14 2-7h3' fill='none' stroke='%23fff' stroke-width='2.6' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

function plainPage(title: string, content: Html, head: Html = html``): PlainPage {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Ticketwire</title>
        <link rel="icon" href="${MARK}" />
        ${head}${STYLE_ELEMENT}
      </head>
      <body>
        <main>
          <p class="brand"><img src="${MARK}" alt="" width="28" height="28" />Ticketwire</p>
          ${content}
        </main>
      </body>
    </html> `;
  return { text: page.text, policy: POLICY };
}

/** Asks for the key; what is posted opens `next`. `problem` says why the last try failed. */
export function signInPage(next: string, problem: string | null = null): PlainPage {
  return plainPage(
    "Sign in",
    html`<h1>Sign in</h1>
      <p>Enter an API key to open the dashboard.</p>
      ${problem !== null && html`<p class="bad" role="alert">${problem}</p>`}
      <form method="post" action="/msp/session">
        <label for="api-key">API key</label>
        <input
          id="api-key"
          name="api_key"
          type="password"
          required
          autofocus
          autocomplete="current-password"
          spellcheck="false"
          maxlength="128"
        />
        <input type="hidden" name="next" value="${next}" />
        <button type="submit">Open the dashboard</button>
      </form>
      <details>
        <summary>Where do I find a key?</summary>
        <p>
          The first start of the server printed one: <code>admin API key (shown this once, keep it)</code>. An operator
          may have chosen it instead, in <code>TICKETWIRE_BOOTSTRAP_API_KEY</code>. An admin makes more keys in the
          dashboard, under API keys.
        </p>
      </details>`,
  );
}

const RELOAD = html`<meta http-equiv="refresh" content="1" />`;

/** Shown while the dashboard is being built; loads itself again each second. */
export function buildingPage(): PlainPage {
  return plainPage(
    "One moment",
    html`<h1>The dashboard is being built</h1>
      <p>This happens once after an installation or an update and takes a few seconds. The page opens by itself.</p>
      <progress aria-label="Building the dashboard"></progress>`,
    RELOAD,
  );
}

/** Says why there is no dashboard. */
export function failedPage(message: string): PlainPage {
  return plainPage(
    "No dashboard",
    html`<h1>The dashboard could not be built</h1>
      <p class="bad" role="alert">${message}</p>
      <p>The API works all the same: its reference is at <a href="/docs">/docs</a>.</p>`,
  );
}
