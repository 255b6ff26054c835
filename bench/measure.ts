import autocannon from "autocannon";
import { filledIn } from "./forms.ts";
import type { Scenario } from "./scenarios.ts";
import type { Measured } from "./server-process.ts";

/** What one run of one page on one server gave. Times in ms. */
export interface Reading {
  perSecond: number;
  p50: number;
  p99: number;
  /** CPU of the server's process per request. */
  cpu: number;
  /** CPU of PostgreSQL per request. */
  databaseCpu: number;
}

export interface Load {
  connections: number;
  seconds: number;
  /** CPU seconds that PostgreSQL has used so far. */
  databaseCpu: () => number;
}

/**
 * Asks for one page again and again: for some time, or for three answers per connection where a page is so slow that fewer came.
 * @throws when an answer is not what it should be: a page that fails fast would look good
 */
export async function read(server: Measured, page: Scenario, load: Load): Promise<Reading> {
  const enough = 3 * load.connections;
  const reading = await run(server, page, load, { duration: load.seconds });
  const { times, seconds, cpu, databaseCpu } =
    reading.times.length >= enough ? reading : await run(server, page, load, { amount: enough });
  times.sort((a, b) => a - b);
  const perRequest = (used: number) => round((used * 1000) / times.length);
  return {
    perSecond: round(times.length / seconds, 1),
    p50: round(percentile(times, 0.5)),
    p99: round(percentile(times, 0.99)),
    cpu: perRequest(cpu),
    databaseCpu: perRequest(databaseCpu),
  };
}

/** One run. autocannon's own percentiles are whole milliseconds, so we keep every answer's time. */
async function run(
  server: Measured,
  page: Scenario,
  load: Load,
  limit: { duration: number } | { amount: number },
) {
  const before = { cpu: server.cpuSeconds(), databaseCpu: load.databaseCpu() };
  const times: number[] = [];
  let wrong = 0;
  const expected = page.form ? 302 : 200;
  const began = performance.now();
  let ended = began;
  await new Promise<void>((resolve, reject) => {
    const cannon = autocannon(
      {
        url: server.url + page.path,
        connections: load.connections,
        sampleInt: 100,
        timeout: 60,
        requests: [request(page)],
        ...limit,
      },
      (error) => (error ? reject(error) : resolve()),
    );
    cannon.on("response", (_client, status, _bytes, ms) => {
      times.push(ms);
      ended = performance.now();
      if (status !== expected) wrong += 1;
    });
    cannon.on("reqError", reject);
  });
  if (wrong > 0) throw new Error(`${page.path}: ${wrong} of ${times.length} answers were not ${expected}`);
  return {
    times,
    seconds: (ended - began) / 1000,
    cpu: server.cpuSeconds() - before.cpu,
    databaseCpu: load.databaseCpu() - before.databaseCpu,
  };
}

/** Asks for the page so many times at 16 connections, without measuring. */
export async function warm(server: Measured, page: Scenario, amount: number): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    autocannon(
      { url: server.url + page.path, connections: 16, amount, timeout: 60, requests: [request(page)] },
      (error) => (error ? reject(error) : resolve()),
    ),
  );
}

function request({ cookie, form }: Scenario): autocannon.Request {
  const headers = { Cookie: cookie, Accept: "text/html" };
  if (!form) return { method: "GET", headers };
  return {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded" },
    body: filledIn(form),
    setupRequest: (one) => ({ ...one, body: filledIn(form) }),
  };
}

/** The value below which a share of sorted values lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function round(value: number, decimals = 2): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
