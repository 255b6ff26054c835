import { attachment } from "./attachment.server.ts";

/** What a column of an exported sheet holds. `money` is öre, `day` is `YYYY-MM-DD`, `instant` an ISO string. */
export type CellKind = "text" | "number" | "day" | "money" | "instant";

export interface SheetColumn {
  heading: string;
  kind: CellKind;
}

/** One cell; nothing is an empty cell. The type must fit the column's kind. */
export type Cell = string | number | null | undefined;
export type SheetRow = readonly Cell[];
/** Rows in portions, so that neither the database nor the event loop is held for long. */
export type SheetRows = AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;

/** Exports hold at most this many rows; a longer list says that it was cut. */
export const MOST_EXPORT_ROWS = 100_000;

/** Lets other requests have their turn between two portions. */
export function otherWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A file to download. `rows` and `isCut` are told in headers, for programs that read the file. */
export function download(
  bytes: Uint8Array<ArrayBuffer>,
  { name, type, rows, isCut }: { name: string; type: string; rows: number; isCut: boolean },
): Response {
  return new Response(bytes, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": attachment(name),
      "Cache-Control": "private, no-store",
      "X-Total-Rows": String(rows),
      "X-Truncated": isCut ? "yes" : "no",
    },
  });
}
