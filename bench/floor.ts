import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type pg from "pg";
import { openPool } from "../db/client.server.ts"; // also sets how days and numbers are read, as in the application
import type { Captured, Statement } from "./capture.ts";
import { freshPlaceholders } from "./forms.ts";

/**
 * Run as a process: the least that a server could do for the same answers. Plain node:http, the statements the application sends
 * (same roles and row-level security, same transactions, in the same order, prepared), HTML by string concatenation, padded to
 * the application's length. No session is understood and nothing is decided: the answers were decided when they were captured.
 */
const captured: Captured[] = JSON.parse(readFileSync(process.env.CAPTURED!, "utf8"));
const pages = new Map(captured.map((page) => [`${page.filled ? "POST" : "GET"} ${page.path}`, page]));
const app = openPool(process.env.DATABASE_APP_URL!, 24);
const auth = openPool(process.env.DATABASE_AUTH_URL!, 6);
const names = new Map<string, string>();

function nameOf(text: string) {
  if (!names.has(text)) names.set(text, `f${names.size}`);
  return names.get(text)!;
}

type Rows = Record<string, unknown>[];
/** What stood in the captured statements and what stands there this time. */
type Replacements = Map<string, string>;

/** Runs the page's statements, each connection's in order; a connection waits for those that the application had waited for. */
async function rowsOf(page: Captured): Promise<Rows> {
  const replacements: Replacements = new Map();
  if (page.filled) {
    const fresh = freshPlaceholders();
    replacements.set(page.filled.key, fresh.key).set(page.filled.name, fresh.name);
  }
  const results: Rows[] = [];
  const running: { upTo: number; done: Promise<void> }[] = [];
  for (const [first, statements] of groupsOf(page)) {
    await Promise.all(running.filter((one) => one.upTo <= first.after).map((one) => one.done));
    running.push({
      upTo: page.statements.indexOf(statements.at(-1)!) + 1,
      done: runGroup(statements, replacements, results),
    });
  }
  await Promise.all(running.map((one) => one.done));
  return results.reduce((most, rows) => (rows.length > most.length ? rows : most), []);
}

const grouped = new Map<Captured, [Statement, Statement[]][]>();
function groupsOf(page: Captured) {
  let groups = grouped.get(page);
  if (!groups) {
    const byConnection = new Map<number, Statement[]>();
    for (const statement of page.statements) {
      const statements = byConnection.get(statement.connection) ?? [];
      byConnection.set(statement.connection, [...statements, statement]);
    }
    groups = [...byConnection.values()].map((statements) => [statements[0]!, statements]);
    grouped.set(page, groups);
  }
  return groups;
}

async function runGroup(statements: Statement[], replacements: Replacements, results: Rows[]) {
  const isTransaction = statements[0]!.text.startsWith("begin");
  const client = await (isTransaction ? app : auth).connect();
  try {
    for (const statement of statements) {
      const result = await client.query(asked(statement, replacements));
      if (isTransaction && result.rows) results.push(result.rows);
      const row = result.rows?.[0];
      if (statement.returned && row)
        for (const [column, old] of Object.entries(statement.returned))
          if (typeof old === "string") replacements.set(old, String(row[column]));
    }
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

function asked({ text, values }: Statement, replacements: Replacements): string | pg.QueryConfig {
  const isPrepared = values.length > 0 || /^\s*(select|with|insert|update|delete)\b/i.test(text);
  if (!isPrepared) return text;
  return {
    name: nameOf(text),
    text,
    values: replacements.size > 0 ? values.map((v) => replaced(v, replacements)) : values,
  };
}

function replaced(value: unknown, replacements: Replacements): unknown {
  if (Array.isArray(value)) return value.map((one) => replaced(one, replacements));
  if (typeof value !== "string") return value;
  let text = value;
  for (const [old, fresh] of replacements) text = text.replaceAll(old, fresh);
  return text;
}

function escaped(value: unknown) {
  return String(value ?? "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A table of the longest result; the rest of the page is the same for everybody and so costs only its bytes. */
function htmlOf(rows: Rows, bytes: number): string {
  let html = "<!DOCTYPE html><html lang='sv'><body><table>";
  for (const row of rows) {
    html += "<tr>";
    for (const value of Object.values(row))
      html += `<td class="cell">${escaped(typeof value === "object" ? JSON.stringify(value) : value)}</td>`;
    html += "</tr>";
  }
  html += "</table></body></html>";
  return html.padEnd(bytes, " ");
}

async function received(request: IncomingMessage): Promise<void> {
  for await (const _part of request);
}

const server = createServer(async (request, response) => {
  const page = pages.get(`${request.method} ${request.url}`);
  if (!page) return void response.writeHead(request.url === "/healthz" ? 200 : 404).end();
  try {
    if (page.filled) await received(request);
    const html = Buffer.from(htmlOf(await rowsOf(page), page.bytes));
    response.writeHead(page.status, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": html.length,
    });
    response.end(html);
  } catch (error) {
    process.stderr.write(`${error}\n`);
    response.writeHead(500).end();
  }
});
server.listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
