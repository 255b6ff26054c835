import { isDeepStrictEqual } from "node:util";
import { type VectorKind, vectorKinds } from "./vector-kinds.ts";

export interface VectorReport {
  passed: number;
  failed: number;
  /** One line per mismatch. */
  lines: string[];
}

interface Vector {
  id: string;
  kind: string;
  input: unknown;
  expected: Record<string, unknown>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The vectors of a file, or why it is not one. Of the fields we need none is guessed. */
function vectorsIn(text: string): Vector[] {
  const file: unknown = JSON.parse(text);
  if (!isRecord(file) || !Array.isArray(file.vectors)) throw new Error("the file has no list `vectors`");
  return file.vectors.map((vector: unknown, index) => {
    if (
      !isRecord(vector) ||
      typeof vector.id !== "string" ||
      typeof vector.kind !== "string" ||
      !isRecord(vector.expected)
    )
      throw new Error(`vector ${index + 1} lacks id, kind or expected`);
    const { id, kind, input, expected } = vector;
    return { id, kind, input, expected };
  });
}

/** What differs, one line per field; only the fields that the vector expects are compared. */
function mismatches({ id, kind, input, expected }: Vector, kinds: Record<string, VectorKind>): string[] {
  const run = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!run) return [`${id}: unknown kind "${kind}"`];
  let got: Record<string, unknown>;
  try {
    got = run(input as never);
  } catch (error) {
    return [`${id}: ${error instanceof Error ? error.message : String(error)}`];
  }
  return Object.entries(expected).flatMap(([field, want]) =>
    isDeepStrictEqual(want, got[field])
      ? []
      : [`${id} ${field}: expected ${JSON.stringify(want)}, got ${JSON.stringify(got[field])}`],
  );
}

/**
 * Runs the vectors of one file.
 *
 * @param text the file's content; throws when it is not a file of vectors
 */
export function runVectors(text: string, kinds: Record<string, VectorKind> = vectorKinds): VectorReport {
  const report: VectorReport = { passed: 0, failed: 0, lines: [] };
  for (const vector of vectorsIn(text)) {
    const lines = mismatches(vector, kinds);
    if (lines.length === 0) report.passed += 1;
    else report.failed += 1;
    report.lines.push(...lines);
  }
  return report;
}
