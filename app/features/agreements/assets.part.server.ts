import type { TenantDb } from "../../server/transaction.server.ts";
import { assetForm, shareForm } from "./agreements.form.ts";
import { listParties } from "./agreements.server.ts";
import type { FieldSpec } from "./fields.rules.ts";
import { type PartDoor, type PartList, wordsFor } from "./part-lists.server.ts";
import { rowsOf } from "./part-writes.server.ts";
import { typedOf } from "./posted.server.ts";

/** What the parties own and owe together, by name, each with its own shares if it has any. */
export async function listAssets(db: TenantDb, agreementId: string) {
  const rows = await db
    .selectFrom("joint_asset")
    .select(["id", "kind", "description", "acquired_on", "value_minor", "exit_rule"])
    .where("agreement_id", "=", agreementId)
    .orderBy("description")
    .orderBy("id")
    .limit(500)
    .execute();
  const shares = await db
    .selectFrom("joint_asset_share")
    .select(["asset_id", "organisation_id", "percent"])
    .where("agreement_id", "=", agreementId)
    .limit(10_000)
    .execute();
  return rows.map((row) => ({ ...row, ownShares: shares.filter((share) => share.asset_id === row.id) }));
}

const shareField = (organisationId: string) => `share-${organisationId}`;

/** Common property and debts. A share for each party when the asset is not shared like the rest. */
export const assets: PartList = {
  writer: "owner",
  start: () => ({ kind: "asset" }),
  async fields({ db, agreement, locale }) {
    const { parts } = wordsFor(locale);
    return (await sharingParties(db, agreement.id)).map((party) => ({
      spec: { name: shareField(party.organisation_id), kind: "number" } satisfies FieldSpec,
      label: parts.shareOf(party.name),
    }));
  },
  async lines({ db, agreement, locale }) {
    const { w, format, parts } = wordsFor(locale);
    const names = new Map(
      (await listParties(db, agreement.id)).map((party) => [party.organisation_id, party.name]),
    );
    return (await listAssets(db, agreement.id)).map((asset) => ({
      id: asset.id,
      title: asset.description,
      notes: [
        w.asset_kind[asset.kind] ?? "",
        format.money(asset.value_minor),
        asset.acquired_on ? format.day(asset.acquired_on) : "",
        asset.exit_rule,
        asset.ownShares
          .map((share) => parts.shareLine(names.get(share.organisation_id) ?? "", plain(share.percent)))
          .join(", "),
      ].filter(Boolean),
      mayChange: true,
      mayRemove: true,
      typed: {
        ...typedOf({ ...asset, ownShares: null }),
        value: (asset.value_minor / 100).toFixed(2).replace(".", ","),
        ...Object.fromEntries(
          asset.ownShares.map((share) => [shareField(share.organisation_id), plain(share.percent)]),
        ),
      },
    }));
  },
  ...rowsOf({
    table: "joint_asset",
    form: assetForm,
    field: "asset",
    name: ({ description }) => description,
    columns: ({ value, ...fields }) => ({ ...fields, value_minor: value }),
    async check(door) {
      const { errors, shares } = await postedShares(door);
      if (Object.keys(errors).length > 0) return errors;
      // in ten-thousandths of a per cent, so that 33,3333 + 33,3333 + 33,3334 is exactly 100
      const sum = shares.reduce((total, share) => total + Math.round(Number(share.percent) * 10_000), 0);
      return shares.length === 0 || sum === 1_000_000
        ? null
        : { [shareField(shares[0]!.organisation_id)]: "share_sum" };
    },
    async after(door, id) {
      const { db, tenant, agreement } = door;
      await db
        .deleteFrom("joint_asset_share")
        .where("tenant_id", "=", tenant.id)
        .where("asset_id", "=", id)
        .execute();
      const { shares } = await postedShares(door);
      if (shares.length === 0) return;
      await db
        .insertInto("joint_asset_share")
        .values(
          shares.map((share) => ({
            ...share,
            tenant_id: tenant.id,
            asset_id: id,
            agreement_id: agreement.id,
          })),
        )
        .execute();
    },
  }),
};

/** "33.3300" as people write it. */
const plain = (percent: string) => String(Number(percent)).replace(".", ",");

/** Parties that own and owe: observers do not. */
async function sharingParties(db: TenantDb, agreementId: string) {
  const parties = (await listParties(db, agreementId)).filter((party) => party.role !== "observer");
  return parties.filter(
    (party, index) => parties.findIndex((each) => each.organisation_id === party.organisation_id) === index,
  );
}

async function postedShares({ db, agreement, form }: PartDoor) {
  const errors: Record<string, string> = {};
  const shares: { organisation_id: string; percent: string }[] = [];
  for (const { organisation_id } of await sharingParties(db, agreement.id)) {
    const field = shareField(organisation_id);
    const read = shareForm.safeParse(String(form.get(field) ?? ""));
    if (!read.success) errors[field] = "number_wrong";
    else if (read.data !== null) shares.push({ organisation_id, percent: read.data });
  }
  return { errors, shares };
}
