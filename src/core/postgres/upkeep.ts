/** What upkeep needs of the database. */
export type Session = {
  query<Row>(sql: string): Promise<{ rows: Row[] }>;
  exec(sql: string): Promise<unknown>;
  isInTransaction(): boolean;
};

/**
 * A table is analysed after this many rows changed, plus half of its size, and vacuumed after this many rows died, plus
 * half of its size. At 20,000 packages, the largest table takes 60 to 250 ms to analyse and 200 to 700 ms to vacuum.
 * Growth from 18 to 20,000 packages analyses each table some fifteen times.
 */
const upkeep_limits = { changed: 50, dead: 1_000, share: 0.5 };

/** Upkeep takes at most this share of the time. */
const share = 0.1;

type Need = { name: string; vacuum: boolean };

const staleTable = `
  with counts as (
    select relname as name, greatest(reltuples, 0) as size,
           pg_stat_get_mod_since_analyze(oid) as changed, pg_stat_get_dead_tuples(oid) as dead
      from pg_class
     where relkind = 'r' and relnamespace = current_schema()::regnamespace
       and coalesce(array_position(reloptions, 'autovacuum_enabled=false'), 0) = 0
  )
  select name, dead > ${upkeep_limits.dead} + ${upkeep_limits.share} * size as vacuum
    from counts
   where changed > ${upkeep_limits.changed} + ${upkeep_limits.share} * size
      or dead > ${upkeep_limits.dead} + ${upkeep_limits.share} * size
   order by changed / greatest(size, 1) desc
   limit 1`;

/**
 * What autovacuum does on a server: statistics of tables that changed, and room within tables for new rows. Between
 * transactions, one table at a time, the one that changed most first. As there, a table can be left out by its
 * `autovacuum_enabled`.
 */
export class Upkeep {
  readonly #session: Session;
  readonly #look_ms: number;
  #next_at: number;

  constructor(session: Session, look_ms = 1_000) {
    this.#session = session;
    this.#look_ms = look_ms;
    this.#next_at = performance.now() + look_ms;
  }

  /** Milliseconds until the next look; 0: now. Null while a transaction is open, whose end brings the next question. */
  wait(): number | null {
    return this.#session.isInTransaction() ? null : Math.max(0, this.#next_at - performance.now());
  }

  /** Looks after one table. True: there may be more to do. Nothing else may use the session meanwhile. */
  async look(): Promise<boolean> {
    const began = performance.now();
    const [need] = (await this.#session.query<Need>(staleTable)).rows;
    if (need !== undefined) await this.#session.exec(`${need.vacuum ? 'vacuum (analyze)' : 'analyze'} "${need.name}"`);
    const ended = performance.now();
    this.#next_at = Math.max(ended + (ended - began) / share, need === undefined ? began + this.#look_ms : 0);
    return need !== undefined;
  }
}
