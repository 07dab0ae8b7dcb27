// What bad, broken and hostile receivers do, as replies for receiver.ts. All of them end when their connection does.
import type { Socket } from "node:net";
import type { RawReply } from "./receiver.ts";

const HEAD = "HTTP/1.1 200 OK\r\n";

// Writes as fast as the other side reads, until the connection is gone.
function pump(socket: Socket, next: () => string | Uint8Array): void {
  const fill = (): void => {
    while (!socket.destroyed && socket.write(next()));
  };
  socket.on("drain", fill);
  fill();
}

function drip(socket: Socket, next: () => string): void {
  const timer = setInterval(() => socket.write(next()), 10);
  socket.once("close", () => clearInterval(timer));
}

const raw = (reply: RawReply["raw"]): RawReply => ({ raw: reply });
const write = (text: string): RawReply => raw(({ socket }) => void socket.write(text));

/** Never answers. */
export const hang: RawReply = raw(() => undefined);

/** Ends its half of the connection without an answer. */
export const halfClose: RawReply = raw(({ socket }) => void socket.end());

/** Drops the connection without an answer. */
export const drop: RawReply = raw(({ socket }) => void socket.destroy());

/** Resets the connection (RST) without an answer. */
export const reset: RawReply = raw(({ socket }) => void socket.resetAndDestroy());

/** Answers with a status line and headers and never with the announced body. */
export const hangInBody: RawReply = write(`${HEAD}Content-Length: 10\r\n\r\nhalf`);

/** Announces more than it sends, then ends. */
export const dropInBody: RawReply = raw(({ socket }) => void socket.end(`${HEAD}Content-Length: 10\r\n\r\nhalf`));

/** A body without announced length that ends with the connection: allowed by HTTP/1.1. */
export const closeDelimited: RawReply = raw(({ socket }) => void socket.end(`${HEAD}Connection: close\r\n\r\nfine`));

/** One byte of the body at a time, for ever. */
export const dripBody: RawReply = raw(({ socket }) => {
  socket.write(`${HEAD}Content-Length: 10000\r\n\r\n`);
  drip(socket, () => ".");
});

/** One header at a time, for ever. */
export const dripHeaders: RawReply = raw(({ socket }) => {
  socket.write(HEAD);
  drip(socket, () => "X-More: 1\r\n");
});

/** A chunked body without end. */
export const endlessBody: RawReply = raw(({ socket }) => {
  socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
  pump(socket, () => `1000\r\n${"x".repeat(0x1000)}\r\n`);
});

/** A gigabyte is announced and sent as far as it is read. */
export const gigabyteBody: RawReply = raw(({ socket }) => {
  socket.write(`${HEAD}Content-Length: 1073741824\r\n\r\n`);
  pump(socket, () => Buffer.alloc(0x1_0000, "x"));
});

/** Headers without end. */
export const endlessHeaders: RawReply = raw(({ socket }) => {
  socket.write(HEAD);
  pump(socket, () => `X-More: ${"x".repeat(1000)}\r\n`);
});

/** One header line without end. */
export const endlessHeader: RawReply = raw(({ socket }) => {
  socket.write(`${HEAD}X-More: `);
  pump(socket, () => "x".repeat(1000));
});

/** A status line without end. */
export const endlessStatusLine: RawReply = raw(({ socket }) => {
  socket.write("HTTP/1.1 200 ");
  pump(socket, () => "O".repeat(1000));
});

/** Chunk extensions without end: bytes that are neither header nor body. */
export const endlessChunkExtension: RawReply = raw(({ socket }) => {
  socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n5;x=`);
  pump(socket, () => "x".repeat(1000));
});

/** Trailers without end. */
export const endlessTrailers: RawReply = raw(({ socket }) => {
  socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n`);
  pump(socket, () => `X-More: ${"x".repeat(1000)}\r\n`);
});

/** Interim answers (103 Early Hints) without end. */
export const endlessInterim: RawReply = raw(({ socket }) => {
  pump(socket, () => "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n");
});

/** Says "go on" without being asked, twice and byte by byte, then answers. */
export const unaskedContinue: RawReply = raw(({ socket }) => {
  const text = `HTTP/1.1 100 Continue\r\nX-Note: 1\r\n\r\nHTTP/1.0 100\r\n\r\n${HEAD}Content-Length: 2\r\n\r\nok`;
  const bytes = [...text];
  drip(socket, () => bytes.shift() ?? "");
});

/** Goes on saying "go on". */
export const endlessContinue: RawReply = raw(({ socket }) => {
  pump(socket, () => "HTTP/1.1 100 Continue\r\n\r\n");
});

/** A few interim answers, then the real one. */
export const interimThenAnswer: RawReply = write(
  `${"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".repeat(3)}${HEAD}Content-Length: 2\r\n\r\nok`,
);

/** Not HTTP at all. */
export const garbage: RawReply = write("SSH-2.0-OpenSSH_9.6\r\n");

/** Switches protocols without being asked. */
export const unaskedUpgrade: RawReply = write(
  "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
);

/** Two answers to one request: the second must not become the answer to the next one. */
export const doubleAnswer: RawReply = write(
  `${HEAD}Content-Length: 5\r\n\r\nfirstHTTP/1.1 418 Teapot\r\nContent-Length: 6\r\n\r\nsecond`,
);

/** Content-Length and Transfer-Encoding at once, a smuggler's answer. */
export const ambiguousLength: RawReply = write(
  `${HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
);
