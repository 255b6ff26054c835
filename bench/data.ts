import pg from "pg";

/** What the measured database holds; the same for every run with the same number of usages. */
export interface DataSet {
  usages: number;
  municipalities: number;
  cooperations: number;
  suppliers: number;
  products: number;
}

/** The set of the issue: 290 municipalities, 21 cooperations (the first of all 290, the others of about fourteen). */
export function dataSet(usages: number): DataSet {
  return { usages, municipalities: 290, cooperations: 21, suppliers: 5_000, products: 20_000 };
}

/**
 * Fills an empty migrated database. Deterministic: everything follows from row numbers. A tenth of the usages is hidden, prices
 * are shared by a third of the municipalities.
 */
export async function fill(adminUrl: string, set: DataSet): Promise<void> {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  try {
    await db.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'");
    for (const statement of statements(set)) await db.query(statement);
    await db.query("vacuum analyze");
  } finally {
    await db.end();
  }
}

/** A uuid that is the same in every run: kind in front, number at the end. */
const id = (kind: number, number: string) =>
  `('${String(kind).padStart(8, "0")}-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

const words = [
  "Procapita", "Treserva", "Lifecare", "Combine", "Personec", "Heroma", "Raindance", "Unit4", "Castor", "Ecos",
  "Vision", "Platina", "Evolution", "Public360", "Artvise", "Viva", "Magna", "Sirius", "Polaris", "Norrsken",
  "Kompass", "Fyren", "Ankaret", "Linden", "Granen", "Tallen", "Björken", "Älven", "Forsen", "Ljungen",
];
const word = (n: string) => `(array[${words.map((w) => `'${w}'`).join(", ")}])[1 + ((${n})::bigint * 7919) % ${words.length}]`;

function statements(set: DataSet): string[] {
  const perTown = Math.ceil(set.usages / set.municipalities);
  const town = `((n - 1) / ${perTown} + 1)`;
  // scattered over the catalogue, so that a product is used in many places and a place uses many products
  const productOf = `(1 + ((n::bigint * 7919 + (n / ${perTown}) * 104729) % ${set.products}))`;
  return [
    `insert into organisation (id, slug, name, full_name, kind)
       select ${id(1, "n")}, 'kommun-' || n, 'Kommun ' || lpad(n::text, 3, '0'), 'Kommun ' || n || ' kommun', 'municipality'
       from generate_series(1, ${set.municipalities}) n`,
    `insert into account (id, email, name, totp_confirmed_at) select ${id(2, "n")}, 'person' || n || '@bench.invalid', 'Person ' || n, now()
       from generate_series(1, ${set.municipalities}) n`,
    `insert into person (tenant_id, id, name) select ${id(1, "n")}, ${id(3, "n")}, 'Person ' || n
       from generate_series(1, ${set.municipalities}) n`,
    `insert into membership (tenant_id, account_id, person_id, roles)
       select ${id(1, "n")}, ${id(2, "n")}, ${id(3, "n")}, '{editor,local_admin}' from generate_series(1, ${set.municipalities}) n`,
    `insert into cooperation (tenant_id, id, name) select ${id(1, "greatest(1, (n - 2) * 14 + 1)")}, ${id(4, "n")}, 'Samverkan ' || n
       from generate_series(1, ${set.cooperations}) n`,
    `insert into circle (tenant_id, id, cooperation_id, name, is_everyone)
       select tenant_id, ${id(5, "right(id::text, 12)::int")}, id, 'Alla medlemmar', true from cooperation`,
    `insert into cooperation_member (tenant_id, cooperation_id, organisation_id, from_on)
       select c.tenant_id, c.id, o.id, '2020-01-01' from cooperation c join organisation o on o.kind = 'municipality'
       where right(c.id::text, 12)::int = 1
          or (right(o.id::text, 12)::int - 1) / 14 = right(c.id::text, 12)::int - 2`,
    `insert into cooperation_join (tenant_id, cooperation_id, joined_on)
       select organisation_id, cooperation_id, '2020-01-01' from cooperation_member`,
    `insert into share (tenant_id, circle_id, object_kind, field_group, from_on)
       select m.organisation_id, c.id, 'system_usage', g.g, '2020-01-01'
       from cooperation_member m join circle c on c.cooperation_id = m.cooperation_id
       cross join (values ('core'), ('dates'), ('operation'), ('term'), ('price')) g (g)
       where g.g <> 'price' or right(m.organisation_id::text, 12)::int % 3 = 0`,
    `insert into function (id, code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
       select ${id(6, "n")}, 'function_' || n, 'group_' || n / 6, 'Grupp ' || n / 6, 'Group ' || n / 6, 'Funktion ' || n, 'Function ' || n, n
       from generate_series(1, 60) n`,
    `insert into supplier (id, name, normalised_name, state)
       select ${id(7, "n")}, ${word("n")} || ' Leverantör ' || n, lower(${word("n")} || ' leverantör ' || n), 'approved'
       from generate_series(1, ${set.suppliers}) n`,
    `insert into product (id, name, normalised_name, supplier_id, state)
       select ${id(8, "n")}, ${word("n")} || ' ' || n, lower(${word("n")} || ' ' || n), ${id(7, `1 + n % ${set.suppliers}`)}, 'approved'
       from generate_series(1, ${set.products}) n`,
    `insert into product_function (product_id, function_id)
       select ${id(8, "n")}, ${id(6, "1 + n % 60")} from generate_series(1, ${set.products}) n`,
    `insert into system_usage (tenant_id, id, product_id, own_name, lifecycle, is_hidden)
       select ${id(1, town)}, ${id(9, "n")}, ${id(8, productOf)}, ${word("n / 3")} || ' system ' || n,
         (array['in_operation', 'in_operation', 'in_operation', 'in_operation', 'phasing_in', 'phasing_out', 'planned', 'retired'])[1 + n % 8],
         n % 10 = 0
       from generate_series(1, ${set.usages}) n`,
    `insert into system_usage_dates (tenant_id, usage_id, taken_into_use_on)
       select tenant_id, id, '2015-01-01'::date + (right(id::text, 12)::int % 3000) from system_usage`,
    `insert into system_usage_operation (tenant_id, usage_id, own_id, hosting_form)
       select tenant_id, id, 'SYS-' || right(id::text, 7), (array['saas', 'on_premise', 'external_hosting'])[1 + right(id::text, 12)::int % 3]
       from system_usage`,
    `insert into system_usage_term (tenant_id, usage_id, ends_on)
       select tenant_id, id, '2026-01-01'::date + (right(id::text, 12)::int % 1500) from system_usage where right(id::text, 12)::int % 4 <> 0`,
    `insert into system_usage_price (tenant_id, usage_id, yearly_minor, cost_year)
       select tenant_id, id, (right(id::text, 12)::bigint % 900 + 10) * 100000, 2026 from system_usage where right(id::text, 12)::int % 3 <> 0`,
    `insert into system_usage_volume (tenant_id, usage_id, user_count, user_count_on)
       select tenant_id, id, right(id::text, 12)::int % 4000, '2026-03-01' from system_usage where right(id::text, 12)::int % 2 = 0`,
  ];
}
