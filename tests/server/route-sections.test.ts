import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { createSectionedHandler } from "#app/server/route-sections.server.ts";

const paths: Record<string, { path?: string; parentId?: string; index?: true }> = {
  root: { path: "" },
  "routes/_index": { index: true, parentId: "root" },
  "routes/$": { path: "*", parentId: "root" },
  "routes/account": { path: "account/:what", parentId: "root" },
  "routes/account.systems": { path: "account/systems", parentId: "root" },
  "routes/$tenant": { path: ":tenant", parentId: "root" },
  "routes/$tenant._index": { index: true, parentId: "routes/$tenant" },
  "routes/$tenant.$": { path: "*", parentId: "routes/$tenant" },
  "routes/$tenant.systems._index": { path: "systems", index: true, parentId: "routes/$tenant" },
  "routes/$tenant.systems.$id": { path: "systems/:id", parentId: "routes/$tenant" },
  "routes/$tenant.systems.$id_.edit": { path: "systems/:id/edit", parentId: "routes/$tenant" },
  "routes/$tenant.systems[.]csv": { path: "systems.csv", parentId: "routes/$tenant" },
  "routes/$tenant.products._index": { path: "products", index: true, parentId: "routes/$tenant" },
  "routes/$tenant.products.$id": { path: "products/:id", parentId: "routes/$tenant" },
};

/** Resource routes that answer with their own name. */
const routes = Object.fromEntries(
  Object.entries(paths).map(([id, route]) => [
    id,
    { id, ...route, module: { loader: ({ params }: { params: object }) => ({ id, params }) } },
  ]),
);
const build = {
  routes,
  assets: { routes },
  entry: { module: {} },
  future: { v3_relativeSplatPath: true },
  publicPath: "/",
} as unknown as ServerBuild;

const whole = createRequestHandler(build, "test");
const sectioned = createSectionedHandler(build, "test");

test.each([
  "/",
  "/borgholm",
  "/borgholm/",
  "/borgholm/systems",
  "/borgholm/systems/",
  "/borgholm/systems?page=2",
  "/borgholm/SYSTEMS",
  "/borgholm/syst%65ms",
  "/borgholm/systems/1",
  "/borgholm/systems/1/edit",
  "/borgholm/systems/1/unknown",
  "/borgholm/systems/1/unknown/2/3/4/5/6/7/8/9/10/11/12",
  "/borgholm/systems.csv",
  "/borgholm/products",
  "/borgholm/products/systems",
  "/borgholm/unknown",
  "/borgholm/%E0%A4%A",
  "/borgholm//systems",
  "/account/systems",
  "/account/password",
  "/systems",
])("%s leads to the same route with the routes of its section as with all", async (path) => {
  const answer = async (handle: typeof whole) => {
    const response = await handle(new Request(`http://localhost${path}`));
    return { status: response.status, body: await response.text() };
  };
  expect(await answer(sectioned)).toEqual(await answer(whole));
});
