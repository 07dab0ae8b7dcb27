// Triggers that write down, inside the database, who changed what of lanes and deliveries: proof that no write by an old owner
// went through. In: a database. Out: what was wrong, as sentences.
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";

const WITNESS = `
  CREATE SCHEMA chaos;
  CREATE TABLE chaos.lane_writes (
    n bigserial PRIMARY KEY, xid xid8 NOT NULL, webhook_id uuid NOT NULL, old_owner uuid, new_owner uuid,
    old_epoch bigint NOT NULL, new_epoch bigint NOT NULL, old_through bigint NOT NULL, new_through bigint NOT NULL,
    is_outcome boolean NOT NULL);
  CREATE TABLE chaos.attempt_writes (
    n bigserial PRIMARY KEY, xid xid8 NOT NULL, webhook_id uuid NOT NULL, delivery_id uuid NOT NULL,
    old_attempt int NOT NULL, new_attempt int NOT NULL);
  CREATE FUNCTION chaos.see_lane() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO chaos.lane_writes (xid, webhook_id, old_owner, new_owner, old_epoch, new_epoch, old_through, new_through, is_outcome)
    VALUES (pg_current_xact_id(), new.webhook_id, old.owner, new.owner, old.epoch, new.epoch, old.sent_through,
      new.sent_through, old.last_write IS DISTINCT FROM new.last_write);
    RETURN NULL;
  END $$;
  CREATE FUNCTION chaos.see_attempt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO chaos.attempt_writes (xid, webhook_id, delivery_id, old_attempt, new_attempt)
    VALUES (pg_current_xact_id(), new.webhook_id, new.delivery_id, old.attempt_number, new.attempt_number);
    RETURN NULL;
  END $$;
  CREATE TRIGGER seen AFTER UPDATE ON ticketwire.lanes FOR EACH ROW EXECUTE FUNCTION chaos.see_lane();
  CREATE TRIGGER seen AFTER UPDATE ON ticketwire.deliveries FOR EACH ROW
    WHEN (old.attempt_number <> new.attempt_number) EXECUTE FUNCTION chaos.see_attempt();
`;

export async function installWitness(db: Database): Promise<void> {
  const session = await db.openSession();
  try {
    await session.query(WITNESS);
  } finally {
    await session.end();
  }
}

interface Testimony {
  readonly claims: number;
  readonly writes: number;
  /** Writes of outcomes that changed a lane which was not the writer's own, or no longer. */
  readonly unowned: number;
  /** An epoch that went back, or stayed when the owner changed. */
  readonly epochs: number;
  /** `sent_through` went back. */
  readonly backwards: number;
  /** An attempt that was written without its lane's row under the same transaction. */
  readonly unguarded: number;
  /** An attempt number that leapt. */
  readonly leaps: number;
}

/** What the triggers saw. */
export async function hearWitness(db: Database): Promise<Testimony> {
  const [row] = await db.engine.query<Testimony>(sql`
    SELECT
      count(*) FILTER (WHERE new_epoch > old_epoch)::int AS claims,
      count(*) FILTER (WHERE is_outcome)::int AS writes,
      count(*) FILTER (WHERE is_outcome AND (old_owner IS NULL OR new_owner IS DISTINCT FROM old_owner
        OR new_epoch <> old_epoch))::int AS unowned,
      count(*) FILTER (WHERE new_epoch < old_epoch OR (new_owner IS NOT NULL AND new_owner IS DISTINCT FROM old_owner
        AND new_epoch = old_epoch AND EXISTS (SELECT FROM ticketwire.processes AS p WHERE p.process_id = new_owner)))::int
        AS epochs,
      count(*) FILTER (WHERE new_through < old_through)::int AS backwards,
      (SELECT count(*)::int FROM chaos.attempt_writes AS a WHERE NOT EXISTS (SELECT FROM chaos.lane_writes AS l
        WHERE l.xid = a.xid AND l.webhook_id = a.webhook_id AND l.is_outcome)) AS unguarded,
      (SELECT count(*)::int FROM chaos.attempt_writes WHERE new_attempt <> old_attempt + 1) AS leaps
    FROM chaos.lane_writes`);
  if (row === undefined) throw new Error("the witness saw nothing");
  return row;
}
