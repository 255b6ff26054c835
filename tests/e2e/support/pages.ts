import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import type { Page } from "playwright/test";

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // React writes void elements, attribute case and quotes its own way; browsers do not mind
    "void-style": "off",
    "attr-quotes": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "no-inline-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // the name of a region is what its table or form is called as well
    "no-redundant-role": "off",
    "prefer-native-element": "off",
    // answered by the policy of the page: scripts carry a nonce, styles come from here
    "require-sri": "off",
  },
});

/** What is wrong with the HTML as the server sent it; empty when it is valid. */
export async function htmlErrors(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages
      .filter((message) => message.severity === 2)
      .map((message) => `${message.ruleId}: ${message.message} (${message.selector ?? message.line})`),
  );
}

/** What axe has to say by WCAG 2.2 A and AA; empty when it is content. */
export async function axeErrors(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // no frames here, so no second page is needed to gather what they said; and nobody reads what passed
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"], preload: false })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes
        .map((node) => node.target.join(" "))
        .slice(0, 3)
        .join(" | ")}`,
  );
}

/** True when the page has to be scrolled sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}

/** Address without its query string and with ids replaced, so that a hundred systems count as one page. */
export function patternOf(path: string): string {
  return path
    .split("?")[0]!
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, ":id")
    .replace(/(\/functions\/)[a-z_]+/, "$1:code")
    .replace(/\/(19|20|21)\d\d(?=\/|$)/g, "/:year");
}

/** Links of the page that lead to pages of the portal (no downloads, no other sites), without fragment. */
export async function linksOf(page: Page): Promise<string[]> {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>("a[href]")]
      .filter((link) => link.origin === location.origin && !link.hasAttribute("download"))
      .map((link) => link.pathname + link.search),
  );
  return found.filter((path) => !/\.(csv|xlsx|pdf|svg)(\?|$)/.test(path));
}

const belongsTo = (link: string, start: string) => link === start || link.startsWith(`${start}/`);

/** Visits every kind of page that can be reached by links, each once. @returns what is wrong, by page */
export async function walk(
  page: Page,
  starts: string[],
  check: (page: Page, html: string) => Promise<string[]>,
) {
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

/** Says when the page has to be scrolled sideways on the narrowest phone. */
export async function sidewaysErrors(page: Page): Promise<string[]> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const errors = (await scrollsSideways(page)) ? ["scrolls sideways at 320 px"] : [];
  await page.setViewportSize(size);
  return errors;
}
