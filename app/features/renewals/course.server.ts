import type { Course } from "../surveys/surveys.server.ts";
import { sendRenewalLetters } from "./letters.server.ts";
import { renewalPath } from "./renewals.paths.ts";
import { mayGo } from "./renewals.rules.ts";
import { findRound, type Round, renewalFace } from "./rounds.server.ts";

/** How renewal surveys go. */
export const roundCourse: Course<Round> = {
  face: renewalFace,
  find: findRound,
  mayTake: mayGo,
  path: renewalPath,
  send: sendRenewalLetters,
};
