import { axeErrors, walk } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

test.setTimeout(600_000);

test("reader, supplier and view as: no dead links, axe is content, in English too", async ({
  page,
  signIn,
  context,
}) => {
  await context.addCookies([{ name: "locale", value: "en", url: "http://localhost" }]);
  for (const [email, ...starts] of [
    ["karin.fransson@borgholm.demo.invalid", "/borgholm"],
    ["fredrik.nyberg@kustlinjen.demo.invalid", "/kustlinjen-system-ab"],
    ["anna.lindqvist@borgholm.demo.invalid", "/borgholm~morbylanga"],
    // surveys that run are in the north only
    ["elin.wikstrom@lulea.demo.invalid", "/lulea/renewals", "/lulea/agreements"],
  ] as const) {
    await signIn(email);
    const { wrong } = await walk(page, starts, axeErrors);
    expect(wrong, email).toEqual({});
  }
});
