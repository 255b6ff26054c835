import { axeErrors, htmlErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

test("a contract from its terms to its dates: moved dates before saving, an option called, a participant who confirms", async ({
  page,
  signIn,
}) => {
  await signIn("anna.lindqvist@borgholm.demo.invalid");
  await page.goto("/borgholm/contracts/new");
  await expect(page.getByRole("heading", { level: 1, name: "Nytt avtal" })).toBeVisible();
  await page.getByLabel("Namn (obligatoriskt)").fill("Ärendesystem, gemensamt");
  await page.getByLabel("Avtalsstart").fill("2025-03-01");
  await page.getByLabel("Första periodens längd").fill("240");
  await page
    .getByLabel("Vad händer när perioden är slut?")
    .selectOption({ label: "Det förlängs automatiskt" });
  await page.getByLabel("Varje förlängnings längd").fill("12");
  await page.getByLabel("Uppsägningstid", { exact: true }).fill("3");
  await page.getByLabel("Uppsägningen gäller till").selectOption({ label: "avtalsperiodens slut" });
  await page.locator("[name=option_1_length]").fill("12");
  await page.locator("[name=option_1_call_before_length]").fill("3");
  await page.getByRole("button", { name: "Lägg till avtalet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ärendesystem, gemensamt" })).toBeVisible();
  const address = page.url().split("?")[0]!;
  await expect(page.getByRole("img", { name: /Avtalets tid/ })).toBeVisible();
  const explanation = page.locator("details.explanation").first();
  await explanation.locator("summary").click();
  await expect(explanation.locator("li").first()).toBeVisible();

  await page.getByRole("link", { name: "Redigera", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Redigera/ })).toBeVisible();
  await page.getByLabel("Uppsägningstid", { exact: true }).fill("6");
  await page.getByRole("button", { name: "Spara avtalet" }).click();
  const moved = page.getByRole("region", { name: "De här datumen flyttas", exact: true });
  await expect(moved).toBeFocused();
  await expect(moved.getByRole("row", { name: /uppsägningsdag/ })).toContainText("2044-08-31");
  expect(await axeErrors(page)).toEqual([]);
  await moved.getByRole("button", { name: "Spara med de nya datumen" }).click();
  await expect(page.getByText("Avtalet är sparat.")).toBeVisible();

  await page.getByRole("link", { name: "Avropa option 1" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Avropa option 1/ })).toBeVisible();
  await page.getByLabel("Beslutat av (obligatoriskt)").fill("IT-chefen");
  await page.getByRole("button", { name: "Avropa optionen" }).click();
  await expect(page.getByText(/avropad .* av IT-chefen/)).toBeVisible();

  await page.goto(`${address}/participants`);
  await page.getByLabel("Organisation (obligatoriskt)").selectOption({ label: "Mörbylånga" });
  await page.getByRole("button", { name: "Fråga en organisation" }).click();
  await expect(page.getByText("väntar på bekräftelse")).toBeVisible();

  await signIn("sara.holmgren@morbylanga.demo.invalid");
  await page.goto("/morbylanga/contracts/invitations");
  await page.getByRole("button", { name: "Tacka ja till Ärendesystem, gemensamt" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ärendesystem, gemensamt" })).toBeVisible();
  await expect(page.getByText("ägs av Borgholm").first()).toBeVisible();
  await expect(page.getByText("bekräftat av båda")).toBeVisible();
});

test("pages that no link of the demo leads to are fit for everybody, at 320 px and in English too", async ({
  page,
  signIn,
  context,
}) => {
  await signIn("anna.lindqvist@borgholm.demo.invalid");
  for (const [at, path] of [
    "/borgholm/contracts/invitations",
    "/borgholm/contracts?scope=shared",
  ].entries()) {
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([path, 200]);
    expect([path, await htmlErrors((await response?.text()) ?? "")]).toEqual([path, []]);
    expect([path, await axeErrors(page)]).toEqual([path, []]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect([path, await scrollsSideways(page)]).toEqual([path, false]);
    await page.setViewportSize({ width: 1280, height: 800 });
    if (at === 0) await context.addCookies([{ name: "locale", value: "en", url: page.url() }]);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a contract is added, and a change of terms shows what moves before it is saved", async ({
    page,
    signIn,
  }) => {
    await signIn("anna.lindqvist@borgholm.demo.invalid");
    await page.goto("/borgholm/contracts/new");
    await page.getByLabel("Namn (obligatoriskt)").fill("Utan skript");
    await page.getByLabel("Avtalsstart").fill("2026-01-01");
    await page.getByLabel("Första periodens längd").fill("240");
    await page.getByLabel("Vad händer när perioden är slut?").selectOption({ label: "Avtalet upphör" });
    await page.getByRole("button", { name: "Fler rader för optioner" }).click();
    await expect(page.getByLabel("Namn (obligatoriskt)")).toHaveValue("Utan skript");
    await page.getByRole("button", { name: "Lägg till avtalet" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Utan skript" })).toBeVisible();
    await page.getByRole("link", { name: "Redigera", exact: true }).click();
    await page.getByLabel("Första periodens längd").fill("252");
    await page.getByRole("button", { name: "Spara avtalet" }).click();
    await expect(page.getByRole("region", { name: "De här datumen flyttas", exact: true })).toContainText(
      "2046-12-31",
    );
    await page.getByRole("button", { name: "Spara med de nya datumen" }).click();
    await expect(page.getByText("Avtalet är sparat.")).toBeVisible();
  });
});
