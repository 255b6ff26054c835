import pg from "pg";
import { readMunicipalities } from "../db/reference/read.ts";
import { seedReference } from "../seeds/reference.ts";
import { fillContracts } from "./contracts.ts";

/** What the measured database holds; the same for every run with the same number of usages. */
export interface DataSet {
  usages: number;
  cooperations: number;
  suppliers: number;
  products: number;
  /** Contracts come with the set of 100,000 systems: 290 municipalities with some 345 each. */
  hasContracts: boolean;
}

/** The set of the issue: 290 municipalities, 21 cooperations (the first of all 290, the others of about fourteen). */
export function dataSet(usages: number): DataSet {
  return { usages, cooperations: 21, suppliers: 5_000, products: 20_000, hasContracts: usages === 100_000 };
}

/** The municipality whose people do the measured work: one of fourteen in its small cooperation, of 290 in the large one. */
export const TOWN = 100;

/** A uuid that is the same in every run: kind in front, number at the end. */
export function benchId(kind: keyof typeof KINDS, n: number): string {
  return `${String(KINDS[kind]).padStart(8, "0")}-0000-7000-8000-${String(n).padStart(12, "0")}`;
}

/** Cooperation, and circle of all its members, that the municipality shares with about thirteen others. */
export const smallCooperation = Math.floor((TOWN - 1) / 14) + 2;

const KINDS = {
  organisation: 1,
  account: 2,
  person: 3,
  cooperation: 4,
  circle: 5,
  supplier: 7,
  product: 8,
  usage: 9,
} as const;

/**
 * Fills an empty migrated database. Deterministic: everything follows from row numbers. Every third municipality has three times
 * and every third twice as many systems as the others, so that the measured one (of the largest kind) fills a page of fifty
 * also in the smallest set. A tenth of the usages is hidden, prices are shared by a third of the municipalities; a tenth has
 * roles, documents, a classification and a history.
 */
export async function fill(adminUrl: string, set: DataSet): Promise<void> {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  try {
    await db.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '64MB'");
    // what the filling leaves behind is tidied up below, before anything is measured, and not meanwhile
    await db.query("alter system set autovacuum = off");
    await db.query("select pg_reload_conf()");
    await insertMunicipalities(db);
    await seedReference(adminUrl); // functions and role types, which the statements below refer to
    // looking for names that are alike among 20,000 new products takes minutes, and nothing that is measured reads the answer
    await db.query("alter table product disable trigger user; alter table supplier disable trigger user");
    for (const statement of statements(set)) await db.query(statement);
    await db.query("alter table product enable trigger user; alter table supplier enable trigger user");
    if (set.hasContracts) await fillContracts(db);
    await db.query("vacuum analyze");
    await db.query("checkpoint");
  } finally {
    await db.end();
  }
}

async function insertMunicipalities(db: pg.Client): Promise<void> {
  const facts = readMunicipalities();
  await db.query(
    `insert into organisation (id, slug, name, full_name, kind, municipality_code)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], array_fill('municipality'::text, array[$6::int]), $5::text[])`,
    [
      facts.map((_, index) => benchId("organisation", index + 1)),
      facts.map((fact) => fact.slug),
      facts.map((fact) => fact.name),
      facts.map((fact) => fact.full_name),
      facts.map((fact) => fact.code),
      facts.length,
    ],
  );
}

const id = (kind: keyof typeof KINDS, number: string) =>
  `('${String(KINDS[kind]).padStart(8, "0")}-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
/** The number at the end of such a uuid. */
const numberOf = (column: string) => `right(${column}::text, 12)::int`;

const words = [
  ..."Procapita Treserva Lifecare Combine Personec Heroma Raindance Unit4 Castor Ecos".split(" "),
  ..."Vision Platina Evolution Public360 Artvise Viva Magna Sirius Polaris Norrsken".split(" "),
  ..."Kompass Fyren Ankaret Linden Granen Tallen Björken Älven Forsen Ljungen".split(" "),
];
const word = (n: string) =>
  `(array[${words.map((w) => `'${w}'`).join(", ")}])[1 + ((${n})::bigint * 7919) % ${words.length}]`;

/** The name of a product by its number, as the statements below make it. */
export function productName(n: number): string {
  return `${words[(n * 7919) % words.length]} ${n}`;
}

function statements(set: DataSet): string[] {
  // scattered over the catalogue, so that a product is used in many places and a place uses many products
  const productOf = `(1 + (n::bigint * 7919 + town * 104729) % ${set.products})`;
  const usage = numberOf("id");
  return [
    `create temp table town as
       select n, ${id("organisation", "n")} as id, sum(weight) over (order by n) - weight as before, weight,
         sum(weight) over () as total
       from (select n, 1 + (n + 1) % 3 as weight from generate_series(1, 290) n) x`,
    `insert into account (id, email, name, totp_confirmed_at)
       select ${id("account", "n")}, 'person' || n || '@bench.invalid', 'Person ' || n, now() from town`,
    `insert into person (tenant_id, id, name)
       select town.id, ${id("person", "town.n * 100 + p")}, 'Person ' || p from town, generate_series(0, 20) p`,
    `insert into membership (tenant_id, account_id, person_id, roles)
       select id, ${id("account", "n")}, ${id("person", "n * 100")}, '{editor,local_admin}' from town`,
    `insert into cooperation (tenant_id, id, name)
       select ${id("organisation", "greatest(1, (n - 2) * 14 + 1)")}, ${id("cooperation", "n")}, 'Samverkan ' || n
       from generate_series(1, ${set.cooperations}) n`,
    `insert into circle (tenant_id, id, cooperation_id, name, is_everyone)
       select tenant_id, ${id("circle", numberOf("id"))}, id, 'Alla medlemmar', true from cooperation`,
    `insert into cooperation_member (tenant_id, cooperation_id, organisation_id, from_on)
       select c.tenant_id, c.id, town.id, '2020-01-01' from cooperation c, town
       where ${numberOf("c.id")} = 1 or (town.n - 1) / 14 = ${numberOf("c.id")} - 2`,
    `insert into cooperation_join (tenant_id, cooperation_id, joined_on)
       select organisation_id, cooperation_id, '2020-01-01' from cooperation_member`,
    `insert into share (tenant_id, circle_id, object_kind, field_group, from_on)
       select m.organisation_id, c.id, 'system_usage', g.g, '2020-01-01'
       from cooperation_member m join circle c on c.cooperation_id = m.cooperation_id
       cross join (values ('core'), ('dates'), ('operation'), ('term'), ('price')) g (g)
       where g.g <> 'price' or ${numberOf("m.organisation_id")} % 3 = 0`,
    `insert into supplier (id, name, normalised_name, state)
       select ${id("supplier", "n")}, ${word("n")} || ' Leverantör ' || n, lower(${word("n")} || ' leverantör ' || n), 'approved'
       from generate_series(1, ${set.suppliers}) n`,
    `insert into product (id, name, normalised_name, supplier_id, state)
       select ${id("product", "n")}, ${word("n")} || ' ' || n, lower(${word("n")} || ' ' || n),
         ${id("supplier", `1 + n % ${set.suppliers}`)}, 'approved'
       from generate_series(1, ${set.products}) n`,
    `insert into product_function (product_id, function_id)
       select ${id("product", "n")}, f.id from generate_series(1, ${set.products}) n
       join (select id, row_number() over (order by position, id) - 1 as place, count(*) over () as total from function) f
         on f.place = n % f.total`,
    `insert into system_usage (tenant_id, id, product_id, own_name, lifecycle, is_hidden)
       select tenant, ${id("usage", "n")}, ${id("product", productOf)}, ${word("n / 3")} || ' system ' || n,
         (array['in_operation', 'in_operation', 'in_operation', 'in_operation', 'phasing_in', 'phasing_out', 'planned',
           'retired'])[1 + n % 8],
         n % 10 = 0
       from (select t.id as tenant, t.n as town, u as n from town t,
         generate_series((${set.usages}::bigint * t.before / t.total)::int + 1,
           (${set.usages}::bigint * (t.before + t.weight) / t.total)::int) u) placed`,
    `insert into system_usage_dates (tenant_id, usage_id, taken_into_use_on)
       select tenant_id, id, '2015-01-01'::date + (${usage} % 3000) from system_usage`,
    `insert into system_usage_operation (tenant_id, usage_id, own_id, hosting_form)
       select tenant_id, id, 'SYS-' || right(id::text, 7), (array['saas', 'on_premise', 'external_hosting'])[1 + ${usage} % 3]
       from system_usage`,
    `insert into system_usage_term (tenant_id, usage_id, ends_on)
       select tenant_id, id, '2026-01-01'::date + (${usage} % 1500) from system_usage where ${usage} % 4 <> 0`,
    `insert into system_usage_price (tenant_id, usage_id, yearly_minor, cost_year)
       select tenant_id, id, (${usage}::bigint % 900 + 10) * 100000, 2026 from system_usage where ${usage} % 3 <> 0`,
    `insert into system_usage_volume (tenant_id, usage_id, user_count, user_count_on)
       select tenant_id, id, ${usage} % 4000, '2026-03-01' from system_usage where ${usage} % 2 = 0`,
    `insert into system_usage_classification (tenant_id, usage_id, confidentiality, integrity, availability, personal_data)
       select tenant_id, id, ${usage} % 5, ${usage} % 4, ${usage} % 3, 'ordinary' from system_usage where ${usage} % 10 = 1`,
    `insert into role_assignment (tenant_id, usage_id, role_type, person_id, from_on)
       select u.tenant_id, u.id, r.role_type, ${id("person", `${numberOf("u.tenant_id")} * 100 + ${numberOf("u.id")} / 10 % 20 + r.n`)},
         '2024-01-01'
       from system_usage u, (values ('system_owner', 0), ('system_manager', 1)) r (role_type, n)
       where ${numberOf("u.id")} % 10 = 1`,
    `insert into system_usage_document (tenant_id, usage_id, title, url)
       select tenant_id, id, 'Dokument ' || n, 'https://exempel.invalid/' || ${usage} || '/' || n
       from system_usage, generate_series(1, 2) n where ${usage} % 10 = 1`,
    `insert into sub_processor (tenant_id, usage_id, name, country)
       select tenant_id, id, 'Underbiträde ' || n, 'SE' from system_usage, generate_series(1, 2) n where ${usage} % 10 = 1`,
    `insert into change_event (tenant_id, by_name, object_kind, object_id, action, field, old, new, via)
       select tenant_id, 'Person 1', 'system_usage', id, 'updated', f, '"a"', '"b"', 'ui'
       from system_usage, unnest(array['own_name', 'lifecycle', 'term_ends_on']) f where ${usage} % 10 = 1`,
  ];
}
