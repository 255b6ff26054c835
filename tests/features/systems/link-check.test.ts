import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLinksOf } from "#app/features/systems/link-check.server.ts";
import { askForLink, isInside } from "#app/server/outgoing.server.ts";
import { testDatabase } from "../../support/database.ts";
import { product, town } from "../../support/towns.ts";

const admin = testDatabase();

const server = createServer((request, response) => {
  const path = request.url ?? "";
  if (path === "/there") response.writeHead(200).end();
  else if (path === "/closed") response.writeHead(403).end();
  else if (path === "/moved") response.writeHead(302, { Location: "/there" }).end();
  else if (path === "/round") response.writeHead(302, { Location: "/round" }).end();
  else if (path === "/ill") response.writeHead(500).end();
  else response.writeHead(404).end();
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));
const anywhere = () => true;

describe("asking whether a link leads somewhere", () => {
  test.each([
    ["/there", "ok"],
    ["/closed", "ok"],
    ["/moved", "ok"],
    ["/gone", "broken"],
    ["/round", "not_reachable"],
    ["/ill", "not_reachable"],
  ])("%s is %s", async (path, answer) => {
    expect(await askForLink(base + path, anywhere)).toBe(answer);
  });

  test("the server's own network is never asked, by number or by name, nor anything but http", async () => {
    expect(await askForLink(`${base}/there`)).toBe("not_reachable");
    expect(await askForLink(`${base.replace("127.0.0.1", "localhost")}/there`)).toBe("not_reachable");
    expect(await askForLink("file:///etc/passwd")).toBe("not_reachable");
    expect(await askForLink("no address")).toBe("not_reachable");
  });

  test.each([
    ["127.0.0.1", true],
    ["10.1.2.3", true],
    ["172.31.0.1", true],
    ["192.168.1.1", true],
    ["169.254.169.254", true],
    ["::1", true],
    ["::ffff:10.0.0.1", true],
    ["fd00::1", true],
    ["fe80::1", true],
    ["172.32.0.1", false],
    ["193.10.0.1", false],
    ["2a00:801::1", false],
    ["not an address", true],
  ])("%s lies inside: %s", (address, inside) => {
    expect(isInside(address)).toBe(inside);
  });
});

test("links not asked for lately are asked for and the answer is kept, in the own organisation only", async () => {
  const [place, other] = [await town(admin()), await town(admin())];
  const item = await product(admin());
  const insert = async (at: typeof place, url: string, checked: string | null) => {
    const usage = await at.use(item, url);
    await admin().query(
      "insert into system_usage_document (tenant_id, usage_id, title, url, checked_at, check_result) values ($1, $2, 'x', $3, $4, 'ok')",
      [at.id, usage, url, checked],
    );
  };
  await insert(place, "https://a.example/new", null);
  await insert(place, "https://a.example/old", "2020-01-01");
  await insert(place, "https://a.example/fresh", new Date().toISOString());
  await insert(other, "https://b.example/", null);
  const asked: string[] = [];
  await checkLinksOf(place.id, async (url) => {
    asked.push(url);
    return "broken";
  });
  expect(asked.sort()).toEqual(["https://a.example/new", "https://a.example/old"]);
  const { rows } = await admin().query(
    "select url, check_result from system_usage_document where tenant_id = any($1) order by url",
    [[place.id, other.id]],
  );
  expect(rows.map((row) => row.check_result)).toEqual(["ok", "broken", "broken", "ok"]);
});
