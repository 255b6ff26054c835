import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";

/** The route that all pages of an organisation lie under. */
const TENANT = "routes/$tenant";

/**
 * As `createRequestHandler`, but a request meets only the routes that can be meant: those of its own section
 * (`/borgholm/systems…`: systems, and all that are not under an organisation) with as many segments as its address. Remix looks
 * through every route it has three times per request, and makes objects for each; with a hundred routes that was a quarter of a
 * page's CPU time. An address without a known section meets them all.
 *
 * @param mode as for `createRequestHandler`
 */
export function createSectionedHandler(build: ServerBuild, mode?: string): RequestHandler {
  const whole = createRequestHandler(build, mode);
  const sections = sectionNames(build.routes);
  const handlers = new Map<string, RequestHandler>();
  return (request, context) => {
    const place = placeOf(request.url);
    if (!place || !sections.has(place.section)) return whole(request, context);
    const key = `${place.section} ${place.depth}`;
    let handler = handlers.get(key);
    if (!handler) {
      handler = createRequestHandler(onlyPlace(build, place), mode);
      handlers.set(key, handler);
    }
    return handler(request, context);
  };
}

/** Where an address can lead: second segment of its path, as routes are compared, and the number of segments. */
interface Place {
  section: string;
  depth: number;
}

/** More segments than any page has: one handler for all such addresses, so that strangers cannot make us keep many. */
const DEEPEST = 12;

function placeOf(url: string): Place | undefined {
  const path = /^\w+:\/\/[^/?#]*\/([^?#]*)/.exec(url)?.[1] ?? "";
  const segments = path.replace(/\/$/, "").split("/");
  if (segments.length < 2 || segments.includes("")) return undefined;
  try {
    const section = decodeURIComponent(segments[1]!).toLowerCase();
    return { section, depth: Math.min(segments.length, DEEPEST) };
  } catch {
    return undefined; // not decodable: Remix says what it thinks of it
  }
}

type Routes = ServerBuild["routes"];
type Route = Routes[string];

function sectionNames(routes: Routes): Set<string> {
  const names = Object.values(routes).map((route) => sectionOf(routes, route));
  return new Set(names.filter((name) => name !== undefined));
}

/** The fixed first segment under the organisation that a route or the route it lies in begins with; undefined: none. */
function sectionOf(routes: Routes, route: Route): string | undefined {
  let outermost = route;
  while (outermost.parentId && outermost.parentId !== TENANT) outermost = routes[outermost.parentId]!;
  const first = outermost.parentId === TENANT ? outermost.path?.split("/")[0]?.toLowerCase() : undefined;
  return first && /^[\w.-]+$/.test(first) ? first : undefined;
}

/** Segments that an address of the route has; undefined when there is no fixed number. */
function depthOf(routes: Routes, route: Route): number | undefined {
  const path = route.path ?? "";
  if (/[*?]/.test(path)) return undefined;
  const above = route.parentId ? depthOf(routes, routes[route.parentId]!) : 0;
  return above === undefined ? undefined : above + path.split("/").filter(Boolean).length;
}

function onlyPlace(build: ServerBuild, { section, depth }: Place): ServerBuild {
  const { routes } = build;
  const kept = new Set<string>();
  for (const route of Object.values(routes)) {
    if (![undefined, section].includes(sectionOf(routes, route))) continue;
    if (![undefined, depth].includes(depthOf(routes, route))) continue;
    for (let each: Route | undefined = route; each; each = each.parentId ? routes[each.parentId] : undefined)
      kept.add(each.id);
  }
  const pick = <Each>(all: Record<string, Each>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => kept.has(id))) as Record<string, Each>;
  return {
    ...build,
    routes: pick(routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  } as ServerBuild;
}
