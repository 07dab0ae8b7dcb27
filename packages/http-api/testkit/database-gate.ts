// A door between an app and its database that a test can shut: connections break and none is taken, as when the server is
// restarted. In: a database URL. Out: another URL for the same database.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export interface DatabaseGate extends AsyncDisposable {
  readonly url: string;
  shut(): Promise<void>;
  open(): Promise<void>;
}

function pair(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on("error", () => to.destroy());
  from.on("close", () => to.destroy());
}

// The test server may listen on a Unix socket, whose folder stands in the query string.
function connectTo(target: URL): Socket {
  const folder = target.searchParams.get("host");
  if (folder?.startsWith("/")) return connect(`${folder}/.s.PGSQL.${target.port}`);
  return connect(Number(target.port), target.hostname);
}

/** Opens a gate on a port of its own, which it keeps. */
export async function openDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const behind = connectTo(target);
    sockets.add(socket);
    pair(socket, behind);
    pair(behind, socket);
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const shut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return { url: url.href, shut, open: () => listen(port), [Symbol.asyncDispose]: shut };
}
