// A signed request as a command line that can be pasted anywhere. In: address and request. Out: one line for a POSIX shell.
import type { SignedRequest } from "@ticketwire/mock";

export function toCurl(url: string, request: SignedRequest): string {
  const headers = Object.entries(request.headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  return ["curl -i -X POST", quote(url), ...headers, "--data-raw", quote(request.body)].join(" ");
}

/** Single quotes keep everything; a single quote itself is put between. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
