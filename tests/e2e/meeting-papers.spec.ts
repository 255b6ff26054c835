import { readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import readExcel from "read-excel-file/node";
import { extractText, getDocumentProxy, getMeta } from "unpdf";
import { expect, test } from "./support/test.ts";

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  return readFileSync(await (await download).path());
}

test("from the overlap by timeline, a choice and prices to papers for the meeting", async ({
  page,
  signIn,
}) => {
  await signIn("henrik.sandstrom@lulea.demo.invalid");
  await page.goto("/lulea/overlap?group=care");
  const views = page.getByRole("navigation", { name: "Sätt att se på överlappet" });

  await views.getByRole("link", { name: "Tidslinje" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tidslinje för överlappet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Ta bort filtret Område" })).toBeVisible();
  const days = page.getByRole("table", { name: "Vad som upphör, när och hos vem" });
  await expect(days.getByRole("cell", { name: "Avtal till" }).first()).toBeVisible();
  expect(await page.getByRole("img", { name: /Avtal till \d{4}-/ }).count()).toBeGreaterThan(1);

  await views.getByRole("link", { name: "Före och efter" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Före och efter" })).toBeVisible();
  const first = page.getByRole("combobox", { name: /^Produkt för / }).first();
  const [, kept] = await first.getByRole("option").allInnerTexts();
  await first.selectOption({ label: kept! });
  await page.getByRole("button", { name: "Räkna om" }).click();
  await expect(page.getByRole("heading", { name: "Alla val tillsammans" })).toBeVisible();
  await expect(page.getByText(/system i \d+ kommun(er)? skulle byta\./)).toBeVisible();
  expect(new URL(page.url()).searchParams.getAll("keep")).toHaveLength(1);

  await page.getByRole("link", { name: "Mötesunderlag" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mötesunderlag: överlapp" })).toBeVisible();

  const pdf = new Uint8Array(await downloaded(page, "PDF"));
  const { info } = await getMeta(pdf.slice());
  expect(info).toMatchObject({ Title: "Mötesunderlag: överlapp", Author: "Luleå", Language: "sv-SE" });
  const { text, totalPages } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  const words = text.replace(/\s+/g, " ");
  expect(words).toContain("Henrik Sandström, Luleå");
  expect(words).toContain("Norrbottens e-nämnd: alla medlemmar");
  expect(words).toContain(`Sida ${totalPages} av ${totalPages}`);
  expect(words).toMatch(/Pris delas med er av \d+ av 13 andra kommuner\. Övrigas är inte med\./);
  expect(words).toContain(kept!.replace(/ \(\d+ kommun(er)?\)$/, ""));
  expect(words).toMatch(/\d+ → \d+ olika produkter/);

  const sheets = await readExcel(await downloaded(page, "Excel"));
  expect(sheets.map((one) => one.sheet)).toEqual([
    "Underlag",
    "Överlapp",
    "Före och efter",
    "Tidslinje",
    "Jämförpris",
  ]);
  expect(sheets[2]!.data.filter((row) => row[2] !== null)).toHaveLength(2);
  expect(sheets[3]!.data[1]![1]).toBeInstanceOf(Date);
});

test("prices beside each other, each with its basis", async ({ page, signIn }) => {
  await signIn("henrik.sandstrom@lulea.demo.invalid");
  await page.goto("/lulea/overlap/prices");
  await expect(page.getByText("er egen, delas inte").first()).toBeVisible();
  await expect(page.getByText(/^\d.* invånare, 2023-12-31 \(SCB\)$/).first()).toBeVisible();
  const statistic = page.getByText(/^Median per invånare och år: .* [3-9] kommuners siffror/).first();
  await expect(statistic).toBeVisible();
});
