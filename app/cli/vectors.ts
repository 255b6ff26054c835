import { readFileSync } from "node:fs";
import { runVectors } from "./vector-run.ts";

/**
 * `npm run -s vectors -- FILE…`: runs test vectors (`shared/vectors`) through the functions of the product. Prints each mismatch and at
 * last `N passed, N failed`; ends with 1 when something failed (a file that
 * cannot be read counts as one), 2 without files.
 */
function main(files: readonly string[]): number {
  if (files.length === 0) {
    process.stderr.write("Usage: npm run -s vectors -- FILE…\n");
    return 2;
  }
  let [passed, failed] = [0, 0];
  for (const file of files) {
    try {
      const report = runVectors(readFileSync(file, "utf8"));
      passed += report.passed;
      failed += report.failed;
      for (const line of report.lines) process.stdout.write(`${line}\n`);
    } catch (error) {
      failed += 1;
      process.stdout.write(
        `${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
