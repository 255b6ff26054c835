import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import type { Captured, Statement } from "./capture.ts";

const folder = path.resolve(import.meta.dirname, "explain");

/**
 * Keeps the plans of the busy pages: one file per page under bench/explain/, with each reading statement as the application sends
 * it, run as the application's role under row-level security.
 * @param usages how many systems the database holds
 */
export async function keepPlans(admin: pg.Pool, pages: readonly Captured[], usages: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const page of pages) {
    if (page.filled) continue;
    const parts = [`${page.name}, ${usages} systems`];
    for (const statement of page.statements) {
      if (!/^\s*(select|with)\b/i.test(statement.text) || /log_access/.test(statement.text)) continue;
      const begin = page.statements.find(
        (one) => one.connection === statement.connection && one.text.startsWith("begin"),
      );
      if (begin) parts.push(await plan(admin, begin.text, statement));
    }
    const name = page.name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    writeFileSync(path.join(folder, `${name}.txt`), `${parts.join("\n\n")}\n`);
  }
}

async function plan(admin: pg.Pool, begin: string, { text, values }: Statement): Promise<string> {
  const client = await admin.connect();
  try {
    await client.query("set role samverka_app");
    await client.query(begin);
    const { rows } = await client.query(`explain (analyze, buffers, timing off) ${text}`, values);
    const lines = rows.map((row) => String(row["QUERY PLAN"]).slice(0, 240));
    return `${text.trim()}\n\n${lines.join("\n")}`;
  } finally {
    await client.query("rollback");
    await client.query("reset role");
    client.release();
  }
}
