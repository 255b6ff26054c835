import type { Door } from "../../server/tenant.server.ts";
import { changeQuestions, listQuestions, MOST_QUESTIONS } from "../surveys/questions.server.ts";
import { interestFace } from "./checks.server.ts";
import { findDraft } from "./drafts.server.ts";
import { interestPartPath } from "./interest-checks.paths.ts";

/** The coordinator's own questions of a draft. */
export async function loadCheckQuestions(door: Door, id: string) {
  const check = await findDraft(door, id);
  const questions = await listQuestions(door.db, interestFace, id);
  return {
    slug: door.tenant.slug,
    id,
    name: check.name,
    questions,
    isFull: questions.length >= MOST_QUESTIONS,
  };
}

/** Adds, moves or removes a question of a draft. */
export async function changeCheckQuestions(door: Door, id: string) {
  const { name } = await findDraft(door, id);
  const here = interestPartPath(door.tenant.slug, id, "questions");
  return changeQuestions(door, interestFace, { id, name, here });
}
