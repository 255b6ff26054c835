import { log } from "./log.server.ts";

/**
 * Does the same for each, one after the other, so that what fails for one holds none of the others up. The daily work of one municipality
 * must not hang on the odd record of another.
 *
 * @param what the work's name, for the log
 * @throws Error when all have had their turn and some failed: the queue tries again, and what is done already is not done twice
 */
export async function eachApart<T>(
  items: Iterable<T>,
  what: string,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let failed = 0;
  for (const item of items)
    try {
      await work(item);
    } catch (error) {
      failed += 1;
      log().error({ work: what, error }, "failed for one, goes on with the next");
    }
  if (failed > 0) throw new Error(`${what}: failed for ${failed}`);
}
