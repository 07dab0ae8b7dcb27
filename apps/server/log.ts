// Logs: JSON lines on standard error, readable ones on a terminal. Standard output is left to what a person or script waits
// for: the address and, once, the key.
import { type Logger, pino, stdSerializers } from "pino";
import { build as prettyStream } from "pino-pretty";
import type { LogLevel } from "./config/server-config.ts";

export type { Logger } from "pino";

const STANDARD_ERROR = 2;

/** An error as a line of a log: what it says and where it comes from, never the client or connection that hangs on it. */
function showError(error: Error): object {
  const shown = stdSerializers.err(error);
  const { type, message, stack } = shown;
  const code: unknown = Reflect.get(error, "code");
  return { type, message, stack, ...(typeof code === "string" ? { code } : {}) };
}

export function openLog(level: LogLevel): Logger {
  const options = { level, base: null, serializers: { err: showError } };
  if (process.stderr.isTTY)
    return pino(
      options,
      prettyStream({ destination: STANDARD_ERROR, translateTime: "SYS:HH:MM:ss.l", singleLine: true }),
    );
  return pino(
    { ...options, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: STANDARD_ERROR, sync: false }),
  );
}
