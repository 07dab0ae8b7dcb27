// Text from elsewhere made safe for a terminal: a ticket's title must not move the cursor or change colours.
// In: any text. Out: the same with control characters made visible. Pure.

// C0 (tab and line feed apart), DEL, C1, and the marks that turn the direction of writing.
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Keeps line feeds and tabs. */
export function printable(text: string): string {
  return text.replace(CONTROLS, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** One line of at most `length` characters. */
export function oneLine(text: string, length = 60): string {
  const flat = printable(text).replace(/\s+/g, " ").trim();
  const letters = [...flat];
  return letters.length <= length ? flat : `${letters.slice(0, length - 1).join("")}…`;
}
