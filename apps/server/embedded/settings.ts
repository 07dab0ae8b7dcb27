// The settings the embedded server runs with, each with its reason. They are given on the command line, so that an
// upgrade of Ticketwire changes them and nothing in the data folder disagrees.
import { totalmem } from "node:os";

export type Purpose = "production" | "tests";

const MEBIBYTE = 1024 * 1024;

/** The arguments of `postgres` for a cluster in `dataFolder` that is reached through a socket in `socketFolder`. */
export function serverArguments(dataFolder: string, socketFolder: string, purpose: Purpose): readonly string[] {
  const settings = {
    ...reachability(socketFolder),
    ...MEMORY,
    ...WRITING,
    ...SESSIONS,
    ...(purpose === "tests" ? FOR_TESTS : {}),
  };
  return ["-D", dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** No network at all: the socket lies in a folder that only PostgreSQL's user and root may enter. */
function reachability(socketFolder: string): Record<string, string> {
  return {
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: socketFolder,
    unix_socket_permissions: "0700",
    // Some seven processes of 28 each; an idle one costs next to nothing.
    max_connections: "200",
  };
}

const MEMORY = {
  shared_buffers: `${Math.max(32, Math.min(256, Math.floor(totalmem() / MEBIBYTE / 8)))}MB`,
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  // One process per session: short statements gain nothing from parallel ones, and containers have little /dev/shm.
  max_parallel_workers_per_gather: "0",
  io_method: "sync",
};

/** A commit is on the disk when it is answered. What is tuned is how much else has to be written for it. */
const WRITING = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  // Nobody replicates from it, so the log need not carry what only a replica wants.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_logical_replication_workers: "0",
  wal_compression: "on",
  wal_buffers: "16MB",
  // Rare checkpoints write fewer full pages; 1 GB bounds the replay after a crash to a few seconds.
  checkpoint_timeout: "15min",
  max_wal_size: "1GB",
  min_wal_size: "256MB",
  // Delivery rows change several times in minutes: clean up often and without long pauses.
  autovacuum_naptime: "15s",
  autovacuum_vacuum_cost_limit: "2000",
};

const SESSIONS = {
  // A forgotten open transaction makes claiming work seven times slower: end it.
  idle_in_transaction_session_timeout: "60s",
  jit: "off",
  random_page_cost: "1.1",
  timezone: "UTC",
  // The lines this process reads to know the state; failed statements are told to the client that sent them, and
  // never logged here, because they can hold a payload.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_checkpoints: "off",
  log_line_prefix: "",
  log_timezone: "UTC",
  lc_messages: "C",
};

/** A database that lives for one test run need not survive a power cut. */
const FOR_TESTS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", wal_compression: "off" };
