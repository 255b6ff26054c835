import type { Locator, Page } from "playwright/test";
import { expect } from "./test.ts";

/** Presses Tab until the thing has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, thing: Locator): Promise<void> {
  await expect(thing).toBeVisible();
  for (let presses = 0; presses < 400; presses += 1) {
    if (await thing.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${thing}`);
}
