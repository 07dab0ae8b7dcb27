// The only body parser: JSON in UTF-8. Broken bytes and broken JSON are refused here, before any schema is asked.
import { apiError } from "../fault/api-error.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw apiError("BAD_REQUEST", "The body is not valid UTF-8.");
  }
}

/** Parses a body; throws BAD_REQUEST. */
export function parseJsonBody(bytes: Buffer): unknown {
  const text = decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw apiError(
      "BAD_REQUEST",
      `The body is not valid JSON: ${error instanceof Error ? error.message : "unreadable"}`,
    );
  }
}
