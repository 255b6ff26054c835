import type { CatalogueState } from "#db/schema/values.ts";
import { type RecordKind, recordKind } from "./merges.paths.ts";

/** What the merge of a pair is decided by. */
interface Side {
  id: string;
  state: CatalogueState;
  usages: number;
}

/**
 * Which record of a pair a merge would keep: the approved one, of two approved ones the one with more usages, else the first.
 * Nothing while neither is approved: one of them must be looked at first.
 */
export function mergeDirection(first: Side, second: Side): { winner: string; loser: string } | undefined {
  const approved = [first, second].filter((side) => side.state === "approved");
  if (approved.length === 0) return undefined;
  const winner = approved.reduce((best, side) => (side.usages > best.usages ? side : best));
  return { winner: winner.id, loser: winner.id === first.id ? second.id : first.id };
}

/** A posted answer about a pair, or the taking back of an earlier one. */
export type PostedVerdict =
  | { kind: RecordKind; first: string; second: string; verdict: "different" | "same" }
  | { withdraw: string };

/** Reads what was posted; nothing when it is no answer that the page offers. Ids are looked up later. */
export function readVerdict(form: FormData): PostedVerdict | undefined {
  const text = (name: string) => String(form.get(name) ?? "");
  if (form.has("withdraw")) return { withdraw: text("withdraw") };
  const kind = recordKind(text("kind"));
  const verdict = text("verdict");
  if (!kind || (verdict !== "different" && verdict !== "same")) return undefined;
  return { kind, first: text("first"), second: text("second"), verdict };
}
