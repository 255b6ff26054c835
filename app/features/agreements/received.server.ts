import { type Locale, textFor } from "../../text/text.ts";
import { discardContent, FileRefused, keepContent, withDocumentForm } from "../documents/documents.server.ts";
import { documentsText } from "../documents/documents.text.ts";
import type { Handed, Received } from "./decisions.server.ts";
import type { NotTaken, Outcome, Typed } from "./posted.server.ts";

/**
 * A form that may bring a file, in whatever way the browser sends it: asks first whether this person may (`ask`), so that no stranger's
 * file is read, keeps the file, and has `work` write. What was not used is taken away again.
 */
export async function receiveForm(
  request: Request,
  locale: Locale,
  ask: () => Promise<string>,
  work: (received: Received | null) => Promise<Handed>,
): Promise<Outcome> {
  if (!request.headers.get("Content-Type")?.startsWith("multipart/")) return work(null);
  const owner = await ask();
  let typed: Typed = {};
  try {
    return await withDocumentForm(request, async ({ form, file }) => {
      typed = Object.fromEntries([...form.entries()].map(([name, value]) => [name, String(value)]));
      // a file field without a file comes as an empty one
      const kept = file && file.bytes > 0 ? await keepContent(owner, file) : null;
      const done = await work({ form, kept });
      if (kept && !done.isUsed) await discardContent(kept);
      return done;
    });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return {
      typed,
      errors: { file: textFor(documentsText, locale).refusals[error.code](error.details) },
    } satisfies NotTaken;
  }
}
