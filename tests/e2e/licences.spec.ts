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
