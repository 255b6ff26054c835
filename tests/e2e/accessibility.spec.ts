import { axeErrors, htmlErrors, sidewaysErrors, walk } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

// Long, and first by name: the other worker has the rest meanwhile.
test.describe("every page", () => {
  test.setTimeout(600_000);

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

  test("signed out: sign-in and error pages", async ({ page }) => {
    const { wrong } = await walk(page, ["/login", "/password-reset"], async (at, html) => [
      ...(await htmlErrors(html)),
      ...(await axeErrors(at)),
    ]);
    expect(wrong).toEqual({});
  });
});
