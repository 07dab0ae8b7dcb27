// Real processes on one store: one is killed in the middle of a handler, several get the same events at once.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TicketwireEvent } from "../events.ts";
import { createSqliteStore, openSqlite } from "../stores/sqlite.ts";
import { createReceiver } from "./receiver.ts";

const PUSHED = { source: "push", webhookId: null, deliveryId: null, attempt: 2, sequence: null } as const;
let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "ticketwire-crash-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]): ChildProcessWithoutNullStreams {
  const program = join(import.meta.dirname, "..", "testkit", "sharing-receiver.ts");
  const child = spawn(process.execPath, ["--no-warnings", program, join(folder, "store.db"), ...args]);
  child.stderr.pipe(process.stderr);
  return child;
}

async function linesOf(child: ChildProcessWithoutNullStreams): Promise<readonly string[]> {
  let text = "";
  for await (const chunk of child.stdout) text += String(chunk);
  return text.split("\n").filter((line) => line !== "");
}

describe("processes that share a store", () => {
  it("handle an event again when the one that had it was killed in its handler, and not before its lease is over", async () => {
    const dying = start("1", "hang");
    await once(dying.stdout, "data");
    const ended = once(dying, "exit");
    dying.kill("SIGKILL");
    await ended;
    const database = await openSqlite(join(folder, "store.db"));
    const handled: string[] = [];
    // Everything but the clock is as it was: this receiver's stands later by what a lease takes.
    let ahead = 0;
    const store = createSqliteStore(database, { clock: () => Date.now() + ahead });
    const receiver = createReceiver({
      secrets: "unused",
      store,
      on: { "*": ({ event_id }) => void handled.push(event_id) },
    });
    const event = { event_id: "shared-0", event_type: "ticket.updated", data: {} } as unknown as TicketwireEvent;
    expect((await receiver.accept(event, PUSHED)).kind).toBe("busy");
    ahead = 60_000;
    expect((await receiver.accept(event, PUSHED)).kind).toBe("handled");
    expect((await receiver.accept(event, PUSHED)).kind).toBe("duplicate");
    expect(handled).toEqual(["shared-0"]);
    database.close();
  });

  it("handle each of many events once between them", async () => {
    const children = [start("100"), start("100"), start("100")];
    const lines = (await Promise.all(children.map(linesOf))).flat();
    expect(lines.toSorted()).toEqual(Array.from({ length: 100 }, (_, number) => `shared-${number}`).toSorted());
  });
});
