// HTML as a tagged template: every value is escaped unless it is HTML already. In: template and values. Out: `Html`.

/** Text that is HTML; made by `html` only. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(render).join("");
  return part === false || part === null || part === undefined ? "" : escape(String(part));
}

// The source is indented for reading; the page is a third smaller without. Values keep every blank.
function narrow(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, "\n");
}

/** Builds HTML; lists are joined, `false`, `null` and `undefined` are nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, index) => narrow(text) + render(parts[index])).join(""));
}
