import { NotFound } from "../../server/errors.server.ts";
import { earlierSubmission, FORM_KEY, rememberSubmission } from "../../server/form-key.server.ts";
import type { Door } from "../../server/tenant.server.ts";
import { type Typed, typedValues } from "../catalogue/fields.form.ts";
import { isUuid } from "../lists/lists.rules.ts";
import { type Candidates, createSuppliers, resolveSuppliers } from "../systems/references.server.ts";
import { formChoices, relationErrors } from "./choices.server.ts";
import {
  type FieldValue,
  type ReadContract,
  readContract,
  shownInForm,
  type TypedOption,
} from "./contracts.form.ts";
import { contractPath } from "./contracts.paths.ts";
import { hasRegister, mayEditContracts } from "./contracts.policy.ts";
import { type Contract, findContract, insertContract, lockContract } from "./contracts.server.ts";
import { factsOn } from "./facts.rules.ts";
import { columnOf, FIELDS, MOST_OPTIONS, OPTION_FIELDS, optionField } from "./fields.rules.ts";
import { type MovedDate, movedDates, movedKey } from "./moved.rules.ts";
import { NO_TERM, type TermRow, type TermRows, termInputOf } from "./terms.rules.ts";
import { keptValue, updateContract } from "./writes.server.ts";

/** A value that somebody else changed while the form was open. */
export interface Conflict {
  field: string;
  theirs: string;
  /** undefined when it was not touched here. */
  yours?: string;
}

/** A form as it is shown. */
export interface FormState {
  typed: Typed;
  errors?: Record<string, string>;
  candidates?: Candidates;
  conflicts?: Conflict[];
  /** Dates that the change would move: shown before anything is saved. */
  moved?: MovedDate[];
  version: number;
  /** What the contract had when the form was made, to tell one's own changes from others'. */
  was: Record<string, string>;
  /** Rows for options: those there are and some to fill in. */
  optionRows: number;
}

export type EditOutcome = { to: string } | { state: FormState; status: 200 | 409 | 422 };
type Editing = Pick<Door, "db" | "tenant" | "actor" | "authorize">;

const LISTS = ["elements"];
const DEFAULTS: Record<string, string> = {
  direction: "bought",
  renewal_kind: NO_TERM.renewal_kind,
  notice_anchor: NO_TERM.notice_anchor,
  notice_anchor_side: NO_TERM.notice_anchor_side,
  binding_applies_to: NO_TERM.binding_applies_to,
  admin_buffer_days: "0",
  initial_unit: "months",
  renewal_unit: "months",
  notice_unit: "months",
};

function enter({ tenant, actor, authorize }: Editing): void {
  if (!hasRegister(tenant)) throw new NotFound();
  authorize(mayEditContracts(actor));
}

/** The contract as the form shows it; suppliers by name. */
export function typedOf(contract: Contract): Typed {
  const typed: Typed = {};
  for (const field of FIELDS) {
    const value = field.kind === "supplier" ? contract.supplier_name : keptValue(contract, field);
    typed[field.key] = shownInForm(value);
  }
  for (const option of contract.options)
    for (const key of OPTION_FIELDS) typed[optionField(option.seq, key)] = shownInForm(option[key]) as string;
  return typed;
}

/** One text per field, so that two states of a record can be compared. */
function flat(typed: Typed): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, [value].flat().join(",")]));
}

const rowsFor = (filled: number) => Math.min(MOST_OPTIONS, filled + 2);

/** The empty form, for a system when the address names one. */
export async function loadNewContract(door: Editing, usageId: string | null) {
  enter(door);
  const usage = usageId && isUuid(usageId) ? await ownUsage(door, usageId) : undefined;
  return {
    slug: door.tenant.slug,
    contract: null,
    usage: usage ? { id: usage.id, own_name: usage.own_name } : null,
    ...(await formChoices(door.db, door.tenant.id, null)),
    state: {
      typed: { ...DEFAULTS, ...(usage ? { name: usage.own_name } : {}) },
      version: 0,
      was: {},
      optionRows: rowsFor(0),
    } as FormState,
  };
}

function ownUsage({ db, tenant }: Editing, id: string) {
  return db
    .selectFrom("system_usage")
    .select(["id", "own_name"])
    .where("tenant_id", "=", tenant.id)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** The form of a contract of one's own. @throws NotFound for others', Forbidden for readers */
export async function loadContractForm(door: Editing, id: string) {
  if (!hasRegister(door.tenant)) throw new NotFound();
  const contract = await findContract(door.db, id);
  if (contract.tenant_id !== door.tenant.id) throw new NotFound();
  door.authorize(mayEditContracts(door.actor));
  const typed = typedOf(contract);
  return {
    slug: door.tenant.slug,
    contract: { id: contract.id, name: contract.name },
    usage: null,
    ...(await formChoices(door.db, door.tenant.id, contract)),
    state: {
      typed,
      version: contract.version,
      was: flat(typed),
      optionRows: rowsFor(contract.options.length),
    } as FormState,
  };
}

export type ContractFormData = Awaited<ReturnType<typeof loadContractForm | typeof loadNewContract>>;

/** Adds a contract; a form sent twice makes one. */
export async function saveNewContract(door: Door): Promise<EditOutcome> {
  enter(door);
  const { db, tenant, form, record } = door;
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form, LISTS);
  const state: FormState = { typed, version: 0, was: {}, optionRows: postedRows(typed) };
  if (form.has("more")) return { state, status: 200 };
  const read = readContract(typed);
  const resolved = await resolve(door, read, { typed });
  if (Object.keys(resolved.errors).length > 0)
    return { state: { ...state, errors: resolved.errors, candidates: resolved.candidates }, status: 422 };
  const values = await resolved.finish();
  const usage = isUuid(String(typed.usage ?? "")) ? await ownUsage(door, String(typed.usage)) : undefined;
  const id = await insertContract(
    db,
    { tenantId: tenant.id, record },
    {
      ...(columns(values, "contract") as { name: string }),
      term: columns(values, "term"),
      internal: columns(values, "internal"),
      options: read.options,
      usages: usage ? [usage.id] : [],
    },
  );
  const to = contractPath(tenant.slug, id, "?saved=new");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** Saves the posted form; when it moves dates, only after they have been shown. */
export async function saveContract(door: Door, id: string): Promise<EditOutcome> {
  const { db, tenant, form, today, record } = door;
  enter(door);
  const contract = await lockContract(db, id);
  const earlier = await earlierSubmission(db, form.get(FORM_KEY));
  if (earlier) return { to: earlier };
  const typed = typedValues(form, LISTS);
  const current = flat(typedOf(contract));
  const was = readWas(form);
  const state: FormState = { typed, version: contract.version, was: current, optionRows: postedRows(typed) };
  if (form.has("more"))
    return { state: { ...state, version: Number(form.get("version")), was }, status: 200 };
  if (Number(form.get("version")) !== contract.version) {
    const { conflicts, kept } = meet(current, was, typed);
    if (conflicts.length > 0) return { state: { ...state, typed: kept, conflicts }, status: 409 };
    Object.assign(typed, kept);
  }
  const read = readContract(typed);
  const resolved = await resolve(door, read, { typed, contract });
  const called = contract.options.find((option) => option.called_on && option.seq > read.options.length);
  if (called) resolved.errors[optionField(called.seq, "length")] = "option_called";
  if (Object.keys(resolved.errors).length > 0)
    return {
      state: { ...state, was, errors: resolved.errors, candidates: resolved.candidates },
      status: 422,
    };
  const moved = movedBy(contract, read, today);
  if (moved.length > 0 && form.get("agreed") !== movedKey(moved))
    return { state: { ...state, moved }, status: 200 };
  const values = await resolved.finish();
  await updateContract(
    db,
    { tenantId: tenant.id, record },
    {
      contract,
      edit: { values, options: read.options, names: { supplier: String(typed.supplier ?? "") || null } },
    },
  );
  const to = contractPath(tenant.slug, id, "?saved=1");
  await rememberSubmission(db, tenant.id, form.get(FORM_KEY), to);
  return { to };
}

/** What the posted terms would move, seen today. */
export function movedBy(
  contract: Contract,
  read: Pick<ReadContract, "values" | "options">,
  today: string,
): MovedDate[] {
  const before = factsOn(termInputOf(contract), today);
  return movedDates(before, factsOn(termInputOf(withTerms(contract, read.values, read.options)), today));
}

function withTerms(
  contract: TermRows,
  values: Record<string, FieldValue>,
  options: readonly TypedOption[],
): TermRows {
  return {
    term: { ...contract.term, ...(columns(values, "term") as Partial<TermRow>) },
    options: options.map((option) => ({
      ...{ called_on: null, called_by: null, decision_ref: null, sent_how: null, late_assessment: null },
      ...contract.options.find((each) => each.seq === option.seq),
      ...option,
    })),
    periods: contract.periods,
  };
}

/** Values by column of one table. */
function columns(values: Record<string, FieldValue>, table: string): Record<string, FieldValue> {
  return Object.fromEntries(
    FIELDS.filter((field) => field.table === table && field.key in values).map((field) => [
      columnOf(field),
      values[field.key] ?? null,
    ]),
  );
}

/** Names become ids, relations are checked; `finish` adds what is to be added and gives the values to write. */
async function resolve(
  { db, tenant, record }: Pick<Door, "db" | "tenant" | "record">,
  read: ReadContract,
  { typed, contract }: { typed: Typed; contract?: Contract },
) {
  const suppliers = await resolveSuppliers(
    db,
    FIELDS.filter((field) => field.kind === "supplier"),
    {
      values: read.values,
      typed,
      usage: contract && {
        values: { supplier: contract.supplier_id },
        names: { supplier: contract.supplier_name },
      },
    },
  );
  const errors = {
    ...suppliers.errors,
    ...(await relationErrors(db, tenant.id, read.values, contract?.id)),
    ...read.errors,
  };
  return {
    errors,
    candidates: suppliers.candidates,
    finish: async () => ({
      ...read.values,
      ...suppliers.ids,
      ...(await createSuppliers(db, suppliers, { record })),
    }),
  };
}

function postedRows(typed: Typed): number {
  const filled = [...Array(MOST_OPTIONS).keys()].filter((row) => typed[optionField(row + 1, "length")]);
  return rowsFor((filled.at(-1) ?? -1) + 1);
}

/** What others changed since the form was made, and the form with their changes where one has made none oneself. */
function meet(current: Record<string, string>, was: Record<string, string>, typed: Typed) {
  const kept: Typed = { ...typed };
  const mine = flat(typed);
  const conflicts: Conflict[] = [];
  for (const key of new Set([...Object.keys(current), ...Object.keys(was)])) {
    const [now, before, own] = [current[key] ?? "", was[key] ?? "", mine[key] ?? ""];
    if (now === before) continue;
    const isTouched = own !== before;
    if (!isTouched) kept[key] = LISTS.includes(key) ? now.split(",").filter(Boolean) : now;
    if (own !== now) conflicts.push({ field: key, theirs: now, ...(isTouched ? { yours: own } : {}) });
  }
  return { conflicts, kept };
}

function readWas(form: FormData): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(String(form.get("was") ?? "{}"));
    if (typeof parsed !== "object" || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}
