// The events of a feed page as the very text the server sent. An event that went through a parser may come out with other
// numbers or another order of keys, and a receiver would check another body than production sends.
// In: the text of `{"data": [{…, "event": …}], …}`. Out: the text of each `event`, in order. Pure.

/** @throws SyntaxError when the text is not of that form; callers have parsed it before. */
export function rawEvents(text: string): readonly string[] {
  const data = memberOf(text, skipSpace(text, 0), "data");
  const events: string[] = [];
  let at = skipSpace(text, data + 1);
  while (text[at] !== "]") {
    const start = memberOf(text, at, "event");
    events.push(text.slice(start, endOfValue(text, start)));
    at = skipSpace(text, endOfValue(text, at));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return events;
}

/** Where the value of a member starts; `at` is the object's opening brace. */
function memberOf(text: string, at: number, name: string): number {
  let here = skipSpace(text, at + 1);
  while (text[here] === '"') {
    const endOfName = endOfValue(text, here);
    const value = skipSpace(text, skipSpace(text, endOfName) + 1);
    if (text.slice(here + 1, endOfName - 1) === name) return value;
    here = skipSpace(text, endOfValue(text, value));
    if (text[here] === ",") here = skipSpace(text, here + 1);
  }
  throw new SyntaxError(`the feed's answer has no "${name}"`);
}

/** The place behind the value that starts at `at`. */
function endOfValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return endOfString(text, at);
  if (first !== "{" && first !== "[") {
    let end = at;
    while (end < text.length && !/[\s,\]}]/.test(text[end] ?? "")) end += 1;
    return end;
  }
  let depth = 0;
  for (let here = at; here < text.length; here += 1) {
    const letter = text[here];
    if (letter === '"') here = endOfString(text, here) - 1;
    else if (letter === "{" || letter === "[") depth += 1;
    else if (letter === "}" || letter === "]") depth -= 1;
    if (depth === 0) return here + 1;
  }
  throw new SyntaxError("the feed's answer ends in the middle of a value");
}

function endOfString(text: string, at: number): number {
  for (let here = at + 1; here < text.length; here += 1) {
    if (text[here] === "\\") here += 1;
    else if (text[here] === '"') return here + 1;
  }
  throw new SyntaxError("the feed's answer ends in the middle of a text");
}

function skipSpace(text: string, at: number): number {
  let here = at;
  while (/\s/.test(text[here] ?? "")) here += 1;
  return here;
}
