// Open connections that wait for the next request to their receiver, newest first, so that a few stay warm and the others
// run into their idle time. In: connections after their answer. Out: one of the same key, or none.
import type { Connection } from "./connection.ts";

export class IdleConnections {
  readonly #byKey = new Map<string, Connection[]>();
  // In the order in which they became idle.
  readonly #all = new Set<Connection>();

  get size(): number {
    return this.#all.size;
  }

  take(key: string): Connection | undefined {
    const stack = this.#byKey.get(key);
    let connection = stack?.pop();
    while (connection !== undefined) {
      this.#all.delete(connection);
      if (connection.isUsable) break;
      connection.destroy();
      connection = stack?.pop();
    }
    if (stack?.length === 0) this.#byKey.delete(key);
    return connection;
  }

  put(connection: Connection): void {
    if (!connection.isUsable) return connection.destroy();
    const stack = this.#byKey.get(connection.key);
    if (stack === undefined) this.#byKey.set(connection.key, [connection]);
    else stack.push(connection);
    this.#all.add(connection);
  }

  /** Forgets a connection that is gone. */
  remove(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const stack = this.#byKey.get(connection.key);
    const at = stack?.indexOf(connection) ?? -1;
    if (at >= 0) stack?.splice(at, 1);
    if (stack?.length === 0) this.#byKey.delete(connection.key);
  }

  /** Closes the one that has been idle longest; false when there is none. */
  closeOldest(): boolean {
    const oldest = this.#all.values().next();
    if (oldest.done === true) return false;
    this.remove(oldest.value);
    oldest.value.destroy();
    return true;
  }

  closeAll(): void {
    while (this.closeOldest());
  }
}
