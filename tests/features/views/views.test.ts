import { describe, expect, test } from "vitest";
import { parseListState } from "#app/features/lists/lists.rules.ts";
import { systemsList } from "#app/features/systems/list.rules.ts";
import { mayChangeView, mayKeepAs, mayMakePrivate } from "#app/features/views/views.policy.ts";
import { isViewList, viewHref, viewQuery, viewState } from "#app/features/views/views.rules.ts";

describe("viewState", () => {
  test("keeps selection, order and columns, and nothing else of the address", () => {
    expect(
      viewState(
        "?q=lön&lifecycle=pilot&lifecycle=planned&sort=-ends_on&page=7&column=own_name&column=product&column=product&scope=all&view=x&done=1&hosting=",
      ),
    ).toEqual({
      columns: ["own_name", "product"],
      sort: "-ends_on",
      filter: "q=l%C3%B6n&lifecycle=pilot&lifecycle=planned",
    });
  });

  test.each([
    ["column=<script>&column=__proto__", { columns: [], sort: null, filter: "" }],
    ["sort=--x&sort=a b", { columns: [], sort: null, filter: "" }],
    ["A=1&__proto__=2&%00=3", { columns: [], sort: null, filter: "" }],
  ])("what no list could mean is left out: %s", (query, expected) => {
    expect(viewState(query)).toEqual(expected);
  });

  test("a selection too long to be kept is refused, not cut to another selection", () => {
    expect(viewState(`q=${"a".repeat(4100)}`)).toBeUndefined();
    expect(viewState(Array.from({ length: 201 }, (_, i) => `owner=${i}`).join("&"))).toBeUndefined();
  });

  test("the state survives being kept and opened", () => {
    const address =
      "q=a%26b&lifecycle=pilot&ends_on-from=2026-01-01&sort=-own_name&column=own_name&column=supplier";
    const definition = systemsList("own");
    const kept = viewState(address)!;
    const opened = viewQuery({ id: "x", ...kept });
    expect(parseListState(opened, definition)).toEqual(
      parseListState(new URLSearchParams(address), definition),
    );
  });
});

test("a view stands in its own list and scope", () => {
  const state = { columns: ["name"], sort: "name", filter: "q=1" };
  expect(viewHref("ort", { id: "x", list: "systems-all", ...state })).toBe(
    "/ort/systems?scope=all&q=1&sort=name&column=name&view=x",
  );
  expect(viewHref("ort", { id: "x", list: "products", ...state })).toBe(
    "/ort/products?q=1&sort=name&column=name&view=x",
  );
  expect(["systems", "toString", "people", ""].map(isViewList)).toEqual([true, false, false, false]);
});

describe("who may", () => {
  const who = (accountId: string, ...roles: string[]) => ({ accountId, roles, isPreview: false });
  const maker = who("maker", "reader");
  const admin = who("admin", "local_admin");
  const colleague = who("colleague", "editor");
  const own = { owner_kind: "person" as const, account_id: "maker", isOwn: true };
  const shared = { owner_kind: "organisation" as const, account_id: "maker", isOwn: true };
  const circle = { owner_kind: "circle" as const, account_id: "maker", isOwn: true };
  test.each([
    ["maker", maker, own, true],
    ["maker", maker, shared, true],
    ["administrator", admin, own, false],
    ["administrator", admin, shared, true],
    ["colleague", colleague, own, false],
    ["colleague", colleague, shared, false],
    ["maker", maker, circle, true],
    ["administrator", admin, circle, true],
    ["colleague", colleague, circle, false],
    ["maker, in another organisation,", maker, { ...circle, isOwn: false }, false],
    ["administrator of another organisation", admin, { ...circle, isOwn: false }, false],
    ["maker in view as", { ...maker, isPreview: true }, own, false],
  ])("%s changes", (_, actor, view, expected) => {
    expect(mayChangeView(actor, view)).toBe(expected);
  });
  test("sharing is for those who work with the register, taking back for the maker", () => {
    expect([maker, admin, colleague].map((actor) => mayKeepAs(actor, "organisation"))).toEqual([
      false,
      true,
      true,
    ]);
    expect([maker, admin, colleague].map((actor) => mayKeepAs(actor, "circle"))).toEqual([false, true, true]);
    expect(mayKeepAs(maker, "person")).toBe(true);
    expect([maker, admin].map((actor) => mayMakePrivate(actor, shared))).toEqual([true, false]);
  });
});
