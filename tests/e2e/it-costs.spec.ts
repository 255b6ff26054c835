import { readFileSync } from "node:fs";
import { expect, test } from "./support/test.ts";

test("IT cost compared per inhabitant and per employee, taken along, and one's own figures corrected", async ({
  page,
  signIn,
}) => {
  await signIn("henrik.sandstrom@lulea.demo.invalid");
  await page.goto("/lulea/it-costs");
  await expect(page.getByRole("heading", { level: 1, name: "IT-kostnad" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Staplar: IT-kostnad per invånare/ })).toBeVisible();
  const row = page.getByRole("row", { name: /^Luleå/ });
  await expect(row).toContainText("6 900 anställda");
  await expect(page.getByRole("row", { name: /^Boden/ })).toContainText("antal användare saknas");
  await page.getByLabel("Visa per").selectOption({ label: "anställd" });
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  await expect(page.getByRole("img", { name: /^Staplar: IT-kostnad per anställd/ })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  expect(file).toContain("Hela IT-kostnaden");
  expect(file).toContain("En kommun som inte delar pris är varken med i tal, median eller ordning.");

  await page.getByRole("link", { name: "Per system" }).click();
  await expect(page.getByRole("table", { name: /^Kostnad för / }).first()).toBeVisible();

  await page.getByRole("link", { name: "Anställda och användare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Anställda och användare" })).toBeVisible();
  await page.getByLabel("Vad som räknas").selectOption({ label: "Anställda" });
  await page.getByLabel("Antal").fill("många");
  await page.getByLabel("Källa").fill("Personalsystemet, i dag");
  await page.getByRole("button", { name: "Lägg till" }).click();
  await expect(page.getByRole("alert")).toContainText("Ange ett helt antal större än noll.");
  await expect(page.getByLabel("Antal")).toHaveValue("många");
  await page.getByLabel("Antal").fill("7 000");
  await page.getByRole("button", { name: "Lägg till" }).click();
  await expect(page.getByText("Talet är sparat.")).toBeVisible();
  await page.goto("/lulea/it-costs");
  await expect(row).toContainText("7 000 anställda");
});
