// Bytes to a listening app and back, past every HTTP client. In: a port and what to send. Out: what the server said.
import { once } from "node:events";
import { connect } from "node:net";

/**
 * Sends bytes and reads until the server closes the connection.
 * @param bytes several parts: each later one is sent once the server has said something
 */
export async function exchangeRaw(port: number, bytes: string | readonly string[]): Promise<string> {
  const [first = "", ...later] = [bytes].flat();
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString("latin1");
    const next = later.shift();
    if (next !== undefined) socket.write(next, "latin1");
  });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(first, "latin1");
  await once(socket, "close");
  return answer;
}
