import type { Course } from "../surveys/surveys.server.ts";
import { type Check, findCheck, interestFace } from "./checks.server.ts";
import { interestCheckPath } from "./interest-checks.paths.ts";
import { mayExtend, mayGo } from "./interest-checks.rules.ts";
import { sendLetters } from "./letters.server.ts";

/** How interest checks go: `extended` is more days in the state it is in, everything else leads to a state. */
export const checkCourse: Course<Check> = {
  face: interestFace,
  find: findCheck,
  mayTake: (from, step) => (step === "extended" ? mayExtend(from) : mayGo(from, step)),
  path: interestCheckPath,
  send: (db, { survey, kind, step }) => sendLetters(db, { check: survey, kind, step }),
};
