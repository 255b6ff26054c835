import readExcel from "read-excel-file/node";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, test } from "vitest";
import { loader as pdfLoader } from "#app/routes/$tenant.overlap.meeting[.]pdf.ts";
import { loader as xlsxLoader } from "#app/routes/$tenant.overlap.meeting[.]xlsx.ts";
import { testDatabase } from "../../support/database.ts";
import { callLoader } from "../../support/routes.ts";
import { cooperation, product, type TestCooperation, type Town, town } from "../../support/towns.ts";

const admin = testDatabase();
let [we, they, third]: Town[] = [];
let together: TestCooperation;
let kept: string;

beforeAll(async () => {
  await admin().query(`insert into function (code, group_code, group_name_sv, group_name_en, name_sv, name_en, position)
    values ('mote_ett', 'mote', 'Möten', 'Meetings', 'Mötesfunktion', 'Meeting function', 40000) on conflict do nothing`);
  const { rows } = await admin().query("select id from function where code = 'mote_ett'");
  [we, they, third] = [await town(admin()), await town(admin()), await town(admin())];
  together = await cooperation(admin(), [we, they, third]);
  const serving = async (name: string) => {
    const id = await product(admin(), name);
    await admin().query("insert into product_function (product_id, function_id) values ($1, $2)", [
      id,
      rows[0].id,
    ]);
    return id;
  };
  kept = await serving("Överblick Äldre");
  const other = await serving("Annat verktyg");
  const price = { yearly_minor: 1_234_500, cost_year: 2026 };
  const parts = { price, term: { ends_on: "2027-06-30" } };
  await we.use(kept, "Vår överblick", parts);
  await they.use(kept, "Deras överblick", parts);
  await third.use(other, "Tredjes verktyg", parts);
  await they.use(other, "Deras dolda", { ...parts, is_hidden: true });
  await we.use(other, "Vårt dolda", { ...parts, is_hidden: true });
});

const file = async (
  loader: Parameters<typeof callLoader>[0],
  query = "",
  person = we!.admin.cookie,
  slug = we!.slug,
) => callLoader(loader, { url: `/x?group=mote${query}`, cookie: person, params: { tenant: slug } });

async function pdfText(query = "", ...more: [string?, string?]): Promise<string> {
  const response = await file(pdfLoader, query, ...more);
  expect(response.headers.get("Content-Type")).toBe("application/pdf");
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await response.arrayBuffer())), {
    mergePages: true,
  });
  return text.replace(/\s+/g, " ");
}

describe("the meeting papers", () => {
  test("say who made them, when, about what, and what is left out by rule without saying by whom", async () => {
    const text = await pdfText();
    expect(text).toContain(`${we!.admin.name}, ${we!.name}`);
    expect(text).toContain("Område: Möten");
    expect(text).toMatch(/Sida 1 av \d+/);
    expect(text).toContain("Pris delas inte med er av någon av de 2 andra kommunerna.");
    expect(text).toContain("Dolda poster, avvecklade system och klassning är aldrig med.");
    expect(text).toContain("Mötesfunktion");
    expect(text).toContain("Överblick Äldre");
    expect(text).not.toContain("dolda");
    expect(text).not.toContain("priser och klassning är aldrig med");
  });

  test("hold terms and prices only as they are shared, and median only from three", async () => {
    expect(await pdfText()).not.toContain("2027-06-30 Avtal till Deras");
    for (const place of [they!, third!])
      for (const group of ["term", "price"] as const) await place.share(together, group);
    const text = await pdfText();
    expect(text).toContain("Pris delas med er av alla de 2 andra kommunerna.");
    expect(text).toContain("12 345 kr");
    expect(text).toContain("För få siffror för median och spridning.");
    expect(text).toContain(`${they!.name}: Deras överblick`);
    expect(text).not.toContain("Möjlig besparing");
  });

  test("the choice of the address is carried out", async () => {
    const text = await pdfText(`&keep=mote_ett:${kept}`);
    expect(text).toContain("1 system skulle byta, 1 kommuner berörs");
    expect(text).toContain("2 → 1");
  });

  test("the Excel file has a sheet per part with numbers as numbers", async () => {
    const response = await file(xlsxLoader, `&keep=mote_ett:${kept}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const sheets = await readExcel(bytes);
    expect(sheets.map((one) => one.sheet)).toEqual([
      "Underlag",
      "Överlapp",
      "Före och efter",
      "Tidslinje",
      "Jämförpris",
    ]);
    const sheet = (n: number) => sheets[n - 1]!.data;
    expect(JSON.stringify(sheet(1))).toContain("delas inte med er");
    expect(sheet(3)[1]).toEqual(["Mötesfunktion", 2, "Överblick Äldre", 1, 1, 1]);
    expect(sheet(4).find((row) => row[4] === "Vår överblick")?.[1]).toEqual(new Date("2027-06-30T00:00:00Z"));
    expect(sheet(5).find((row) => row[2] === "Vår överblick")).toEqual(expect.arrayContaining([12345, 2026]));
    for (const n of [1, 2, 3, 4, 5]) expect(JSON.stringify(sheet(n))).not.toContain('dolda"');
  });

  test("two viewers differ by sharing alone", async () => {
    const ours = await pdfText();
    const thirds = await pdfText("", third!.admin.cookie, third!.slug);
    for (const text of [ours, thirds]) expect(text).toContain("Deras överblick");
    expect(ours).toContain(`${they!.name}: Deras överblick; ${we!.name}: Vår överblick`);
    expect(thirds).not.toContain(`${we!.name}: Vår överblick`);
    expect(thirds).toContain("Pris delas med er av 1 av 2 andra kommuner.");
  });

  test("a supplier has none", async () => {
    const supplier = await town(admin(), "supplier");
    for (const loader of [pdfLoader, xlsxLoader])
      expect((await file(loader, "", supplier.admin.cookie, supplier.slug)).status).toBe(403);
  });
});
