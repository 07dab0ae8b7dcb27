// A link to PostgreSQL that can be frozen: nothing goes through any more, in either direction, and neither side is told. As a router
// that forgot its connections, or a machine that vanished. In: the URL of a database. Out: the same through the link.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface FrozenLink extends AsyncDisposable {
  readonly url: string;
  /** From now on nothing goes through the connections that stand; new ones are good. */
  freeze(): void;
}

const SOCKET_NAME = ".s.PGSQL.5432";

/** Opens a link to a server that is reached through a socket in a folder, as the embedded one is. */
export async function openLink(databaseUrl: string): Promise<FrozenLink> {
  const url = new URL(databaseUrl);
  const place = join(url.searchParams.get("host") ?? "", SOCKET_NAME);
  const folder = await mkdtemp(join(tmpdir(), "ticketwire-link-"));
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(place);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  }).listen(join(folder, SOCKET_NAME));
  await once(server, "listening");
  url.searchParams.set("host", folder);
  return {
    url: url.href,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
