import type { Page } from "playwright/test";
import { axeErrors, htmlErrors, linksOf, patternOf, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

/** Visits every kind of page that can be reached by links, each once. @returns what is wrong, by page */
async function walk(page: Page, starts: string[], check: (page: Page, html: string) => Promise<string[]>) {
  const waiting = [...starts];
  const seen = new Set(starts.map(patternOf));
  const wrong: Record<string, string[]> = {};
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const response = await page.goto(path);
    const status = response?.status() ?? 0;
    const errors = status === 200 ? await check(page, (await response?.text()) ?? "") : [`status ${status}`];
    if (errors.length > 0) wrong[path] = errors;
    for (const link of await linksOf(page)) {
      if (seen.has(patternOf(link)) || !starts.some((start) => belongsTo(link, start))) continue;
      seen.add(patternOf(link));
      waiting.push(link);
    }
  }
  return { wrong, count: seen.size };
}

async function sidewaysErrors(page: Page): Promise<string[]> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const errors = (await scrollsSideways(page)) ? ["scrolls sideways at 320 px"] : [];
  await page.setViewportSize(size);
  return errors;
}

const belongsTo = (link: string, start: string) => link === start || link.startsWith(`${start}/`);

test.describe("every page", () => {
  test.setTimeout(240_000);

  test("axe is content, the HTML is valid, nothing scrolls sideways at 320 px: administrator", async ({
    page,
    signIn,
  }) => {
    await signIn("anna.lindqvist@borgholm.demo.invalid");
    const { wrong, count } = await walk(page, ["/borgholm", "/account"], async (at, html) => [
      ...(await htmlErrors(html)),
      ...(await axeErrors(at)),
      ...(await sidewaysErrors(at)),
    ]);
    expect(wrong).toEqual({});
    expect(count).toBeGreaterThan(30);
  });

  test("reader, supplier and view as: no dead links, axe is content, in English too", async ({
    page,
    signIn,
    context,
  }) => {
    await context.addCookies([{ name: "locale", value: "en", url: "http://localhost" }]);
    for (const [email, start] of [
      ["karin.fransson@borgholm.demo.invalid", "/borgholm"],
      ["fredrik.nyberg@kustlinjen.demo.invalid", "/kustlinjen-system-ab"],
      ["anna.lindqvist@borgholm.demo.invalid", "/borgholm~morbylanga"],
    ] as const) {
      await signIn(email);
      const { wrong } = await walk(page, [start], axeErrors);
      expect(wrong, email).toEqual({});
    }
  });

  test("signed out: sign-in and error pages", async ({ page }) => {
    const { wrong } = await walk(page, ["/login", "/password-reset"], async (at, html) => [
      ...(await htmlErrors(html)),
      ...(await axeErrors(at)),
    ]);
    expect(wrong).toEqual({});
  });
});
