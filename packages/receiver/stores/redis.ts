// A store in Redis or Valkey, for any number of receivers. Takes an ioredis client (`call`) or a node-redis client
// (`sendCommand`). Each operation is one script on one key, so it is atomic, works in a cluster, and the time is the
// server's. It is as durable as the server: switch on `appendonly`, and set `maxmemory-policy noeviction`.
import { badOption, ReceiverError } from "../errors.ts";
import type { Claim, Clock, ReceiverStore } from "./store.ts";

/** The part of an ioredis or a node-redis client that is used: one command as a list of texts. */
export type RedisClient =
  | { call(command: string, ...parameters: string[]): Promise<unknown> }
  | { sendCommand(command: string[]): Promise<unknown> };

export interface RedisStoreOptions {
  /** Stands before every key. Default `ticketwire:`. */
  readonly prefix?: string;
  /** Only for tests: the time in milliseconds since 1970 instead of the server's. */
  readonly clock?: Clock;
}

// A key is a hash: `token` and `ends` of a lease, `done` and `ends`, or `value` and `ends`; no `ends` is for ever.
// Redis drops a key an hour after its end, so that who looks at the same moment still sees it as it was.
const PRELUDE = `
local now = tonumber(ARGV[1])
if now == nil then local t = redis.call('TIME'); now = t[1] * 1000 + math.floor(t[2] / 1000) end
local held = redis.call('HMGET', KEYS[1], 'token', 'done', 'value', 'ends')
local isOver = held[4] and tonumber(held[4]) <= now
local function write(field, text, ms)
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], field, text)
  if ms == '' then return end
  redis.call('HSET', KEYS[1], 'ends', string.format('%.0f', now + tonumber(ms)))
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', tonumber(ms) + 3600000))
end
`;

const SCRIPTS = {
  claim: `${PRELUDE}
if held[1] == ARGV[2] or isOver or not held[4] and not held[3] then write('token', ARGV[2], ARGV[3]); return {'claimed', '0'} end
if held[2] then return {'done', '0'} end
return {'busy', string.format('%.0f', math.max(0, (tonumber(held[4]) or now) - now))}`,
  extend: `${PRELUDE}
if held[1] ~= ARGV[2] then return 0 end
write('token', ARGV[2], ARGV[3]); return 1`,
  complete: `${PRELUDE}
if held[1] ~= ARGV[2] and held[4] and not isOver then return 0 end
write('done', '1', ARGV[3]); return 1`,
  release: `${PRELUDE}
if held[1] == ARGV[2] then redis.call('DEL', KEYS[1]) end
return 1`,
  read: `${PRELUDE}
if isOver then return false end
return held[3]`,
  swap: `${PRELUDE}
local value = held[3]
if isOver then value = false elseif held[1] or held[2] then return 0 end
if ARGV[2] == '' and value or ARGV[2] ~= '' and value ~= string.sub(ARGV[2], 2) then return 0 end
write('value', ARGV[3], ARGV[4]); return 1`,
} as const;

/** @example createRedisStore(new Redis()) // ioredis, or: createRedisStore(await createClient().connect()) */
export function createRedisStore(
  client: RedisClient,
  { prefix = "ticketwire:", clock }: RedisStoreOptions = {},
): ReceiverStore {
  const send = senderFor(client);
  const run = (script: keyof typeof SCRIPTS, key: string, ...parameters: string[]): Promise<unknown> =>
    send(["EVAL", SCRIPTS[script], "1", prefix + key, String(clock?.() ?? ""), ...parameters]);
  const asked = async (answer: Promise<unknown>): Promise<boolean> => Number(await answer) === 1;

  return {
    async claim({ key, token, leaseMs }): Promise<Claim> {
      const [kind, leftMs] = (await run("claim", key, token, String(leaseMs))) as [unknown, unknown];
      const word = String(kind);
      if (word === "claimed" || word === "done") return { kind: word };
      if (word === "busy") return { kind: "busy", retryAfterMs: Number(String(leftMs)) };
      throw new ReceiverError("store_failed", `Redis answered ${word} to a claim`);
    },
    extend: ({ key, token, leaseMs }) => asked(run("extend", key, token, String(leaseMs))),
    complete: ({ key, token, keepMs }) => asked(run("complete", key, token, String(keepMs))),
    release: async ({ key, token }) => void (await run("release", key, token)),
    async read(key) {
      const value = await run("read", key);
      return value === null || value === undefined ? null : String(value);
    },
    // An expected text is marked by a letter before it, so that "none" and an empty text differ.
    swap: ({ key, expected, next, keepMs }) =>
      asked(run("swap", key, expected === null ? "" : `=${expected}`, next, keepMs === null ? "" : String(keepMs))),
  };
}

// ioredis has a `sendCommand` too, for command objects: `call` tells the two apart.
function senderFor(client: RedisClient): (command: string[]) => Promise<unknown> {
  if ("call" in client && typeof client.call === "function") {
    return ([command = "", ...parameters]) => client.call(command, ...parameters);
  }
  if ("sendCommand" in client && typeof client.sendCommand === "function")
    return (command) => client.sendCommand(command);
  throw badOption("client", "must be an ioredis or a node-redis client (one with call or sendCommand)");
}
