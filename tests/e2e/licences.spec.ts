import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const anna = "anna.lindqvist@borgholm.demo.invalid";
const sara = "sara.holmgren@morbylanga.demo.invalid";

test("a loan is proposed by Borgholm, accepted by Mörbylånga and recalled by it", async ({
  page,
  signIn,
  browser,
  server,
}) => {
  await signIn(anna);
  await page.goto("/borgholm/licences");
  await page.getByRole("link", { name: "Microsoft 365 för Öland" }).click();
  await page.getByRole("link", { name: "Microsoft 365 för Öland, användare" }).click();
  await expect(page.getByText("Överuttagen är 23.")).toBeVisible();
  await page.getByRole("link", { name: /^Föreslå utlåning: Mörbylånga kan låna ut 23/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Föreslå utlåning");
  await page.getByLabel("Antal").fill("70");
  await page.getByRole("button", { name: "Skicka förslaget" }).click();
  await expect(page.getByRole("alert")).toContainText("Poolen räcker inte: 60 lediga, 70 begärda.");
  await page.getByLabel("Antal").fill("23");
  await page.getByRole("button", { name: "Skicka förslaget" }).click();
  await expect(page.getByRole("status")).toContainText("Förslaget är skickat.");
  const loan = new URL(page.url()).pathname.split("/").at(-1);

  const context = await browser.newContext({ baseURL: server.url });
  await signInAs(context, server, sara);
  const other = await context.newPage();
  await other.goto(`/morbylanga/licences/loans/${loan}`);
  await other.getByRole("button", { name: "Godkänn" }).click();
  await expect(other.getByRole("status")).toContainText("Utlåningen är godkänd.");

  await page.reload();
  await expect(page.getByText("Pågår")).toBeVisible();
  await page.getByRole("link", { name: "Microsoft 365 för Öland, användare" }).click();
  await expect(page.getByText("Inget överuttag.")).toBeVisible();

  await other.getByRole("button", { name: "Återkalla" }).click();
  await expect(other.getByRole("status")).toContainText("Lånet är återkallat.");
  await expect(other.getByText("Återkallat", { exact: true })).toBeVisible();
  await context.close();
});

test("without JavaScript Mörbylånga finds its licences, counts, and lends by the keyboard alone", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({
    baseURL: server.url,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(context, server, sara);
  const page = await context.newPage();
  await page.goto("/morbylanga/licences?q=finns-inte");
  await expect(page.getByRole("heading", { name: "Inget stämmer med urvalet" })).toBeVisible();
  await page.goto("/morbylanga/licences?q=microsoft");
  await page.getByRole("link", { name: "Microsoft 365 för Öland", exact: true }).press("Enter");
  await page.getByRole("link", { name: "Microsoft 365 för Öland, användare" }).press("Enter");
  await page.getByRole("link", { name: "Våra tilldelningar och mätningar" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Våra tilldelningar");
  await page.getByLabel("Nyttjat antal").fill("många");
  await page.getByRole("button", { name: "Spara mätningen" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("Skriv ett heltal.");
  await page.getByLabel("Nyttjat antal").fill("1041");
  await page.getByRole("button", { name: "Spara mätningen" }).press("Enter");
  await expect(page.getByText("Ändringen är sparad.")).toBeVisible();
  await expect(page.getByText(/^1\s041 den/)).toBeVisible();

  await page.getByRole("link", { name: "Microsoft 365 för Öland, användare" }).press("Enter");
  await page.getByRole("link", { name: "Föreslå utlåning", exact: true }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Föreslå utlåning");
  await page.getByRole("radio", { name: "låna ut" }).press("Space");
  await page.getByLabel("Den andra kommunen").selectOption({ index: 1 });
  await page.getByLabel("Antal").fill("5");
  await page.getByRole("button", { name: "Skicka förslaget" }).press("Enter");
  await expect(page.getByText("Förslaget är skickat.")).toBeVisible();
  await page.getByLabel("Skäl").fill("Provförslag");
  await page.getByRole("button", { name: "Ta tillbaka förslaget" }).press("Enter");
  await expect(page.getByText("Förslaget är återtaget.")).toBeVisible();
  await context.close();
});

test("pages that are reached while working on licences are in order", async ({ page, context, server }) => {
  await signInAs(context, server, anna);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/borgholm/licences");
  await page.getByRole("link", { name: "Microsoft 365 för Öland", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Öland");
  const agreement = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Microsoft 365 för Öland, användare" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("användare");
  const item = new URL(page.url()).pathname;
  await page.goto(`${item}/rights`);
  const change = await page.getByRole("link", { name: /^Ändra Borgholm/ }).getAttribute("href");
  const pages = [
    `${agreement}/comment`,
    `${agreement}/history`,
    `${agreement}/members`,
    `${item}/true-up`,
    change!,
  ];
  for (const each of pages) {
    const response = await page.goto(each);
    const html = (await response?.text()) ?? "";
    expect([each, await htmlErrors(html), await axeErrors(page), await scrollsSideways(page)]).toEqual([
      each,
      [],
      [],
      false,
    ]);
  }
});
