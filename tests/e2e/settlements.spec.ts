import { readFile } from "node:fs/promises";
import { tabTo } from "./support/keyboard.ts";
import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, signInAs, test } from "./support/test.ts";

const HOST = "anna.lindqvist@borgholm.demo.invalid";
const PARTY = "sara.holmgren@morbylanga.demo.invalid";

test("a key is tried beside the one that holds, saved, decided and explained; somebody leaves, as a preview", async ({
  page,
  signIn,
}) => {
  await signIn(HOST);
  await page.goto("/borgholm/settlements");
  await page
    .getByRole("row")
    .filter({ hasNotText: "På remiss" })
    .filter({ hasText: "Fastställd" })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { name: "Vad var och en betalar" })).toBeVisible();
  await page.getByRole("link", { name: "Ny version av nyckeln" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Fördelningsnyckel för/ })).toBeVisible();
  await page.getByLabel("Namn på nyckeln").fill("Fasta delar");
  await page.getByLabel("Vad kostnaden delas efter").selectOption({ label: "Fast procent" });
  await page.getByLabel("Vikt för Borgholm").fill("45");
  await page.getByLabel("Vikt för Mörbylånga").fill("54,5");
  await page.getByRole("button", { name: "Förhandsvisa" }).click();
  await expect(page.getByRole("alert")).toContainText("Procentsatserna summerar till 99,5, inte 100.");
  await page.getByLabel("Vikt för Mörbylånga").fill("55");
  await page.getByLabel("Belopp att prova med").fill("1 000 000");
  await page.getByRole("button", { name: "Förhandsvisa" }).click();
  const preview = page.getByRole("table", { name: /^Så fördelas 1/ });
  await expect(preview.getByRole("row", { name: /Mörbylånga/ })).toContainText("550 000 kr");
  expect(await axeErrors(page)).toEqual([]);
  await page.getByRole("button", { name: "Spara som ny version" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fasta delar, version 2" })).toBeVisible();
  await page.getByRole("link", { name: "Fastställ nyckeln" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Fastställ nyckeln/ })).toBeVisible();
  await page.getByLabel("Beslutad den").fill("2026-01-12");
  await page.getByLabel("Beslutad av").fill("Kommunstyrelsen");
  await page.getByLabel("Beslutets paragraf eller diarienummer").fill("§ 7");
  await page.getByRole("button", { name: "Fastställ nyckeln" }).click();
  await expect(page.getByText("Nyckeln är fastställd.")).toBeVisible();
  await expect(page.getByRole("row", { name: /^Borgholm/ })).toContainText("45 % av");
  await page.getByLabel("Part som lämnar").selectOption({ label: "Mörbylånga" });
  await page.getByRole("button", { name: "Förhandsvisa" }).click();
  const then = page.getByRole("table", { name: "Så ändras fördelningen" });
  await expect(then.getByRole("row", { name: /^Mörbylånga/ })).toContainText("−");
  expect(await htmlErrors(await page.content())).toEqual([]);
});

test("a year is answered, approved, invoiced, closed and corrected; the party takes out its files", async ({
  page,
  context,
  server,
}) => {
  await signInAs(context, server, PARTY);
  await page.goto("/morbylanga/settlements");
  await page.getByRole("row").filter({ hasText: "På remiss" }).getByRole("link").click();
  await page.getByRole("link", { name: "Årets avräkning" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Avräkning/ })).toBeVisible();
  const address = new URL(page.url()).pathname.replace("/morbylanga", "");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Vårt underlag (CSV)" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("Andel Mörbylånga;4383427,15");
  await page.getByRole("link", { name: "Godkänn för vår del" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Godkänn avräkningen" })).toBeVisible();
  await page.getByLabel("Beslut eller delegation").fill("Delegation 4.2");
  await page.getByRole("button", { name: "Godkänn för vår del" }).click();
  await expect(page.getByText("Ni har godkänt avräkningen.")).toBeVisible();

  await signInAs(context, server, HOST);
  await page.goto(`/borgholm${address}`);
  await page.getByRole("link", { name: "Godkänn avräkningen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Godkänn avräkningen" })).toBeVisible();
  await page.getByRole("button", { name: "Godkänn avräkningen" }).click();
  await expect(page.getByRole("alert")).toContainText("Mörbylånga har en obesvarad synpunkt");
  await page.goto(`/borgholm${address}`);
  await page.getByRole("link", { name: "Svara Mörbylånga" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Svara på en synpunkt" })).toBeVisible();
  await page.getByRole("textbox", { name: "Svar" }).fill("Två nya servrar.");
  await page.getByRole("button", { name: "Skicka" }).click();
  await expect(page.getByText("Svaret är skickat.")).toBeVisible();
  const step = async (name: string, done: string) => {
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await page.getByRole("button", { name }).click();
    await expect(page.getByText(done)).toBeVisible();
  };
  await step("Godkänn avräkningen", "Avräkningen är godkänd.");
  await page.getByRole("link", { name: "Ange fakturor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fakturor och kreditnotor" })).toBeVisible();
  await page.getByLabel("Faktura Mörbylånga").fill("F 2201");
  await page.getByRole("button", { name: "Spara" }).click();
  await expect(page.getByText("Fakturorna är sparade.")).toBeVisible();
  await step("Märk som fakturerad", "Avräkningen är märkt som fakturerad.");
  await step("Stäng avräkningen", "Avräkningen är stängd.");

  const year = `/borgholm${address.replace(/\/runs\/1$/, "")}`;
  await page.goto(`${year}/ledger`);
  await expect(page.getByRole("heading", { level: 1, name: /^Utfall/ })).toBeVisible();
  await page.getByLabel("Bokförd").fill(`${/(\d{4})\/runs/.exec(address)![1]}-12-31`);
  await page.getByRole("textbox", { name: "Konto" }).fill("6540");
  await page.getByLabel("Belopp").fill("−10 000");
  await page.getByRole("button", { name: "Lägg till för hand" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  await page.goto(`${year}/runs`);
  await page.getByLabel("Vad som ska rättas").fill("En faktura var bokförd två gånger.");
  await page.getByRole("button", { name: "Gör en rättelsekörning" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Rättelsekörning 2/ })).toBeVisible();
  await page.getByRole("link", { name: "Räkna ut" }).click();
  await page.getByLabel("Utfallet är komplett för året").check();
  await page.getByRole("button", { name: "Räkna ut" }).click();
  await expect(page.getByRole("row", { name: /^Mörbylånga/ })).toContainText("−5 802,62 kr");
  await expect(page.getByText("samma resultat till öret")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await scrollsSideways(page)).toBe(false);
  expect(await axeErrors(page)).toEqual([]);
});

test("without JavaScript a budget goes out for consultation, is answered and decided", async ({
  browser,
  baseURL,
  server,
}) => {
  const plain = async (email: string) => {
    const context = await browser.newContext({
      baseURL,
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    await signInAs(context, server, email);
    return context.newPage();
  };
  const [host, party] = [await plain(HOST), await plain(PARTY)];
  await host.goto("/borgholm/settlements");
  // other specs may have made agreements with other parties before
  const next = host
    .getByRole("row")
    .filter({ hasText: "Saknas" })
    .getByRole("link", { name: /^Samverkansavtal om IT på Öland/ })
    .first();
  const year = (await next.getAttribute("href"))!.replace("/borgholm", "");
  await host.goto(`/borgholm${year}/budget`);
  await host.getByRole("textbox", { name: "Benämning" }).fill("Gemensam drift");
  await host.getByRole("textbox", { name: "Konto (obligatoriskt)", exact: true }).fill("6540");
  await host.getByLabel("Belopp").fill("2 000 000");
  await host.getByRole("button", { name: "Lägg till rad" }).click();
  await host.getByRole("link", { name: "Ta bort Gemensam drift" }).click();
  await expect(host.getByRole("heading", { level: 1, name: "Ta bort raden ur budgeten?" })).toBeVisible();
  await host.getByRole("link", { name: "Avbryt" }).click();
  await host.goto(`/borgholm${year}`);
  await host.getByRole("link", { name: "Skicka på samråd" }).click();
  await host.getByRole("button", { name: "Skicka på samråd" }).click();
  await expect(host.getByRole("alert")).toContainText("Fyll i fältet.");
  const in30Days = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await host.getByLabel("Sista dag att svara").fill(in30Days);
  await host.getByRole("button", { name: "Skicka på samråd" }).click();
  await expect(host.getByText("0 av 1 har svarat")).toBeVisible();

  await party.goto(`/morbylanga${year}`);
  await party.getByRole("link", { name: "När vi behöver siffrorna" }).click();
  await party.getByLabel("Vi behöver siffrorna senast").fill(in30Days);
  await party.getByRole("button", { name: "Spara dagen" }).click();
  await expect(party.getByRole("row", { name: /^Mörbylånga/ })).toContainText(in30Days);
  await party.getByRole("link", { name: "Svara på budgetförslaget" }).click();
  await party.getByLabel("Synpunkt").fill("Vi önskar en uppdelning per verksamhet.");
  await party.getByRole("button", { name: "Skicka svaret" }).click();
  await expect(party.getByText("Svaret är skickat.")).toBeVisible();
  expect(await htmlErrors(await party.content())).toEqual([]);

  await host.goto(`/borgholm${year}`);
  await expect(host.getByText("Vi önskar en uppdelning per verksamhet.")).toBeVisible();
  await host.getByRole("link", { name: "Fastställ budgeten" }).click();
  await host.getByLabel("Beslutad den").fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  await host.getByLabel("Beslutad av").fill("Kommunfullmäktige");
  await host.getByLabel("Beslutets paragraf eller diarienummer").fill("§ 210");
  await host.getByRole("button", { name: "Fastställ budgeten" }).click();
  await expect(host.getByText("Budgeten är fastställd.")).toBeVisible();
  await host.context().close();
  await party.context().close();
});

test("with the keyboard alone this year's settlement is begun and worked out, and a forgotten day is told", async ({
  page,
  signIn,
}) => {
  await signIn(HOST);
  const press = async (name: string, role: "link" | "button") => {
    await tabTo(page, page.getByRole("main").getByRole(role, { name, exact: true }).first());
    await page.keyboard.press("Enter");
  };
  const heading = (name: string | RegExp) =>
    expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const thisYear = new Date().getFullYear();
  await page.goto("/borgholm/settlements");
  await press(`Samverkansavtal om IT på Öland ${thisYear}`, "link");
  await heading(`Samverkansavtal om IT på Öland ${thisYear}`);
  await press("Påbörja avräkning", "link");
  await heading(`Påbörja avräkning för ${thisYear}?`);
  await press("Påbörja avräkning", "button");
  await heading(new RegExp(`^Avräkning ${thisYear}`));
  await press("Räkna ut", "link");
  await heading("Räkna ut");
  await tabTo(page, page.getByLabel("Utfallet är komplett för året"));
  await page.keyboard.press("Space");
  await press("Räkna ut", "button");
  await expect(page.getByText("Avräkningen är uträknad och nyckeln låst.")).toBeVisible();
  await press("Skicka på remiss", "link");
  await heading("Skicka på remiss");
  await press("Skicka på remiss", "button");
  await expect(page.getByRole("alert")).toContainText("Fyll i fältet.");
});
