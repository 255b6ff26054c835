import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** What came of asking an address. `ok`: something is there (also behind a sign-in); `broken`: it says that nothing is. */
export type LinkAnswer = "ok" | "broken" | "not_reachable";

const TIMEOUT_MS = 8_000;
const MOST_REDIRECTS = 3;

/**
 * Addresses this server never asks on a person's behalf: itself, the network it stands in, the cloud's metadata. A link in a
 * record must not make the portal a telescope into the operator's network.
 */
const inside = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(network, bits, "ipv6");

/** True for an IP address that lies inside (private, loopback, link-local, metadata), also written as IPv4 in IPv6. */
export function isInside(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return inside.check(mapped, "ipv4");
  return inside.check(address, family === 4 ? "ipv4" : "ipv6");
}

/**
 * Asks whether a page is there, without reading it. The address is checked after the name has been looked up, by the connection
 * itself, so that a name cannot point elsewhere the second time.
 * @param link http or https
 * @param mayAsk which IP addresses may be asked; only tests give their own
 */
export async function askForLink(
  link: string,
  mayAsk: (address: string) => boolean = (address) => !isInside(address),
): Promise<LinkAnswer> {
  let next = link;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await head(next, mayAsk);
    if (!answer) return "not_reachable";
    const { status, location } = answer;
    if (status >= 300 && status < 400 && location && URL.canParse(location, next)) {
      next = new URL(location, next).href;
      continue;
    }
    if (status === 404 || status === 410) return "broken";
    return status < 500 ? "ok" : "not_reachable";
  }
  return "not_reachable";
}

function head(
  link: string,
  mayAsk: (address: string) => boolean,
): Promise<{ status: number; location?: string } | undefined> {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) return Promise.resolve(undefined);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !mayAsk(host)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const { request } = url.protocol === "https:" ? https : http;
    const asked = request(
      url,
      {
        method: "HEAD",
        lookup: onlyAllowed(mayAsk),
        timeout: TIMEOUT_MS,
        headers: { "User-Agent": "Samverka" },
      },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, location: response.headers.location });
      },
    );
    const limit = setTimeout(() => asked.destroy(), TIMEOUT_MS);
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(undefined));
    asked.on("close", () => {
      clearTimeout(limit);
      resolve(undefined);
    });
    asked.end();
  });
}

/** The usual look-up, which forgets addresses that may not be asked. */
function onlyAllowed(mayAsk: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const allowed = found.filter(({ address }) => mayAsk(address));
      const first = allowed[0];
      if (!first) return callback(new Error("address not allowed"), "", 0);
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}
