// HTML as text, with everything that comes from outside escaped. In: a template. Out: a Markup.

/** Text that is already HTML. */
export interface Markup {
  readonly html: string;
}

export function raw(html: string): Markup {
  return { html };
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

type Part = string | number | Markup | null | false | readonly Part[];

/** A template whose values are escaped unless they are Markup; lists are joined, null and false are nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return raw(
    strings.map((text, index) => text + (index < values.length ? render(values[index] ?? null) : "")).join(""),
  );
}

function render(part: Part): string {
  if (part === null || part === false) return "";
  if (Array.isArray(part)) return (part as readonly Part[]).map(render).join("");
  if (typeof part === "object") return (part as Markup).html;
  return escapeHtml(String(part));
}
