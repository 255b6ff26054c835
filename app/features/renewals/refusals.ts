import type { resultText } from "./result.text.ts";

/** Why a transfer was refused, in words; what has none is told in general. */
export function refusalText(
  t: Pick<(typeof resultText)["sv"], "refused" | "refusedOther" | "quorumNotReached" | "departureHeld">,
  { code, details }: { code: string; details: Record<string, string | number> },
): string {
  if (code === "quorum_not_reached")
    return t.quorumNotReached(Number(details.counted), Number(details.needed));
  if (code === "departure_held") return t.departureHeld(String(details.names));
  return t.refused[code] ?? t.refusedOther;
}
