// What a check has found: a word, a sentence, and what to do. In: nothing. Out: a shape that all checks share.

export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "failed";
  readonly message: string;
  readonly advice?: string;
}

export function ok(check: string, message: string): Finding {
  return { check, state: "ok", message };
}

export function warning(check: string, message: string, advice: string): Finding {
  return { check, state: "warning", message, advice };
}

export function failed(check: string, message: string, advice: string): Finding {
  return { check, state: "failed", message, advice };
}
