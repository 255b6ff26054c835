import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";

/** The route that all pages of an organisation lie under. */
const TENANT = "routes/$tenant";

/**
 * As `createRequestHandler`, but each request meets only the routes of its own section (`/borgholm/systems…`: those of systems,
 * and all that are not under an organisation). Remix looks through every route it has three times per request and makes
 * objects for each; with a hundred routes that was a fifth of a page's CPU time. An address without a section meets them all.
 *
 * @param mode as for `createRequestHandler`
 */
export function createSectionedHandler(build: ServerBuild, mode?: string): RequestHandler {
  const whole = createRequestHandler(build, mode);
  const sections = new Map(
    sectionNames(build).map((name) => [name, createRequestHandler(onlySection(build, name), mode)]),
  );
  return (request, context) => (sections.get(sectionOf(request.url)) ?? whole)(request, context);
}

/** Second segment of the address's path, as routes are compared: decoded and in lower case. */
function sectionOf(url: string): string {
  const segment = /^\w+:\/\/[^/?#]*\/[^/?#]+\/([^/?#]+)/.exec(url)?.[1] ?? "";
  try {
    return decodeURIComponent(segment).toLowerCase();
  } catch {
    return ""; // not decodable: Remix says what it thinks of it
  }
}

type Route = ServerBuild["routes"][string];

/** The fixed first segment under the organisation that a route or the route it lies in begins with; undefined: none. */
function sectionOfRoute(routes: ServerBuild["routes"], route: Route): string | undefined {
  let outermost = route;
  while (outermost.parentId && outermost.parentId !== TENANT) outermost = routes[outermost.parentId]!;
  const first = outermost.parentId === TENANT ? outermost.path?.split("/")[0]?.toLowerCase() : undefined;
  return first && /^[\w.-]+$/.test(first) ? first : undefined;
}

function sectionNames({ routes }: ServerBuild): string[] {
  const names = Object.values(routes).map((route) => sectionOfRoute(routes, route));
  return [...new Set(names)].filter((name) => name !== undefined);
}

function onlySection(build: ServerBuild, name: string): ServerBuild {
  const stays = ([id]: [string, unknown]) =>
    [undefined, name].includes(sectionOfRoute(build.routes, build.routes[id]!));
  const pick = <Each>(routes: Record<string, Each>) =>
    Object.fromEntries(Object.entries(routes).filter(stays)) as Record<string, Each>;
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  } as ServerBuild;
}
