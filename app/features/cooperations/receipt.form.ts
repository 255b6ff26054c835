import { z } from "zod";

export const openedVia = ["list", "record", "export", "overlap", "search", "radar"] as const;

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What the receipt is narrowed to; anything that is not a value counts as not chosen. */
export const receiptFilter = z.object({
  organisation: optional(z.string().regex(/^[a-z0-9-]{1,100}$/)),
  via: optional(z.enum(openedVia)),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
});

export type ReceiptFilter = z.infer<typeof receiptFilter>;

/** The filter in an address's query. */
export function receiptFilterFrom(search: URLSearchParams): ReceiptFilter {
  return receiptFilter.parse(Object.fromEntries(search));
}
