import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const ADMIN = "anna.lindqvist@borgholm.demo.invalid";

test("what is due is in the list and in the mail; handled with a note it falls silent, undone it is back", async ({
  page,
  context,
  server,
}) => {
  await signInAs(context, server, ADMIN);
  await page.goto("/borgholm/reminders");
  await expect(page.getByRole("heading", { level: 1, name: "Påminnelser" })).toBeVisible();
  expect(await axeErrors(page)).toEqual([]);
  const rows = page.getByRole("row").filter({ hasText: "Att ta ställning till" });
  const before = await rows.count();
  expect(before).toBeGreaterThan(1);
  const contract = await rows.first().getByRole("rowheader").getByRole("link").innerText();

  await rows
    .first()
    .getByRole("link", { name: /^Markera som hanterad/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Markera som hanterad" })).toBeVisible();
  await expect(page.getByText(contract, { exact: true })).toBeVisible();
  // the browser refuses an empty field, the server one that says nothing
  await page.getByRole("textbox", { name: /^Anteckning/ }).fill("   ");
  await page.getByRole("button", { name: "Markera som hanterad" }).click();
  await expect(page.getByRole("alert")).toContainText("Skriv vad som är bestämt.");
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("textbox", { name: /^Anteckning/ }).fill("Förlängs enligt beslut i nämnden.");
  await page.getByRole("button", { name: "Markera som hanterad" }).click();
  await expect(page.getByRole("status")).toContainText("Hanterad.");
  await expect(rows).toHaveCount(before - 1);

  await page.getByRole("link", { name: "Hanterade" }).click();
  const handled = page.getByRole("row").filter({ hasText: "Förlängs enligt beslut i nämnden." });
  await expect(handled).toContainText("Anna Lindqvist");
  await handled.getByRole("button", { name: `Ångra att ${contract} är hanterad` }).click();
  await expect(page.getByRole("status")).toContainText("Ångrat.");
  await expect(rows).toHaveCount(before);

  // what the other specs have sent meanwhile fills the page
  await page.goto(`/mail?q=${encodeURIComponent("Påminnelse om")}`);
  await expect(page.getByText(/^Påminnelse om (ett|\d+) avtal, /).first()).toBeVisible();
  await expect(page.locator("main")).toContainText("Görs inget");
});

test("a calendar address is shown once, read by a program without session, and stops when revoked", async ({
  page,
  context,
  server,
  request,
}) => {
  await signInAs(context, server, ADMIN);
  await page.goto("/borgholm/reminders/calendar");
  await page.getByRole("button", { name: "Skapa adress: Organisationens avtal" }).click();
  const address = await page.getByLabel("Kalenderadress").inputValue();
  expect(await axeErrors(page)).toEqual([]);
  const path = new URL(address).pathname;
  const feed = await request.get(path);
  expect(feed.headers()["content-type"]).toContain("text/calendar");
  expect(await feed.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:[\s\S]*END:VCALENDAR\r\n$/);
  const etag = feed.headers().etag!;
  expect((await request.get(path, { headers: { "If-None-Match": etag } })).status()).toBe(304);

  await page.reload();
  await expect(page.getByLabel("Kalenderadress")).toHaveCount(0);
  await page.getByRole("button", { name: "Återkalla adressen: Organisationens avtal" }).click();
  await expect(page.getByRole("status")).toContainText("Adressen är återkallad");
  expect((await request.get(path)).status()).toBe(404);
});

test("days before, for all contracts, and the pages on a phone", async ({ page, context, server }) => {
  await signInAs(context, server, ADMIN);
  await page.goto("/borgholm/reminders/settings");
  await page.getByLabel("Licensavtal").fill("sju");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("alert")).toContainText("Skriv hela dagar");
  await page.getByLabel("Licensavtal").fill("60, 14");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByRole("status")).toContainText("Sparat.");
  await page.setViewportSize({ width: 320, height: 700 });
  for (const path of ["", "?show=planned", "?show=handled", "/settings", "/calendar", "/mail"]) {
    const response = await page.goto(`/borgholm/reminders${path}`);
    expect(await htmlErrors((await response?.text()) ?? "")).toEqual([]);
    expect(await axeErrors(page)).toEqual([]);
    expect(await scrollsSideways(page), path).toBe(false);
  }
});
