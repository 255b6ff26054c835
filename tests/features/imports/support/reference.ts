import type pg from "pg";
import { functions } from "#db/reference/functions.ts";
import { roleTypes } from "#db/reference/role-types.ts";

/** The functions and role types that every installation has. */
export async function referenceData(admin: pg.Pool): Promise<void> {
  for (const one of functions)
    await admin.query(
      `insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [
        one.code,
        one.group_code,
        one.group_name_sv,
        one.group_name_en,
        one.name_sv,
        one.name_en,
        one.position,
      ],
    );
  for (const [i, one] of roleTypes.entries())
    await admin.query(
      `insert into role_type (code, name_sv, name_en, answers_for_sv, answers_for_en, position)
       values ($1, $2, $3, '', '', $4) on conflict do nothing`,
      [one.code, one.name_sv, one.name_en, i],
    );
}
