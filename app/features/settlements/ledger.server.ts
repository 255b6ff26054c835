import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { NotFound, Refused } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import { type Door, inTenant } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { TooLarge, withUpload } from "../../server/upload.server.ts";
import { Reader } from "../contracts/numbers.form.ts";
import { openCsv } from "../imports/csv-reader.server.ts";
import { FileProblem, type SheetRow } from "../imports/file.rules.ts";
import { isUuid } from "../lists/lists.rules.ts";
import type { PartAnswer } from "./budgets.server.ts";
import { type Booking, type LedgerProblem, readLedger } from "./ledger.rules.ts";
import { yearPartPath } from "./settlements.paths.ts";
import { lockYear, type MoneyYear, openBooks, settledSoFar } from "./years.server.ts";

/** A ledger is one year's bookings of one cooperation: a few thousand rows at most. */
export const MOST_LEDGER_BYTES = 5_000_000;
const MOST_ROWS = 20_000;

/** The outcome by account and month, for the host and the parties of the year. */
export async function ledgerSums(db: TenantDb, { agreement, year }: Pick<MoneyYear, "agreement" | "year">) {
  const { rows } = await sql<{ account: string; text: string; month: number; amount_minor: string }>`
    select account, text, month, amount_minor::text from app.ledger_sums(${agreement.id}::uuid, ${year})
    order by account, month`.execute(db);
  return rows.map((row) => ({ ...row, amount_minor: Number(row.amount_minor) }));
}

/** One sum per account, by account. */
export function byAccount(sums: Awaited<ReturnType<typeof ledgerSums>>) {
  const accounts = new Map<string, { account: string; text: string; amount_minor: number }>();
  for (const { account, text, amount_minor } of sums) {
    const known = accounts.get(account);
    if (known) known.amount_minor += amount_minor;
    else accounts.set(account, { account, text, amount_minor });
  }
  return [...accounts.values()];
}

/** A booking that no closed settlement holds; undefined for any other. */
export async function findLedgerLine(db: TenantDb, { agreement, year }: MoneyYear, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom("ledger_line")
    .select(["id", "booked_on", "account", "text", "amount_minor"])
    .where("agreement_id", "=", agreement.id)
    .where("year", "=", year)
    .where("id", "=", id)
    .where("settled_run", "is", null)
    .executeTakeFirst();
}

/** A file of bookings by its id. */
export async function findLedgerFile(db: TenantDb, { agreement, year }: MoneyYear, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom("ledger_file")
    .select(["id", "name", "rows", "total_minor"])
    .where("agreement_id", "=", agreement.id)
    .where("year", "=", year)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** The page of the outcome: sums, the newest bookings, and the files they came from. */
export async function loadLedger(door: Door, id?: string, yearText?: string) {
  const found = await openBooks(door, id, yearText);
  const { db } = door;
  const lines = await db
    .selectFrom("ledger_line")
    .select([
      "id",
      "booked_on",
      "account",
      "text",
      "amount_minor",
      "voucher",
      "file_id",
      "settled_run",
      "created_by_name",
    ])
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .orderBy("booked_on", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  const files = await db
    .selectFrom("ledger_file")
    .select(["id", "name", "rows", "total_minor", "created_by_name", "created_at"])
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(100)
    .execute();
  const settled = await db
    .selectFrom("ledger_line")
    .select("file_id")
    .distinct()
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .where("settled_run", "is not", null)
    .where("file_id", "is not", null)
    .limit(1000)
    .execute();
  return {
    ...found,
    accounts: byAccount(await ledgerSums(db, found)),
    lines,
    files: files.map(({ created_at, ...file }) => ({
      ...file,
      created_at: created_at.toISOString(),
      isSettled: settled.some((row) => row.file_id === file.id),
    })),
  };
}

function note(
  door: Pick<Door, "record">,
  { agreement, year }: MoneyYear,
  change: { old?: string; new?: string },
) {
  return door.record({
    kind: "ledger",
    id: agreement.id,
    name: `${agreement.title} ${year}`,
    action: "updated",
    changes: [{ field: "ledger_line", old: change.old ?? null, new: change.new ?? null }],
  });
}

const inWords = (line: { account: string; amount_minor: number; text?: string }) =>
  `${line.account} ${line.text ?? ""} ${(line.amount_minor / 100).toFixed(2)}`.replace(/\s+/g, " ");

/** Adds a booking by hand, or removes one, or a whole file, that has not been settled. */
export async function changeLedger(door: Door, id?: string, yearText?: string): Promise<PartAnswer> {
  const { db, form, tenant, actor } = door;
  const found = await openBooks(door, id, yearText);
  const to = yearPartPath(found.at, "ledger", "?saved=1");
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  await lockYear(db, found);
  // what a settlement was worked out from stays while it is under way; to mend it, it is opened again
  if ((await settledSoFar(db, found)) === "kept") {
    door.unrecorded("nothing was written");
    return { typed: {}, errors: { "": "ledger_locked" }, status: 409 };
  }
  const [line, file] = [form.get("remove"), form.get("remove_file")];
  if (typeof line === "string" || typeof file === "string") {
    await remove(door, found, { line: String(line ?? ""), file: String(file ?? "") });
    return { to };
  }
  const typed = Object.fromEntries(
    ["booked_on", "account", "text", "amount", "voucher"].map((name) => [
      name,
      String(form.get(name) ?? "").trim(),
    ]),
  );
  const read = new Reader((name) => typed[name] ?? "");
  const booked_on = read.requiredDay("booked_on");
  if (booked_on && !booked_on.startsWith(`${found.year}-`)) read.errors.booked_on ??= "other_year";
  const account = read.required("account");
  if (account && !/^\d{3,10}$/.test(account)) read.errors.account = "not_an_account";
  const amount_minor = read.amount("amount");
  if (!amount_minor) read.errors.amount ??= "required";
  if (Object.keys(read.errors).length > 0) return { typed, errors: read.errors, status: 422 };
  const row = { booked_on, account, amount_minor: amount_minor!, text: (typed.text ?? "").slice(0, 200) };
  await insertBookings(db, { found, tenantId: tenant.id, by: actor.name }, [
    { ...row, voucher: typed.voucher?.slice(0, 40) || null },
  ]);
  await note(door, found, { new: inWords(row) });
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

async function remove(door: Door, found: MoneyYear, { line, file }: { line: string; file: string }) {
  const { db, tenant } = door;
  if (isUuid(line)) {
    const gone = await db
      .deleteFrom("ledger_line")
      .where("tenant_id", "=", tenant.id)
      .where("agreement_id", "=", found.agreement.id)
      .where("year", "=", found.year)
      .where("id", "=", line)
      .where("settled_run", "is", null)
      .returning(["account", "text", "amount_minor"])
      .executeTakeFirst();
    if (!gone) throw new Refused("changed_meanwhile");
    return note(door, found, { old: inWords(gone) });
  }
  if (!isUuid(file)) throw new NotFound();
  const settled = await db
    .selectFrom("ledger_line")
    .select("id")
    .where("tenant_id", "=", tenant.id)
    .where("file_id", "=", file)
    .where("settled_run", "is not", null)
    .limit(1)
    .executeTakeFirst();
  if (settled) throw new Refused("settled_meanwhile");
  const gone = await db
    .deleteFrom("ledger_file")
    .where("tenant_id", "=", tenant.id)
    .where("agreement_id", "=", found.agreement.id)
    .where("year", "=", found.year)
    .where("id", "=", file)
    .returning(["name", "rows"])
    .executeTakeFirst();
  if (!gone) throw new Refused("changed_meanwhile");
  return note(door, found, { old: `${gone.name} (${gone.rows})` });
}

async function insertBookings(
  db: TenantDb,
  { found, tenantId, by, fileId }: { found: MoneyYear; tenantId: string; by: string; fileId?: string },
  bookings: readonly Booking[],
): Promise<void> {
  for (let at = 0; at < bookings.length; at += 1000)
    await db
      .insertInto("ledger_line")
      .values(
        bookings.slice(at, at + 1000).map((booking) => ({
          tenant_id: tenantId,
          agreement_id: found.agreement.id,
          year: found.year,
          file_id: fileId ?? null,
          created_by_name: by,
          ...booking,
        })),
      )
      .execute();
}

export type FileAnswer =
  | { to: string }
  | { error: { code: string; column?: string; row?: number } }
  | { problems: LedgerProblem[]; count: number };

/** Faults shown at once; the file is corrected and sent again. */
const MOST_PROBLEMS = 100;

/** What a file says, or why it cannot be used; nothing is written here. */
export function readLedgerFile(
  bytes: Buffer,
  year: number,
): { bookings: Booking[] } | Exclude<FileAnswer, { to: string }> {
  const rows: SheetRow[] = [];
  try {
    for (const batch of openCsv(bytes).rows) {
      rows.push(...batch);
      if (rows.length > MOST_ROWS) return { error: { code: "too_many_rows" } };
    }
  } catch (error) {
    if (error instanceof FileProblem) return { error: { code: error.code } };
    throw error;
  }
  const read = readLedger(
    rows.map(({ cells, ...row }) => ({ ...row, cells: cells.map((cell) => String(cell ?? "")) })),
    year,
  );
  if ("refused" in read) return { error: read.refused };
  if ("problems" in read)
    return { problems: read.problems.slice(0, MOST_PROBLEMS), count: read.problems.length };
  return read;
}

/**
 * Takes a ledger file in: all its rows or none. A file that is there already is recognised by its content.
 * @param file what was sent; undefined when nothing was chosen
 */
export async function takeLedgerIn(
  door: Door,
  { id, year }: { id?: string; year?: string },
  file: { name: string; sha256: string; bytes: Buffer } | undefined,
): Promise<FileAnswer> {
  const { db, tenant, actor } = door;
  const found = await openBooks(door, id, year);
  const read = file ? readLedgerFile(file.bytes, found.year) : { error: { code: "missing_file" } };
  if (!file || !("bookings" in read)) {
    door.unrecorded("nothing was written");
    return read as Exclude<typeof read, { bookings: unknown }>;
  }
  const { bookings } = read;
  await lockYear(db, found);
  if ((await settledSoFar(db, found)) === "kept") {
    door.unrecorded("nothing was written");
    return { error: { code: "ledger_locked" } };
  }
  const made = await db
    .insertInto("ledger_file")
    .values({
      tenant_id: tenant.id,
      agreement_id: found.agreement.id,
      year: found.year,
      name: file.name.slice(0, 255) || "utfall.csv",
      sha256: file.sha256,
      rows: bookings.length,
      total_minor: bookings.reduce((sum, booking) => sum + booking.amount_minor, 0),
      created_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) {
    door.unrecorded("nothing was written: the file is there already");
    return { error: { code: "same_file" } };
  }
  await insertBookings(db, { found, tenantId: tenant.id, by: actor.name, fileId: made.id }, bookings);
  await note(door, found, { new: `${file.name} (${bookings.length})` });
  return { to: yearPartPath(found.at, "ledger", `?file=${bookings.length}`) };
}

/** What the page for sending a file needs to know. @throws NotFound, Forbidden */
export async function loadLedgerFile(door: Door, id?: string, yearText?: string) {
  const { agreement, year, at } = await openBooks(door, id, yearText);
  return { agreement, year, at };
}

/** Takes in the file of an upload form: the door first and by itself, so that no stranger's file is read and no transaction waits for a slow sender. */
export async function receiveLedger(args: Parameters<typeof inTenant>[0]): Promise<FileAnswer> {
  const { id, year } = args.params;
  await inTenant(args, (door) => loadLedgerFile(door, id, year));
  try {
    return await withUpload(args.request, MOST_LEDGER_BYTES, async ({ file }) => {
      const sent = file && { name: file.name, sha256: file.sha256, bytes: await readFile(file.path) };
      return inTenant(args, (door) => takeLedgerIn(door, { id, year }, sent));
    });
  } catch (error) {
    if (error instanceof TooLarge) return { error: { code: "too_large" } };
    throw error;
  }
}
