import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { testDatabase } from "../support/database.ts";

const admin = testDatabase();

test("two loads of the client file can use one connection: names of prepared statements never collide", async () => {
  const client = await admin().connect();
  try {
    const one = await import("#db/client.server.ts");
    vi.resetModules();
    const other = await import("#db/client.server.ts");
    expect(other).not.toBe(one);
    const [first, second] = [one, other].map((file) => file.overConnection(client, () => {}));
    expect((await sql<{ n: number }>`select 1 as n`.execute(first!)).rows).toEqual([{ n: 1 }]);
    expect((await sql<{ t: string }>`select 'två' as t`.execute(second!)).rows).toEqual([{ t: "två" }]);
    expect((await sql<{ n: number }>`select 1 as n`.execute(second!)).rows).toEqual([{ n: 1 }]);
  } finally {
    client.release();
  }
});
