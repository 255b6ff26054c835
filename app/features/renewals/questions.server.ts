import type { Door } from "../../server/tenant.server.ts";
import { changeQuestions, listQuestions, MOST_QUESTIONS } from "../surveys/questions.server.ts";
import { renewalPartPath } from "./renewals.paths.ts";
import { openDraft, renewalFace } from "./rounds.server.ts";

/** The coordinator's own questions of a draft. */
export async function loadRoundQuestions(door: Door, id: string) {
  const round = await openDraft(door, id);
  const questions = await listQuestions(door.db, renewalFace, id);
  return {
    slug: door.tenant.slug,
    id,
    name: round.name,
    questions,
    isFull: questions.length >= MOST_QUESTIONS,
  };
}

/** Adds, moves or removes a question of a draft. */
export async function changeRoundQuestions(door: Door, id: string) {
  const { name } = await openDraft(door, id);
  const here = renewalPartPath(door.tenant.slug, id, "questions");
  return changeQuestions(door, renewalFace, { id, name, here });
}
