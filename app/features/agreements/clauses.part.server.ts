import { clauseForm, deviationForm } from "./agreements.form.ts";
import { isOpenText } from "./agreements.rules.ts";
import { listParties } from "./agreements.server.ts";
import { noteChange, type PartList, wordsFor } from "./part-lists.server.ts";
import { rowsOf } from "./part-writes.server.ts";
import { whileOpen } from "./parties.part.server.ts";
import { readForm, typedOf } from "./posted.server.ts";
import { readText } from "./texts.server.ts";

/** The text, clause by clause, until it is decided on; then it changes by amendments. */
export const clauses: PartList = {
  writer: "owner",
  isOpen: whileOpen,
  start: () => ({ code: "purpose" }),
  async lines({ db, agreement, locale }) {
    const { w } = wordsFor(locale);
    const isOpen = isOpenText(agreement.status);
    return (await readText(db, agreement.id)).map((clause) => ({
      id: clause.id,
      title: clause.heading,
      notes: [w.code[clause.code] ?? "", clause.body],
      mayChange: isOpen,
      mayRemove: isOpen,
      typed: typedOf({ code: clause.code, heading: clause.heading, body: clause.body }),
    }));
  },
  ...rowsOf({ table: "clause", form: clauseForm, field: "clause", name: ({ heading }) => heading }),
};

/** What holds for one party beside or instead of a clause. The id is made of both. */
export const deviations: PartList = {
  writer: "owner",
  isOpen: whileOpen,
  async lines({ db, agreement }) {
    const names = new Map(
      (await listParties(db, agreement.id)).map((party) => [party.organisation_id, party.name]),
    );
    const isOpen = isOpenText(agreement.status);
    return (await readText(db, agreement.id)).flatMap((clause) =>
      clause.deviations.map((each) => ({
        id: `${clause.id} ${each.organisation_id}`,
        title: `${clause.heading} – ${names.get(each.organisation_id) ?? ""}`,
        notes: [each.body],
        mayChange: false,
        mayRemove: isOpen,
        typed: {},
      })),
    );
  },
  async choices({ db, agreement }) {
    return { clauses: (await readText(db, agreement.id)).map(({ id, heading }) => ({ id, name: heading })) };
  },
  async save(door) {
    const { db, agreement } = door;
    const read = readForm(deviationForm, door.form);
    if ("errors" in read) return read;
    const { typed, fields } = read;
    const clause = (await readText(db, agreement.id)).find((each) => each.id === fields.clause_id);
    if (!clause) return { typed, errors: { clause_id: "choice_wrong" } };
    const parties = await listParties(db, agreement.id);
    const party = parties.find((each) => each.organisation_id === fields.organisation_id);
    if (!party) return { typed, errors: { organisation_id: "choice_wrong" } };
    await db
      .insertInto("clause_deviation")
      .values({ tenant_id: agreement.tenant_id, ...fields })
      .onConflict((conflict) =>
        conflict.columns(["tenant_id", "clause_id", "organisation_id"]).doUpdateSet({ body: fields.body }),
      )
      .execute();
    await noteChange(door, { field: "deviation", new: `${clause.heading} – ${party.name}` });
    return undefined;
  },
  async remove(door, row) {
    const [clause = "", organisation = ""] = row.id.split(" ");
    await door.db
      .deleteFrom("clause_deviation")
      .where("tenant_id", "=", door.agreement.tenant_id)
      .where("clause_id", "=", clause)
      .where("organisation_id", "=", organisation)
      .execute();
    await noteChange(door, { field: "deviation", old: row.title });
  },
};
