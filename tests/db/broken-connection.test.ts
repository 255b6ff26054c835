import { expect, inject, test } from "vitest";
import { openPool } from "#db/client.server.ts";

test("a connection that breaks while somebody holds it fails their next statement, not the process", async () => {
  const pool = openPool(inject("adminUrl"), 2);
  try {
    const held = await pool.connect();
    const { rows } = await held.query("select pg_backend_pid() as pid");
    const gone = new Promise<void>((resolve) => held.once("end", resolve));
    await pool.query("select pg_terminate_backend($1)", [rows[0].pid]);
    await gone;
    await expect(held.query("select 1")).rejects.toThrow();
    held.release(true);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  } finally {
    await pool.end();
  }
});
