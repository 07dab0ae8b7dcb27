// What a running command works with: terminal, environment, options, and the API of the server it was pointed at.
// In: the process and the parsed options. Out: a value that every command's action is given.
import { Api } from "./api/api.ts";
import { type Connection, type ConnectionFlags, findConnection, requireKey } from "./profile/connection.ts";
import { profileFolder } from "./profile/profiles.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { VERSION } from "./version.ts";

/** What every command is given by its process. */
export interface Host {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
}

/** Options of every command. */
export interface SharedOptions extends ConnectionFlags {
  readonly json?: boolean;
}

export class Session {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly connection: Connection;
  readonly isJson: boolean;

  constructor(host: Host, options: SharedOptions) {
    this.terminal = host.terminal;
    this.env = host.env;
    this.isJson = options.json === true;
    this.connection = findConnection(options, host.env);
  }

  /** Where private files are kept. */
  get folder(): string {
    return profileFolder(this.env);
  }

  /** The API with the key of this session. @throws Failure when there is no key. */
  api(): Api {
    requireKey(this.connection);
    return this.#apiOf(this.connection);
  }

  /** The API without a key, for health pages. */
  openApi(): Api {
    return this.#apiOf({ ...this.connection, apiKey: null });
  }

  /** The API with another key. */
  apiWith(apiKey: string): Api {
    return this.#apiOf({ ...this.connection, apiKey });
  }

  #apiOf(connection: Connection): Api {
    return new Api({ connection, version: VERSION, onWait: (why) => this.terminal.remark(why) });
  }

  /** A result: as JSON when asked for, else as `forPeople` writes it. */
  show(value: unknown, forPeople: () => void): void {
    if (this.isJson) this.terminal.printJson(value);
    else forPeople();
  }
}
