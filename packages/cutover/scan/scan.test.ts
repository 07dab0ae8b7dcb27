// The scan over small programs as people write them: which loops it finds, which fields, and what it leaves alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scan, type Scan, type ScannedLoop } from "./scan.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cutover-scan-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function scanned(files: Readonly<Record<string, string>>): Scan {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return scan(folder);
}

function onlyLoop(text: string, name = "app.ts"): ScannedLoop {
  const { loops } = scanned({ [name]: text });
  expect(loops).toHaveLength(1);
  return loops[0] as ScannedLoop;
}

const READ =
  "const r = await fetch(`${BASE}/api/v1/tickets/${id}`); const t = (await r.json()).data; use(t.status_id);";

describe("loops", () => {
  it.each([
    ["setInterval", "60000", `setInterval(async () => { ${READ} }, 60_000);`],
    [
      "setInterval",
      "300000",
      `const MINUTE = 60 * 1000; async function poll() { ${READ} } setInterval(poll, 5 * MINUTE);`,
    ],
    ["setTimeout", "5000", `async function poll() { ${READ} setTimeout(poll, 5000); } poll();`],
    ["setTimeout", "5000", `const poll = async () => { ${READ} setTimeout(() => { void poll(); }, 5000); };`],
    ["setTimeout", null, `class P { async run() { ${READ} setTimeout(this.run.bind(this), this.ms); } }`],
    ["a loop that sleeps", "1000", `async function main() { while (true) { ${READ} await sleep(1000); } }`],
    [
      "a loop that sleeps",
      "2000",
      `async function main() { for (;;) { ${READ} await new Promise((done) => setTimeout(done, 2000)); } }`,
    ],
    ["setInterval", "1000", `for await (const _ of setInterval(1000)) { ${READ} }`],
    ["a schedule", "*/5 * * * *", `cron.schedule("*/5 * * * *", async () => { ${READ} });`],
    ["a schedule", "0 * * * *", `async function job() { ${READ} } new CronJob("0 * * * *", job);`],
    ["@Cron", "*/10 * * * * *", `class Jobs { @Cron("*/10 * * * * *") async run() { ${READ} } }`],
    ["@Interval", "10000", `class Jobs { @Interval(10000) async run() { ${READ} } }`],
    [
      "refetchInterval",
      "15000",
      `useQuery({ queryKey: ["t"], refetchInterval: 15000, queryFn: async () => { ${READ} } });`,
    ],
  ])("by %s every %s", (by, every, text) => {
    const loop = onlyLoop(text);
    expect([loop.by, loop.every]).toEqual([by, every]);
    expect(loop.fields.map(({ field }) => field)).toEqual(["status_id"]);
  });

  it("are no loops when they run once, or ask for something else", () => {
    const { loops, otherRequests } = scanned({
      "once.ts": READ,
      "later.ts": `setTimeout(async () => { ${READ} }, 1000);`,
      "users.ts": `setInterval(() => fetch("/api/v1/users"), 1000);`,
      "statuses.ts": `setInterval(() => fetch("/api/v1/tickets/statuses"), 1000);`,
      "write.ts": `setInterval(() => { axios.post("/api/v1/tickets", {}); fetch("/api/v1/tickets", { method: "POST" }); }, 1000);`,
      "talk.ts": `setInterval(() => console.log("/api/v1/tickets/1"), 1000);`,
    });
    expect(loops).toEqual([]);
    expect(otherRequests.map(({ at }) => at)).toEqual(["later.ts:1", "once.ts:1"]);
  });
});

function fieldsOf(text: string): readonly string[] {
  return onlyLoop(`setInterval(async () => { ${text} }, 1000);`).fields.map(({ field }) => field);
}

describe("fields", () => {
  it.each([
    [
      "fetch",
      'const { data } = await (await fetch("/tickets/1")).json(); a(data.title, data["due_date"]);',
      ["due_date", "title"],
    ],
    ["a chain of promises", 'fetch("/tickets/1").then((r) => r.json()).then((b) => a(b.data.title));', ["title"]],
    ["a client that unwraps", 'const { data: body } = await axios.get("/tickets/1"); a(body.data.title);', ["title"]],
    ["a client that unwraps all", 'const t = await api.get("/tickets/1"); a(t.title);', ["title"]],
    [
      "destructuring",
      'const { data: { title, assigned_to: who = null } } = await got("/tickets/1").json(); a(title, who);',
      ["assigned_to", "title"],
    ],
    [
      "a list",
      'const b = await (await fetch("/tickets?limit=5")).json(); for (const t of b.data) a(t.title);',
      ["title"],
    ],
    [
      "callbacks over a list",
      'const b = await (await fetch("/tickets")).json(); b.data.filter((t) => t.is_closed).forEach((t) => a(t.tags));',
      ["is_closed", "tags"],
    ],
    [
      "many at once",
      "const all = await Promise.all(ids.map(async (id) => (await (await fetch(`/tickets/${id}`)).json()).data)); all.forEach((t) => a(t.title));",
      ["title"],
    ],
    [
      "either of two",
      'const t = (await (await fetch("/tickets/1")).json()).data ?? null; a(t?.title, t!.version);',
      ["title", "version"],
    ],
  ])("through %s", (_name, text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  it("are followed over files, parameters, returns and fields of a class", () => {
    const { loops } = scanned({
      "src/client.ts":
        "export const load = async (id: string) => { const r = await http.get(`/api/v1/tickets/${id}`); return r.data.data; };",
      "src/index.ts": 'export { load as loadTicket } from "./client.js";',
      "src/rules.js":
        'const { note } = require("./note"); function judge(ticket) { note(ticket.priority_name); } module.exports = { judge };',
      "src/note.js": "exports.note = () => {};",
      "src/app.ts":
        'import { loadTicket } from "./index.ts"; import { judge } from "./rules.js"; class App { async tick() { this.last = await loadTicket("1"); judge(this.last); a(this.last.title); } start() { setInterval(() => this.tick(), 1000); } }',
    });
    expect(loops).toHaveLength(1);
    expect(loops[0]?.requests).toEqual([{ at: "src/client.ts:1", target: "ticket", url: "/api/v1/tickets/{}" }]);
    expect(loops[0]?.fields.map(({ field, reads }) => [field, reads])).toEqual([
      ["priority_name", ["src/rules.js:1"]],
      ["title", ["src/app.ts:1"]],
    ]);
  });

  it("are mapped to the webhook, or need a follow-up GET", () => {
    const loop = onlyLoop(
      'setInterval(async () => { const t = (await (await fetch("/tickets/1")).json()).data; a(t.status_name, t.sla_due_at); }, 1);',
    );
    expect(loop.fields.map(({ field, webhook }) => [field, webhook])).toEqual([
      ["sla_due_at", null],
      ["status_name", "data.status_name"],
    ]);
    expect([loop.followUps, loop.eventTypes]).toEqual([
      ["sla_due_at"],
      ["ticket.created", "ticket.updated", "ticket.status_changed", "ticket.closed"],
    ]);
  });

  it("of comments are mapped to the comment of the event", () => {
    const loop = onlyLoop(
      "setInterval(async () => { const l = (await (await fetch(`/tickets/${id}/comments`)).json()).data; for (const c of l) a(c.comment_text, c.is_resolution); }, 1);",
    );
    expect(loop.fields.map(({ field, webhook }) => [field, webhook])).toEqual([
      ["comment_text", "data.comment.text"],
      ["is_resolution", null],
    ]);
    expect(loop.eventTypes).toEqual(["ticket.comment.added"]);
  });

  it("that are chosen at run time are told as places to look at", () => {
    const loop = onlyLoop(
      'setInterval(async () => { const t = (await (await fetch("/tickets/1")).json()).data; a(t[field]); }, 1);',
    );
    expect([loop.fields, loop.dynamic]).toEqual([[], ["app.ts:1"]]);
  });
});

describe("files", () => {
  it("of any kind are read; folders of others and what can not be read are left out and told", () => {
    const { files, loops, unread } = scanned({
      "a.jsx": `useQuery({ refetchInterval: 1, queryFn: async () => { ${READ} } }); const x = <b>hi</b>;`,
      "b.cts": "let x: number = 1;",
      "c.tsx": "const y = <T,>(x: T) => <i>{String(x)}</i>;",
      "broken.ts": "const = ;;; ((",
      "node_modules/x/index.js": `setInterval(async () => { ${READ} }, 1);`,
      "types.d.ts": "export {};",
      "bundle.min.js": "1",
    });
    expect([files, loops.length]).toEqual([3, 1]);
    expect(unread.map(({ path }) => path)).toEqual(["broken.ts"]);
  });

  it("of an absent folder are a clear fault", () => {
    expect(() => scan(join(folder, "absent"))).toThrow("is not a folder");
  });

  it("with names that lead to themselves do no harm", () => {
    expect(
      scanned({ "loop.ts": "let url = url + 1; const a = b; const b = a; setInterval(() => fetch(url + a), a * b);" })
        .loops,
    ).toEqual([]);
  });
});
