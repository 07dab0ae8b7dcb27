// What a receiver answers may hold what it was sent: a page that prints the request, an error that quotes a header. Before an
// answer is kept, the webhook's own secrets are taken out of it. Pure.
// In: the webhook's settings and an answer. Out: the answer as it may be kept and shown.
import type { KeyObject } from "node:crypto";
import { toStandardSecret } from "@ticketwire/contract";
import type { WebhookSettings } from "./read-settings.ts";

const MASKED = "***";

/** Shorter ones are no secrets, and would be found in every second answer. */
const SHORTEST = 4;

/** A word of a value, such as the token behind `Bearer`, is taken for a secret of its own from this length on. */
const SHORTEST_WORD = 8;

const STANDARD_PREFIX = "whsec_";

type Secretive = Pick<WebhookSettings, "customHeaders" | "secrets">;

/** As a receiver may print it: as it is, within JSON (PHP escapes slashes, too), and within a URL. */
function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, json.replaceAll("/", String.raw`\/`), encodeURIComponent(secret)];
}

function textsOf(key: KeyObject | null): readonly string[] {
  if (key === null) return [];
  const secret = key.export().toString("utf8");
  return [secret, toStandardSecret(secret).slice(STANDARD_PREFIX.length)];
}

// The longest first: what stands within another secret must not break that one up.
function listForms({ customHeaders, secrets }: Secretive): readonly string[] {
  const values = Object.values(customHeaders);
  const words = values.flatMap((value) => value.split(/\s+/)).filter((word) => word.length >= SHORTEST_WORD);
  const keys = secrets === null ? [] : [...textsOf(secrets.current), ...textsOf(secrets.previous)];
  const forms = new Set([...values, ...words, ...keys].flatMap(formsOf));
  return [...forms].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

// Settings are read anew when the webhook changes, and their forms with them.
const formsOfSettings = new WeakMap<Secretive, readonly string[]>();

function knownForms(settings: Secretive): readonly string[] {
  let forms = formsOfSettings.get(settings);
  if (forms === undefined) formsOfSettings.set(settings, (forms = listForms(settings)));
  return forms;
}

function maskText(text: string, forms: readonly string[]): string {
  return forms.reduce((rest, form) => (rest.includes(form) ? rest.replaceAll(form, MASKED) : rest), text);
}

// Where an answer was cut, the cut may go through a secret.
function maskCutEnd(text: string, forms: readonly string[]): string {
  for (const form of forms)
    for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST; length--)
      if (text.endsWith(form.slice(0, length))) return text.slice(0, -length) + MASKED;
  return text;
}

/** What is kept of an answer. */
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** True when `body` is not the whole answer. */
  readonly truncated: boolean;
}

/** The headers, as JSON text, and the body of an answer without the webhook's secrets. */
export function maskAnswer(
  settings: Secretive,
  answer: KeptAnswer,
): { readonly headers: string; readonly body: string } {
  const forms = knownForms(settings);
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, maskText(value, forms)]);
  const body = maskText(answer.body, forms);
  return {
    headers: JSON.stringify(Object.fromEntries(headers)),
    body: answer.truncated ? maskCutEnd(body, forms) : body,
  };
}
