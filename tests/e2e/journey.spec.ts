import { join } from "node:path";
import type { Locator, Page } from "playwright/test";
import { tabTo } from "./support/keyboard.ts";
import { expect, test } from "./support/test.ts";

/**
 * The main job, from one end to the other: an IT manager brings in her spreadsheet, corrects what the dry run shows, takes a
 * product into use, decides what the county may see, looks at it as Mörbylånga does, and opens the matrix.
 */
const spreadsheet = join(import.meta.dirname, "../../public/demo/borgholm-system.csv");

/** How a person presses things: with the mouse, or with the keyboard alone. */
interface Hand {
  press(thing: Locator): Promise<void>;
  choose(select: Locator, label: string): Promise<void>;
  tick(box: Locator): Promise<void>;
}

const mouse = (): Hand => ({
  press: (thing) => thing.click(),
  choose: async (select, label) => {
    await select.selectOption({ label });
  },
  tick: (box) => box.check(),
});

const keyboard = (page: Page): Hand => ({
  press: async (thing) => {
    await tabTo(page, thing);
    await page.keyboard.press("Enter");
  },
  choose: async (select, label) => {
    await tabTo(page, select);
    await page.keyboard.type(label);
    await expect(select.locator("option:checked")).toHaveText(label);
  },
  tick: async (box) => {
    await tabTo(page, box);
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  },
});

for (const [way, handOf] of [
  ["by mouse", mouse],
  ["by keyboard", keyboard],
] as const) {
  test(`from spreadsheet to matrix, ${way}`, async ({ page, server }) => {
    test.setTimeout(180_000);
    const hand = handOf(page);
    const link = (name: string | RegExp) => page.getByRole("link", { name }).first();
    const button = (name: string | RegExp) => page.getByRole("button", { name });

    await page.goto("/login");
    await hand.press(button(/Anna Lindqvist/));
    await expect(page).toHaveURL(`${server.url}/borgholm`);

    // her spreadsheet, with the faults that such lists have
    await hand.press(
      page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Import" }),
    );
    await hand.press(link("Importera en fil"));
    await page.getByLabel("Fil", { exact: false }).setInputFiles(spreadsheet);
    await hand.press(button("Ladda upp"));
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Kolumnmappning");
    const ownName = page.getByLabel(/Vad är Kommunens/);
    if ((await ownName.locator("option:checked").textContent()) !== "Eget namn")
      await hand.choose(ownName, "Eget namn");
    await hand.tick(page.getByLabel(/Utelämna alla kolumner/));
    await hand.press(button("Provkör"));
    await expect(page.getByRole("heading", { name: "Provkörning" })).toBeVisible({ timeout: 60_000 });
    const errors = page.getByRole("table", { name: "Fel i filens celler" });
    await expect(errors).toBeVisible();

    // the rest is right: bring it in, see it in the list, and take it back
    await hand.tick(page.getByLabel(/Importera godkända rader/));
    await hand.press(page.getByRole("main").getByRole("button", { name: "Importera", exact: true }));
    await expect(page.getByText(/Importerad av Anna Lindqvist/)).toBeVisible({ timeout: 60_000 });
    const run = page.url();
    await hand.press(link("Till systemen"));
    await expect(page.getByRole("table").getByRole("row").first()).toBeVisible();
    await page.goto(run);
    await hand.press(link("Ångra importen"));
    await hand.press(button("Ångra importen"));
    await expect(page.getByText(/Ångrad av Anna Lindqvist/)).toBeVisible({ timeout: 60_000 });

    // a product from the catalogue into use
    await page.goto("/borgholm/products?q=AutoCAD");
    await hand.press(page.getByRole("table").getByRole("link", { name: "AutoCAD", exact: true }));
    await hand.press(link(/Ta i bruk/));
    await page.getByLabel("Eget namn").fill(`AutoCAD ${way}`);
    await hand.choose(page.getByLabel("Status", { exact: false }), "planerad");
    await hand.press(page.getByRole("main").getByRole("button", { name: /Ta i bruk|Spara/ }));
    await expect(page.getByRole("heading", { level: 1, name: `AutoCAD ${way}` })).toBeVisible();
    const system = page.url().split("?")[0]!.split("/").pop()!;

    // the county may see how it is run, or no longer
    await hand.press(
      page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Delning", exact: true }),
    );
    const operation = page.getByRole("row", { name: /^Drift/ }).getByRole("link");
    const before = await operation.nth(1).textContent();
    await hand.press(operation.nth(1));
    await hand.press(page.getByRole("main").getByRole("button", { name: /^(Dela|Sluta dela)/ }));
    await expect(operation.nth(1)).not.toHaveText(before ?? "");

    // as Mörbylånga sees it
    await hand.press(
      page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Visa som kommun" }),
    );
    await hand.press(
      page
        .getByRole("main")
        .getByRole("link", { name: /Mörbylånga/ })
        .first(),
    );
    await expect(page.getByText(/Du ser Borgholms poster som Mörbylånga ser dem/)).toBeVisible();
    await page.goto(`/borgholm~morbylanga/systems/${system}`);
    await expect(page.getByRole("heading", { level: 1, name: `AutoCAD ${way}` })).toBeVisible();
    await expect(page.getByRole("link", { name: "Redigera" })).toHaveCount(0);

    // what the neighbours run
    await page.goto("/borgholm");
    await hand.press(
      page.getByRole("navigation", { name: "Huvudmeny" }).getByRole("link", { name: "Överlapp" }),
    );
    await expect(page.getByRole("columnheader", { name: "Mörbylånga" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: /Borgholm/ })).toBeVisible();
  });
}
