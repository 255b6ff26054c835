import { json } from "@remix-run/node";

/** Not there, or not for this reader: the two are told apart by nobody. 404. */
export class NotFound extends Error {
  constructor() {
    super("not_found");
  }
}

/** Known and visible, but not allowed. 403. */
export class Forbidden extends Error {
  readonly code: string;
  constructor(code = "forbidden") {
    super(code);
    this.code = code;
  }
}

/** Errors by field: what a person can correct. 422. */
export class Invalid extends Error {
  readonly errors: Record<string, string>;
  constructor(errors: Record<string, string>) {
    super("invalid");
    this.errors = errors;
  }
}

/** A rule or somebody faster said no: `changed_meanwhile`, `already_member` … The details are numbers, days and names to show. 409. */
export class Refused extends Error {
  readonly code: string;
  readonly details: Record<string, string | number>;
  constructor(code: string, details: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/**
 * The answer for a domain error or for a PostgreSQL error that has a meaning for the person; `undefined` for anything else.
 * PostgreSQL's own texts quote values and never leave the server.
 */
export function errorResponse(error: unknown): Response | undefined {
  if (error instanceof NotFound) return json({ code: "not_found" }, 404);
  if (error instanceof Forbidden) return json({ code: error.code }, 403);
  if (error instanceof Invalid) return json({ code: "invalid", errors: error.errors }, 422);
  if (error instanceof Refused) return json({ code: error.code, details: error.details }, 409);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "22P02") return json({ code: "not_found" }, 404); // an id in the address that is no uuid
  if (code === "42501") return json({ code: "forbidden" }, 403); // row-level security refused a write
  if (code === "23505" || code === "40001" || code === "40P01")
    return json({ code: "changed_meanwhile" }, 409);
  if (code === "23514" || code === "23503") return json({ code: "not_possible" }, 409);
  // a text, number or day that the database cannot keep, and that no form schema has refused: the sender's mistake, not ours
  if (["22021", "22P05", "22003", "22007", "22008", "22001", "54000"].includes(code))
    return json({ code: "invalid", errors: {} }, 422);
  if (code === "57014") return json({ code: "took_too_long" }, 503);
  return undefined;
}
