import { axeErrors, walk } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

test.setTimeout(600_000);

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
