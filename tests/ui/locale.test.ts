import { expect, test } from "vitest";
import { action } from "#app/routes/locale.ts";
import { callAction } from "../support/routes.ts";

test("the language is remembered and the reader comes back to the page", async () => {
  const answer = await callAction(action, { locale: "en", to: "/borgholm/systems?q=x" });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("Location")).toBe("/borgholm/systems?q=x");
  expect(answer.headers.get("Set-Cookie")).toMatch(
    /^locale=en; Path=\/; Max-Age=\d+; SameSite=Lax; HttpOnly$/,
  );
});

test.each(["https://evil.example/", "//evil.example", undefined])("to %s leads home instead", async (to) => {
  const answer = await callAction(action, to === undefined ? { locale: "en" } : { locale: "en", to });
  expect(answer.headers.get("Location")).toBe("/");
});

test("an unknown language is the default one", async () => {
  const answer = await callAction(action, { locale: "x; Secure", to: "/" });
  expect(answer.headers.get("Set-Cookie")).toMatch(/^locale=sv;/);
});

test("forms of other sites are refused", async () => {
  const answer = await callAction(action, { locale: "en" }, { headers: { Origin: "https://evil.example" } });
  expect(answer.status).toBe(403);
  expect(answer.headers.get("Set-Cookie")).toBeNull();
});
