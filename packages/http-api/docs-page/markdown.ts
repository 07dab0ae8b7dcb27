// The few forms of Markdown that our descriptions use: paragraphs, lists, `code`, **strong**. In: text. Out: HTML.
import { type Html, html } from "./html.ts";

const INLINE = /(`[^`]+`|\*\*[^*]+\*\*)/;

function inline(text: string): Html[] {
  return text.split(INLINE).map((part) => {
    if (part.startsWith("`") && part.endsWith("`") && part.length > 2) return html`<code>${part.slice(1, -1)}</code>`;
    if (part.startsWith("**") && part.endsWith("**") && part.length > 4)
      return html`<strong>${inline(part.slice(2, -2))}</strong>`;
    return html`${part}`;
  });
}

function block(text: string): Html {
  const items = text.split(/^- /m);
  if (items.length === 1 || items[0] !== "") return html`<p>${inline(text)}</p>`;
  return html`<ul>
    ${items.slice(1).map((item) => html`<li>${inline(item.trim())}</li>`)}
  </ul>`;
}

/** Renders a description. */
export function markdown(text: string): Html {
  return html`${text
    .trim()
    .split(/\n\n+/)
    .map((part) => block(part))}`;
}

/** Renders one line, without a paragraph around it. */
export function markdownLine(text: string): Html {
  return html`${inline(text)}`;
}
