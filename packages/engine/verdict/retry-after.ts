// Reads Retry-After (RFC 9110, 10.2.3): seconds or an HTTP date. Pure.
import { LIMITS } from "@ticketwire/contract";

/**
 * How long the receiver asks to be left alone, milliseconds, capped at 24 hours; null when it does not ask, asks for no
 * time at all, or not in a form of the standard. Fractions of a second, which some servers send, are taken too.
 */
export function parseRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  const isSeconds = /^\d+(\.\d+)?$/.test(text);
  const waitMs = isSeconds ? Math.ceil(Number(text) * 1000) : parseHttpDate(text) - now.getTime();
  return waitMs > 0 ? Math.min(waitMs, LIMITS.retryAfterSeconds * 1000) : null;
}

// Date.parse would also take forms that are no HTTP date ("2026", "tomorrow 1"); all three of the standard begin with a weekday.
function parseHttpDate(text: string): number {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d/.test(text)) return Number.NaN;
  // The oldest of the forms, of C's asctime, does not say that it means GMT.
  return Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
}
