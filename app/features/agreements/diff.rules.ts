import { diffWordsWithSpace } from "diff";
import type { TextClause } from "#db/schema/agreements.ts";

/** A piece of a text: kept, taken out or put in. */
export interface Piece {
  kind: "kept" | "removed" | "added";
  text: string;
}

export interface ClauseDiff {
  id: string;
  code: TextClause["code"];
  kind: "kept" | "changed" | "removed" | "added";
  heading: Piece[];
  body: Piece[];
  deviations: { organisation_id: string; pieces: Piece[] }[];
}

/** Two texts word by word. */
export function textDiff(before: string, after: string): Piece[] {
  return diffWordsWithSpace(before, after).map((part) => ({
    kind: part.added ? "added" : part.removed ? "removed" : "kept",
    text: part.value,
  }));
}

/** Two whole texts of an agreement, clause by clause; in the order of the later one, with what was taken out last. */
export function clausesDiff(before: readonly TextClause[], after: readonly TextClause[]): ClauseDiff[] {
  const earlier = new Map(before.map((clause) => [clause.id, clause]));
  const kept = after.map((clause) => clauseDiff(earlier.get(clause.id), clause));
  const gone = before.filter((clause) => !after.some((each) => each.id === clause.id));
  return [...kept, ...gone.map((clause) => clauseDiff(clause, undefined))];
}

function clauseDiff(before: TextClause | undefined, after: TextClause | undefined): ClauseDiff {
  const { id, code } = (after ?? before)!;
  const heading = textDiff(before?.heading ?? "", after?.heading ?? "");
  const body = textDiff(before?.body ?? "", after?.body ?? "");
  const own = (clause: TextClause | undefined, organisation: string) =>
    clause?.deviations.find((each) => each.organisation_id === organisation)?.body ?? "";
  const organisations = new Set(
    [...(before?.deviations ?? []), ...(after?.deviations ?? [])].map((each) => each.organisation_id),
  );
  const deviations = [...organisations].sort().map((organisation_id) => ({
    organisation_id,
    pieces: textDiff(own(before, organisation_id), own(after, organisation_id)),
  }));
  const isSame = [heading, body, ...deviations.map((each) => each.pieces)].every((pieces) =>
    pieces.every((piece) => piece.kind === "kept"),
  );
  const kind = !before ? "added" : !after ? "removed" : isSame ? "kept" : "changed";
  return { id, code, kind, heading, body, deviations };
}
