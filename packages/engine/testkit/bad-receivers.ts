// Receivers of every bad kind as a process of their own, so that what they burn is not taken from the process under test.
// In: nothing; ends with its parent. Out: over IPC, the URLs of one receiver of each kind.
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import * as replies from "./receiver-replies.ts";
import { type RawReply, startReceiver } from "./receiver.ts";

const KINDS: readonly RawReply[] = [
  replies.hang,
  replies.halfClose,
  replies.drop,
  replies.reset,
  replies.hangInBody,
  replies.dripBody,
  replies.dripHeaders,
  replies.endlessBody,
  replies.gigabyteBody,
  replies.endlessHeaders,
  replies.endlessStatusLine,
  replies.endlessChunkExtension,
  replies.endlessInterim,
  replies.garbage,
];

const receivers = await Promise.all(KINDS.map((script) => startReceiver({ script })));
// Takes connections and never says a word: a TLS handshake with it does not end.
const silent = createServer((socket) => void socket.on("error", () => undefined)).listen(0, "127.0.0.1");
await once(silent, "listening");
const silentUrl = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
process.send?.([...receivers.map((receiver) => receiver.url()), silentUrl]);
process.once("disconnect", () => process.exit(0));
