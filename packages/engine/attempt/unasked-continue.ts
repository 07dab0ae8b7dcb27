// Takes "100 Continue" out of what a receiver sends. Nobody asked for it, but a client has to live with any number of them
// before the answer (RFC 9110, 15.2), and undici, which takes every other interim answer, ends the connection at this one.
// In: bytes as they come. Out: the same bytes without these heads; what may be the beginning of one is kept until that is clear.

const CONTINUE = /^HTTP\/1\.[01] 100[ \r]/;
const BEGINNING = "HTTP/1.x 100 ";
const END = "\r\n\r\n";

function mayBegin(text: string): boolean {
  if (text.length >= BEGINNING.length) return CONTINUE.test(text);
  return [...text].every((char, at) => (at === 7 ? "01" : at === 12 ? " \r" : (BEGINNING[at] ?? "")).includes(char));
}

export class UnaskedContinue {
  #kept: Buffer | null = null;
  #isAnswerBegun = false;

  /** A request goes out: what comes next is the beginning of its answer. */
  beginAnswer(): void {
    this.#kept = null;
    this.#isAnswerBegun = false;
  }

  /** What is left of `chunk`; null when nothing is, or it is not clear yet. */
  strip(chunk: Buffer): Buffer | null {
    if (this.#isAnswerBegun) return chunk;
    let rest = this.#kept === null ? chunk : Buffer.concat([this.#kept, chunk]);
    while (rest.length > 0 && mayBegin(rest.toString("latin1", 0, BEGINNING.length))) {
      const end = rest.indexOf(END);
      if (end < 0) {
        this.#kept = rest;
        return null;
      }
      rest = rest.subarray(end + END.length);
    }
    this.#kept = null;
    if (rest.length === 0) return null;
    this.#isAnswerBegun = true;
    return rest;
  }
}
