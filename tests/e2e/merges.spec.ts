import { axeErrors, scrollsSideways } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const CATALOGUE_EDITOR = "helena.bergstrom@kalmar.demo.invalid";

test.describe("catalogue editor", () => {
  test("a concept is approved; two products are merged and the merge is undone", async ({ page, signIn }) => {
    await signIn(CATALOGUE_EDITOR);
    await page.goto("/kalmar/concepts");
    expect(await axeErrors(page)).toEqual([]);
    await page.getByRole("rowheader").getByRole("link").first().click();
    expect(await axeErrors(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole("button", { name: "Godkänn posten" }).click();
    await expect(page.getByText("Posten är godkänd.")).toBeVisible();

    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto("/kalmar/products");
    await page.getByRole("rowheader").getByRole("link").first().click();
    await page.getByRole("link", { name: "Slå samman" }).last().click();
    await page.getByLabel("Sök på namn").fill("lifecare");
    await page.getByRole("button", { name: "Sök", exact: true }).click();
    await page
      .getByRole("link", { name: /^Välj:/ })
      .first()
      .click();
    expect(await axeErrors(page)).toEqual([]);
    await page.getByRole("button", { name: "Slå samman" }).click();
    await expect(page.getByText("Posterna är sammanslagna.")).toBeVisible();
    expect(await axeErrors(page)).toEqual([]);
    await page.getByRole("button", { name: "Ångra sammanslagningen" }).click();
    await expect(page.getByText("Sammanslagningen är ångrad.")).toBeVisible();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await scrollsSideways(page)).toBe(false);
  });
});
