import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/node";
import pg from "pg";
import { closePools } from "../app/server/pools.server.ts";
import { filledIn, freshPlaceholders } from "./forms.ts";
import type { Scenario } from "./scenarios.ts";

/**
 * Run as a process: asks the built application for each page once and writes down every statement it sent to PostgreSQL and
 * how long the answer was, so that the floor server does exactly the same work in the database and sends as many bytes.
 *
 * Arguments: file with `Scenario[]` to read, file to write.
 */
export interface Captured {
  name: string;
  path: string;
  bytes: number;
  status: number;
  /** Of a form: what stood in it for the key and the name, and so in the statements. */
  filled?: { key: string; name: string };
  statements: Statement[];
}

export interface Statement {
  text: string;
  values: unknown[];
  /** Which of the request's connections sent it: the session's look-up has one, each transaction its own. */
  connection: number;
  /** How many of the request's statements had been answered when it was sent. */
  after: number;
  /** What a writing statement gave back, for example the id of the new row. */
  returned?: Record<string, unknown>;
}

const [readFrom, writeTo] = process.argv.slice(2) as [string, string];
let statements: Statement[] = [];
let answered = 0;
const connections = new WeakMap<object, number>();
let connectionCount = 0;

type Query = (this: pg.Client, query: unknown, values?: unknown) => Promise<pg.QueryResult>;
const original = pg.Client.prototype.query as unknown as Query;
pg.Client.prototype.query = function (this: pg.Client, query: unknown, values?: unknown) {
  if (!connections.has(this)) connections.set(this, connectionCount++);
  const asked = (typeof query === "string" ? { text: query } : query) as { text: string; values?: unknown[] };
  const statement: Statement = {
    text: asked.text,
    values: Array.isArray(values) ? values : (asked.values ?? []),
    connection: connections.get(this)!,
    after: answered,
  };
  statements.push(statement);
  const answer = original.call(this, query, values);
  return answer.then((result) => {
    answered += 1;
    if (/^\s*insert\b/i.test(asked.text) && result.rows?.[0]) statement.returned = result.rows[0];
    return result;
  });
} as never;

const { default: scenarios } = (await import(pathToFileURL(readFrom).href, { with: { type: "json" } })) as {
  default: Scenario[];
};
const build = await import(pathToFileURL(path.resolve("build/index.js")).href);
const handle = createRequestHandler(build, "production");

async function ask({ path: at, cookie, form }: Scenario) {
  const filled = form && freshPlaceholders();
  const request = new Request(`http://localhost${at}`, {
    method: form ? "POST" : "GET",
    headers: {
      Cookie: cookie,
      Accept: "text/html",
      ...(form ? { "Content-Type": "application/x-www-form-urlencoded" } : {}),
    },
    ...(form && filled ? { body: filledIn(form, filled) } : {}),
  });
  statements = [];
  answered = 0;
  const response = await handle(request, { nonce: "x".repeat(22), requestId: "bench", address: "127.0.0.1" });
  return { status: response.status, body: await response.text(), filled };
}

const captured: Captured[] = [];
for (const scenario of scenarios) {
  await ask(scenario); // once for what happens only the first time, as the note of who has looked
  const { status, body, filled } = await ask(scenario);
  const { name, path: at, form } = scenario;
  if (status !== (form ? 302 : 200)) throw new Error(`${name}: status ${status} for ${at}`);
  captured.push({ name, path: at, bytes: Buffer.byteLength(body), status, filled, statements });
}
writeFileSync(writeTo, JSON.stringify(captured));
await closePools();
