// TLS sessions of earlier connections, so that a new connection to the same receiver resumes instead of shaking hands in full.
// Only sessions of connections whose certificate was accepted come in here. Bounded; the longest unused goes first.

const MAX_SESSIONS = 1000;

export class TlsSessions {
  readonly #sessions = new Map<string, Buffer>();

  keep(key: string, session: Buffer): void {
    this.#sessions.delete(key);
    this.#sessions.set(key, session);
    if (this.#sessions.size <= MAX_SESSIONS) return;
    const oldest = this.#sessions.keys().next();
    if (oldest.done !== true) this.#sessions.delete(oldest.value);
  }

  take(key: string): Buffer | undefined {
    return this.#sessions.get(key);
  }
}
