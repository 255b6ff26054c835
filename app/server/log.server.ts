/**
 * Structured log lines on standard output. What may be logged: ids of requests and records, routes, durations,
 * codes. What may not: names, addresses of mail, tokens, form values, query strings, or texts from the database.
 */
import pino from "pino";
import { config } from "./config.server.ts";

let root: pino.Logger | undefined;

/** The logger of this process. Give it fields that may be kept for months (see above). */
export function log(): pino.Logger {
  root ??= pino({
    level: config().logLevel,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: errorFields },
  });
  return root;
}

/**
 * What an error may say in the log. A message from PostgreSQL quotes values ("Key (email)=(…) already exists"), so
 * only its code and the names of constraint and table are kept.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, severity } = error as Error & Record<string, unknown>;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const fields = { type: error.name, code, frames: frames.slice(0, 12).map((line) => line.trim()) };
  return severity === undefined ? { ...fields, message: error.message } : { ...fields, constraint, table };
}

/**
 * The shape of a path for the log: `/borgholm/systems/:id`. Words of our own addresses and the organisation's short
 * name stay; everything that may be a token, a name or an address of mail becomes a placeholder.
 */
export function routeShape(path: string): string {
  const parts = path.split("/").slice(0, 12);
  return parts.map(segmentShape).join("/").slice(0, 200);
}

function segmentShape(segment: string): string {
  if (/^(?:[a-z]+(?:[-~][a-z]+)*(?:\.(?:csv|ics|json|pdf|txt|xlsx|xml))?)?$/.test(segment))
    return segment.slice(0, 60);
  if (/^\d{1,9}$/.test(segment)) return ":n";
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(segment) ? ":id" : ":value";
}
