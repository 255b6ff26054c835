import { sql } from "kysely";
import type { Door } from "../../server/tenant.server.ts";
import type { TenantDb } from "../../server/transaction.server.ts";
import { formatsFor } from "../../text/format.ts";
import { defaultLocale, textFor } from "../../text/text.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { findSettings } from "../organisations/settings.server.ts";
import {
  loadOwnReply,
  loadReceipt as loadSurveyReceipt,
  mayAnswerNow,
  openForReply,
} from "../surveys/answering.server.ts";
import { listQuestions, type QuestionRow } from "../surveys/questions.server.ts";
import {
  findOwnReply,
  listOwnAnswers,
  listOwnVersions,
  postReply,
  type ReplyHead,
  type ReplyOutcome,
  refusalsOf,
  typedReply,
} from "../surveys/replies.server.ts";
import { stateOn } from "../surveys/surveys.rules.ts";
import type { Reading } from "../surveys/surveys.server.ts";
import { surveysText } from "../surveys/surveys.text.ts";
import { ANSWER_FIELDS, readRenewalAnswer } from "./answer.form.ts";
import { roundCourse } from "./course.server.ts";
import { renewalMailText } from "./mail.text.ts";
import { priceAt } from "./prices.rules.ts";
import { renewalPartPath } from "./renewals.paths.ts";
import type { AnswerWord } from "./renewals.rules.ts";
import { renewalsText } from "./renewals.text.ts";
import { priceLinesOf } from "./results.server.ts";
import { listCurrentRights, type Round, readStanding, renewalFace } from "./rounds.server.ts";

/** An answer to a renewal survey with its columns. */
export interface RenewalAnswer extends ReplyHead {
  answer: AnswerWord | null;
  quantity: number | null;
  comment: string;
  signer_email: string | null;
  registry_email: string | null;
  invoice_address: string | null;
}

/** The organisation's newest version: a draft, or what was handed in last. */
export function findOwnAnswer(db: TenantDb, roundId: string) {
  return findOwnReply<RenewalAnswer>(db, renewalFace, roundId);
}
export function listHandedIn(db: TenantDb, roundId: string) {
  return listOwnVersions<RenewalAnswer>(db, renewalFace, roundId);
}

/** What pages below a survey say of it. */
export function pageRound(round: Round, today: string) {
  const { id, name, coordinator, item_name, quantity_unit, closes_on, currency, is_binding, is_unlimited } =
    round;
  return {
    ...{ id, name, coordinator, item_name, quantity_unit, closes_on, currency, is_binding, is_unlimited },
    /** The day it closed, or will close. */
    closed_on: round.closed_on ?? round.closes_on,
    period_from: round.period_from,
    period_to: round.period_to,
    multi_year_to: round.multi_year_to,
    guidance_existing: round.guidance_existing,
    guidance_new: round.guidance_new,
    no_answer_means: round.no_answer_means,
    state: stateOn(round, today),
    wasClosed: round.first_closed_on !== null,
  };
}

/** The own price now: what the organisation would take (its newest answer, or what it has today) beside the others' yes so far. */
export async function readOwnPrice(
  { db, tenant, today }: Pick<Reading, "db" | "tenant" | "today">,
  round: Round,
) {
  const own = await findOwnAnswer(db, round.id);
  const current = (await listCurrentRights(db, round, today)).get(tenant.id) ?? null;
  const { invited, answered, others_quantity, reached_from } = await readStanding(db, round.id);
  const quantity = (own?.answer === "no" ? null : own?.quantity) ?? current ?? 0;
  const basis = { lines: await priceLinesOf(db, round), others: others_quantity, reachedFrom: reached_from };
  return { current, quantity, invited, answered, basis, price: priceAt(basis, quantity) };
}

/** What the answer's page shows: what is asked, the own price, and the organisation's draft or last answer. */
export async function loadAnswer(door: Door, id: string) {
  const { db, actor, today } = door;
  const round = await openForReply(door, roundCourse, id);
  const { typed, ...own } = await loadOwnReply(door, roundCourse, { survey: round, fields: ANSWER_FIELDS });
  const settings = await findSettings(db);
  const { rows } = await sql<{ is_member: boolean; email: string | null }>`
    select exists (select 1 from licence_member m where m.agreement_id = ${round.agreement_id}
        and m.organisation_id = app.tenant() and m.member_confirmed_at is not null) as is_member,
      (select p.email from person p where p.tenant_id = app.tenant() and p.id = ${actor.personId}) as email`.execute(
    db,
  );
  const price = await readOwnPrice(door, round);
  return {
    ...own,
    round: pageRound(round, today),
    isMember: rows[0]!.is_member,
    /** From the organisation's settings, where there is one; then nobody types it. */
    registryEmail: settings.registry_email,
    price,
    typed: {
      ...typed,
      quantity: typed.quantity || String(price.current ?? ""),
      signer_email: typed.signer_email || (rows[0]!.email ?? ""),
      invoice_address: typed.invoice_address || (settings.invoice_address ?? ""),
    } as Record<string, string>,
  };
}

/** Saves a draft of the answer or hands it in; what is handed in sends its receipt in the same transaction. */
export async function postAnswer(door: Door, id: string): Promise<ReplyOutcome> {
  const { db, tenant, form } = door;
  const round = await openForReply(door, roundCourse, id);
  const isHandedIn = form.get("intent") !== "draft";
  const questions = await listQuestions(db, renewalFace, id);
  const { registry_email } = await findSettings(db);
  const typed = {
    ...typedReply(form, ANSWER_FIELDS, questions),
    // the register's own goes before what a form says
    ...(registry_email ? { registry_email } : {}),
  };
  const { answer: t } = textFor(renewalsText, defaultLocale);
  return postReply(door, renewalFace, {
    survey: round,
    read: readRenewalAnswer(typed, { ...round, questions }, isHandedIn),
    typed,
    isHandedIn,
    to: {
      draft: renewalPartPath(tenant.slug, id, "answer", "?saved=draft"),
      submitted: renewalPartPath(tenant.slug, id, "receipt", "?saved=1"),
    },
    mayAnswer: () => mayAnswerNow(db, "may_answer_renewal", id),
    refusals: refusalsOf({
      ...t.errors,
      closed_meanwhile: t.closedText(formatsFor(defaultLocale).day(pageRound(round, door.today).closed_on)),
    }),
    submitted: () => sendReceipt(door, round, questions),
  });
}

/** The receipt with all answers, to the signer and to the organisation's registry address. */
async function sendReceipt({ db, tenant }: Door, round: Round, questions: readonly QuestionRow[]) {
  const [reply] = await listHandedIn(db, round.id);
  if (!reply) return;
  const answers = await listOwnAnswers(db, renewalFace, reply.id);
  const t = textFor(renewalsText, defaultLocale);
  const u = textFor(surveysText, defaultLocale);
  const format = formatsFor(defaultLocale);
  const letter = renewalMailText[defaultLocale].receipt({
    organisation: tenant.name,
    coordinator: round.coordinator,
    round: round.name,
    isBinding: reply.kind === "binding",
    number: reply.receipt_number,
    day: reply.submitted_on,
    lines: [
      [t.answer.heading, t.answer.words[reply.answer!]!],
      ...(reply.quantity === null
        ? []
        : [
            [
              t.answer.quantity,
              [format.number(reply.quantity), round.quantity_unit].filter(Boolean).join(" "),
            ] as const,
          ]),
      ...(reply.comment ? [[t.answer.comment, reply.comment] as const] : []),
      ...questions.flatMap(({ id, label, kind }) => {
        const value = answers[id];
        if (value === undefined) return [];
        return [[label, kind === "yes_no" ? (value === "yes" ? u.yes : u.no) : value] as const];
      }),
      [u.responder, reply.responder],
      ...(reply.authority_ref ? [[u.authority, reply.authority_ref] as const] : []),
    ],
  });
  const addresses = new Set([reply.signer_email, reply.registry_email].filter((to) => to !== null));
  for (const to of addresses) await queueMail(db, { tenantId: tenant.id, to, ...letter });
}

/** The receipt of what the organisation handed in last, or of one of its earlier versions. @throws NotFound */
export async function loadReceipt(door: Door, id: string, search: URLSearchParams) {
  const { survey, ...receipt } = await loadSurveyReceipt<Round, RenewalAnswer>(door, roundCourse, {
    id,
    search,
  });
  return { ...receipt, round: pageRound(survey, door.today) };
}
