import { createHash } from "node:crypto";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import pg from "pg";
import type { Database } from "./schema.ts";

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** A whole number from the database that JavaScript can hold exactly; counts and öre do. @throws RangeError beyond 2^53 */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer out of range: ${text}`);
  return value;
}

/** Opens a pool; `max` connections, each waiting at most 10 s for a place. */
export function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  });
  pool.on("error", () => {}); // an idle connection that breaks is replaced at the next use
  // one that breaks in use says so to whoever asks it next; without a listener it would end the whole process
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** A Kysely over a whole pool; for sign-in and maintenance, never for tenant data. */
export function overPool(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * A Kysely bound to one connection on which somebody else has begun a transaction.
 * @param onWrite called after each statement that changed rows, the change history's own aside
 */
export function overConnection(client: pg.PoolClient, onWrite: () => void): Kysely<Database> {
  return new Kysely<Database>({ dialect: new OneConnectionDialect(client, onWrite) });
}

class OneConnectionDialect implements Dialect {
  readonly #client: pg.PoolClient;
  readonly #onWrite: () => void;
  constructor(client: pg.PoolClient, onWrite: () => void) {
    this.#client = client;
    this.#onWrite = onWrite;
  }
  createAdapter = () => new PostgresAdapter();
  createQueryCompiler = () => new PostgresQueryCompiler();
  createIntrospector = (db: Kysely<unknown>) => new PostgresIntrospector(db);
  createDriver(): Driver {
    const connection = new OneConnection(this.#client, this.#onWrite);
    const refuse = async () => {
      throw new Error("the door owns the only transaction");
    };
    return {
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => {},
      destroy: async () => {},
    } as Driver;
  }
}

/**
 * Statement names per SQL text: the server plans a repeated statement once per connection. The name follows from the text, for
 * the pool is shared by several loads of this file (server, application build, each reload in development).
 */
const statementNames = new Map<string, string>();
const MOST_STATEMENTS = 400;

function statementName(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= MOST_STATEMENTS || text.length > 20_000) return undefined;
  const name = `s${createHash("sha256").update(text).digest("base64url")}`;
  statementNames.set(text, name);
  return name;
}

class OneConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #onWrite: () => void;
  constructor(client: pg.PoolClient, onWrite: () => void) {
    this.#client = client;
    this.#onWrite = onWrite;
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#client.query<R & pg.QueryResultRow>({
      name: statementName(query.sql),
      text: query.sql,
      values: [...query.parameters],
    });
    if (result.command !== "SELECT" && result.rowCount && !query.sql.startsWith('insert into "change_event"'))
      this.#onWrite();
    return {
      rows: result.rows,
      numAffectedRows: result.rowCount === null ? undefined : BigInt(result.rowCount),
    };
  }
  // biome-ignore lint/correctness/useYield: streaming is not offered on the door's connection
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("not offered: read in pages");
  }
}
