import { describe, expect, test } from "vitest";
import { normaliseName } from "#app/features/catalogue/names.rules.ts";
import { functions } from "#db/reference/functions.ts";
import { readMunicipalities, readRegions } from "#db/reference/read.ts";
import { roleTypes } from "#db/reference/role-types.ts";
import { isLegalSlug } from "#db/reference/slugs.ts";
import { demoAccounts, demoPassword } from "../../seeds/content/accounts.ts";
import { demoCooperations, shares } from "../../seeds/content/cooperations.ts";
import { monthEnd, monthStart } from "../../seeds/content/days.ts";
import {
  demoMunicipalities,
  demoOrganisationKeys,
  otherOrganisations,
  unitsOf,
} from "../../seeds/content/organisations.ts";
import { people } from "../../seeds/content/people.ts";
import { products } from "../../seeds/content/products.ts";
import { needs } from "../../seeds/content/stacks.ts";
import { suppliers } from "../../seeds/content/suppliers.ts";
import { traitsOf } from "../../seeds/content/traits.ts";
import { demoUsages } from "../../seeds/content/usages.ts";

const today = "2026-11-21";
const usages = demoUsages(today);
const codes = new Set(functions.map(({ code }) => code));
const supplierKeys = new Set(suppliers.map(({ key }) => key));
const productKeys = new Set(products.map(({ key }) => key));
const organisationKeys = new Set([
  ...demoMunicipalities,
  ...otherOrganisations.map(({ key }) => key),
] as string[]);
const repeated = (list: readonly string[]) => [
  ...new Set(list.filter((one, at) => list.indexOf(one) !== at)),
];

describe("catalogue", () => {
  test("has unique keys and names, and every reference leads somewhere", () => {
    expect(repeated(suppliers.map(({ key }) => key))).toEqual([]);
    expect(repeated(suppliers.map(({ name }) => normaliseName(name)))).toEqual([]);
    expect(repeated(products.map(({ key }) => key))).toEqual([]);
    expect(repeated(products.map(({ name }) => normaliseName(name)))).toEqual([]);
    for (const product of products) {
      const { key, supplier, parent, created_by, functions: has } = product;
      expect(has.length, key).toBeGreaterThan(0);
      expect(
        has.filter((code) => !codes.has(code)),
        key,
      ).toEqual([]);
      if (supplier) expect(supplierKeys.has(supplier), `${key}: ${supplier}`).toBe(true);
      if (parent) expect(productKeys.has(parent), `${key}: ${parent}`).toBe(true);
      expect(product.state === "concept", key).toBe(created_by !== null);
      if (created_by) expect(organisationKeys.has(created_by), key).toBe(true);
    }
  });

  test("is as wide as promised: modules, open source, ended support, concepts", () => {
    expect(suppliers.length).toBeGreaterThan(45);
    expect(products.length).toBeGreaterThan(130);
    expect(products.filter(({ parent }) => parent).length).toBeGreaterThan(8);
    expect(
      products.filter(({ code_basis, supplier }) => code_basis === "open_source" && !supplier).length,
    ).toBeGreaterThan(5);
    expect(
      products.filter(({ support_ends_on }) => support_ends_on && support_ends_on < today).length,
    ).toBeGreaterThan(3);
    expect(products.filter(({ state }) => state === "concept").length).toBeGreaterThan(5);
  });

  test("every need names products that exist, and every function has usual values", () => {
    expect(
      needs.flatMap(({ choices }) => choices.map(([key]) => key)).filter((key) => !productKeys.has(key)),
    ).toEqual([]);
    for (const code of codes) expect(() => traitsOf(code)).not.toThrow();
  });
});

describe("organisations and people", () => {
  test("municipalities and regions exist in the reference data, others have a legal address", () => {
    const known = new Set([...readMunicipalities(), ...readRegions()].map(({ slug }) => slug));
    expect(demoMunicipalities.filter((slug) => !known.has(slug))).toEqual([]);
    for (const { key, in_reference, parent } of otherOrganisations) {
      expect(isLegalSlug(key), key).toBe(true);
      expect(known.has(key), key).toBe(in_reference);
      if (parent) expect(organisationKeys.has(parent)).toBe(true);
    }
  });

  test("have names and addresses of their own at a domain that cannot receive mail", () => {
    expect(repeated(people.map(({ key }) => key))).toEqual([]);
    expect(repeated(people.map(({ email }) => email))).toEqual([]);
    expect(people.filter(({ email }) => !/^[a-z.-]+@[a-z-]+\.demo\.invalid$/.test(email))).toEqual([]);
    for (const { organisation, unit, key } of people) {
      if (unit)
        expect(
          unitsOf(organisation).some((one) => one.key === unit),
          key,
        ).toBe(true);
    }
  });

  test("accounts are members of organisations of the demo and described in two languages", () => {
    expect(repeated(demoAccounts.flatMap(({ key, email }) => [key, email]))).toEqual([]);
    for (const { memberships, description, key } of demoAccounts) {
      expect(memberships.length, key).toBeGreaterThan(0);
      expect(
        memberships.filter(({ organisation }) => !organisationKeys.has(organisation)),
        key,
      ).toEqual([]);
      expect(description.sv && description.en && description.sv !== description.en, key).toBe(true);
    }
    expect(demoAccounts.some(({ memberships }) => memberships.length === 2)).toBe(true);
    expect(demoPassword.length).toBeGreaterThanOrEqual(12);
  });
});

describe("cooperations", () => {
  const cooperations = demoCooperations(today);
  const circles = new Map(
    cooperations.flatMap(({ key, members, circles }) => [
      [key, members.map(({ organisation }) => organisation)] as const,
      ...circles.map((circle) => [`${key}/${circle.key}`, circle.members] as const),
    ]),
  );

  test("consist of organisations of the demo; circles of members", () => {
    for (const { key, host, members, circles: inner } of cooperations) {
      const names = members.map(({ organisation }) => organisation);
      expect(repeated(names), key).toEqual([]);
      expect(names, key).toContain(host);
      expect(
        names.filter((name) => !organisationKeys.has(name)),
        key,
      ).toEqual([]);
      expect(
        inner.flatMap(({ members: some }) => some.filter((name) => !names.includes(name))),
        key,
      ).toEqual([]);
    }
    expect(cooperations.find(({ key }) => key === "norrbottens-e-namnd")?.members).toHaveLength(14);
  });

  test("one member is invited and one has left, whatever the day of seeding", () => {
    for (const day of ["2025-01-05", "2026-11-21", "2030-12-31"]) {
      const members = demoCooperations(day).flatMap((one) => one.members);
      expect(members.filter(({ confirmed_by }) => confirmed_by.length === 1)).toHaveLength(1);
      expect(members.filter(({ left_on }) => left_on && left_on < day)).toHaveLength(1);
      expect(members.filter(({ joined_on }) => joined_on > day)).toEqual([]);
    }
  });

  test("shares go to circles that the organisation is in; price never from those who keep to the default", () => {
    expect(shares.filter(({ circle, tenant }) => !circles.get(circle)?.includes(tenant))).toEqual([]);
    expect(repeated(shares.map(({ tenant, circle }) => `${tenant} ${circle}`))).toEqual([]);
    const groups = (tenant: string) =>
      shares.filter((share) => share.tenant === tenant).flatMap((share) => share.field_groups);
    expect(groups("borgholm")).not.toContain("price");
    expect(groups("kalmar")).toContain("price");
    expect(groups("arjeplog")).toEqual([]);
    expect(shares.some(({ field_groups }) => field_groups.includes("classification"))).toBe(false);
  });
});

describe("usages", () => {
  test("point to what exists", () => {
    for (const usage of usages) {
      const name = `${usage.tenant}: ${usage.own_name}`;
      expect(productKeys.has(usage.product), name).toBe(true);
      for (const organisation of [usage.tenant, usage.host]) {
        if (organisation) expect(organisationKeys.has(organisation), `${name} ${organisation}`).toBe(true);
      }
      for (const supplier of [usage.term_supplier, usage.operations_supplier]) {
        if (supplier) expect(supplierKeys.has(supplier), `${name} ${supplier}`).toBe(true);
      }
      for (const person of [usage.owner, usage.manager]) {
        if (person)
          expect(
            people.some(({ key }) => key === person),
            `${name} ${person}`,
          ).toBe(true);
      }
      if (usage.unit)
        expect(
          unitsOf(usage.tenant).some(({ key }) => key === usage.unit),
          name,
        ).toBe(true);
      const local = [...usage.added_functions, ...usage.opted_out_functions];
      expect(
        local.filter((code) => !codes.has(code)),
        name,
      ).toEqual([]);
    }
  });

  test("have one name and one number each per organisation", () => {
    expect(repeated(usages.map(({ tenant, own_name }) => `${tenant} ${own_name}`))).toEqual([]);
    expect(
      repeated(usages.filter(({ own_id }) => own_id).map(({ tenant, own_id }) => `${tenant} ${own_id}`)),
    ).toEqual([]);
  });

  test("have dates that fit their lifecycle", () => {
    for (const usage of usages) {
      const name = `${usage.tenant}: ${usage.own_name} ${usage.lifecycle}`;
      const since = usage.taken_into_use_on;
      if (usage.lifecycle === "in_operation" && since) expect(since <= today, name).toBe(true);
      if (usage.lifecycle === "phasing_out") expect(usage.phase_out_from_on, name).toBeDefined();
      if (usage.lifecycle === "retired")
        expect(usage.retired_on && usage.retired_on <= today, name).toBe(true);
      if (usage.lifecycle === "pilot") expect(usage.owner, name).toBeDefined();
      if (since && usage.retired_on) expect(since < usage.retired_on, name).toBe(true);
      if (usage.notice_on) expect(usage.ends_on && usage.notice_on <= usage.ends_on, name).toBe(true);
      const needsHost = usage.hosting_form === "host_municipality" || usage.hosting_form === "joint_body";
      expect(usage.host !== undefined, name).toBe(needsHost);
    }
  });

  test("are as many as promised, with gaps, hidden records and stated prices in whole öre", () => {
    const count = (tenant: string) => usages.filter((usage) => usage.tenant === tenant).length;
    expect(count("borgholm")).toBeGreaterThanOrEqual(60);
    expect(count("morbylanga")).toBeGreaterThanOrEqual(50);
    expect(count("lulea")).toBeGreaterThanOrEqual(90);
    for (const slug of demoMunicipalities) expect(count(slug), slug).toBeGreaterThanOrEqual(25);
    for (const slug of demoOrganisationKeys) expect(count(slug), slug).toBeGreaterThan(0);
    const share = (test: (usage: (typeof usages)[number]) => boolean) =>
      usages.filter(test).length / usages.length;
    expect(share(({ is_hidden }) => is_hidden)).toBeGreaterThan(0.02);
    expect(share(({ yearly_minor }) => yearly_minor === undefined)).toBeGreaterThan(0.2);
    expect(share(({ ends_on }) => ends_on === undefined)).toBeGreaterThan(0.2);
    expect(
      usages.every(({ yearly_minor = 0 }) => Number.isSafeInteger(yearly_minor) && yearly_minor >= 0),
    ).toBe(true);
  });

  test("are the same for the same day, and move with the day", () => {
    expect(demoUsages(today)).toEqual(usages);
    const treserva = (day: string) =>
      demoUsages(day).find(({ tenant, product }) => tenant === "borgholm" && product === "treserva");
    expect(treserva("2026-11-21")?.ends_on).toBe("2027-08-31");
    expect(treserva("2026-11-21")?.notice_on).toBe("2026-08-31");
    expect(treserva("2030-01-31")?.ends_on).toBe("2030-10-31");
  });

  test("the neighbours on Öland share systems with different ends of contract", () => {
    const of = (tenant: string) =>
      new Map(usages.filter((usage) => usage.tenant === tenant).map((usage) => [usage.product, usage]));
    const [borgholm, morbylanga] = [of("borgholm"), of("morbylanga")];
    const common = [...borgholm.keys()].filter((key) => morbylanga.has(key));
    expect(common.length).toBeGreaterThan(20);
    const differing = common.filter((key) => borgholm.get(key)!.ends_on !== morbylanga.get(key)!.ends_on);
    expect(differing.length).toBeGreaterThan(8);
  });
});

test("calendar arithmetic of the seeds ends on real days", () => {
  expect(monthEnd("2026-11-21", 0)).toBe("2026-11-30");
  expect(monthEnd("2026-11-21", 3)).toBe("2027-02-28");
  expect(monthEnd("2027-12-31", 2)).toBe("2028-02-29");
  expect(monthEnd("2026-01-31", -1)).toBe("2025-12-31");
  expect(monthStart("2026-01-31", 1)).toBe("2026-02-01");
  expect(() => monthEnd("21/11 2026", 1)).toThrow("not a day");
});

test("role types used by the demo exist", () => {
  expect(roleTypes.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["system_owner", "system_manager"]),
  );
});
