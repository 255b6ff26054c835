import type { FileProblemCode } from "./file.rules.ts";
import { filesText } from "./files.text.ts";
import { importsText } from "./imports.text.ts";

type Problem = { code: string; details: Record<string, string | number> };

/** Why a file, a dry run or an import did not succeed, in words. */
export function problemText(problem: Problem | "missing", locale: "sv" | "en"): string {
  if (problem === "missing") return importsText[locale].upload.missing;
  const say = filesText[locale][problem.code as FileProblemCode];
  if (say) return say(problem.details);
  const { problems } = importsText[locale];
  return problems[problem.code] ?? problems.failed ?? problem.code;
}
