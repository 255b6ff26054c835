import * as z from "zod";
import { readAmount } from "../contracts/numbers.form.ts";
import { isDay } from "../lists/lists.rules.ts";

const text = (most: number) => z.string().trim().max(most, "too_long");
const needed = (most: number) => text(most).min(1, "missing");
const orNull = (most: number) => text(most).transform((value) => value || null);
const day = z.string().trim().refine(isDay, "not_a_day");
const dayOrNull = z
  .string()
  .trim()
  .refine((value) => value === "" || isDay(value), "not_a_day")
  .transform((value) => value || null);
const chosen = z.uuid("choice_wrong");
const chosenOrNull = z
  .string()
  .transform((value) => value || null)
  .pipe(chosen.nullable());
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, "choice_wrong");
const noneOr = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .string()
    .transform((value) => value || null)
    .pipe(z.enum(words, "choice_wrong").nullable());
const whole = (most: number, least = 0) =>
  z
    .string()
    .transform((value) => value.replace(/[\s\u00a0\u202f]/g, ""))
    .refine(
      (value) =>
        value === "" || (/^\d{1,16}$/.test(value) && Number(value) >= least && Number(value) <= most),
      "number_wrong",
    )
    .transform((value) => (value === "" ? null : Number(value)));
const decimal = (value: string) => value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
/** Kronor as people write them, to öre; nothing below zero. */
const kronor = z.string().transform((value, context) => {
  const read = readAmount(value);
  if ("value" in read && read.value !== null && read.value >= 0) return read.value;
  context.addIssue({ code: "custom", message: value.trim() === "" ? "missing" : "number_wrong" });
  return z.NEVER;
});
const percent = z
  .string()
  .transform(decimal)
  .refine(
    (value) => value === "" || (/^\d{1,3}(\.\d{1,4})?$/.test(value) && Number(value) <= 100),
    "number_wrong",
  )
  .transform((value) => value || null);
const address = text(2000)
  .refine((value) => value === "" || (/^https?:\/\//i.test(value) && URL.canParse(value)), "not_an_address")
  .transform((value) => value || null);
const box = z.string().transform((value) => value !== "");
const units = ["days", "weeks", "months", "years"] as const;

export const FORMS = ["contract", "joint_board", "federation", "civil", "company"] as const;
export const ANCHORS = [
  "unknown",
  "running",
  "period_end",
  "month_end",
  "quarter_end",
  "half_year_end",
  "year_end",
  "term_of_office_end",
] as const;
export const CODES = [
  "purpose",
  "organisation",
  "finances",
  "insight",
  "audit",
  "archive",
  "property",
  "staff",
  "service_level",
  "personal_data",
  "liability",
  "change",
  "dispute",
  "termination",
  "other",
] as const;
export const ORGANS = ["council", "executive_board", "committee", "assembly", "board", "other"] as const;
export const MATTERS = [
  "ordinary",
  "principles",
  "statement_to_council",
  "individual_principal",
  "citizens_proposal",
  "special_rule",
] as const;
export const GROUNDS = ["teckal", "joint_control", "hamburg", "joint_board", "other"] as const;

/** Terms that the parties decide on together; changed by an amendment when the agreement is in force. */
const terms = {
  purpose: text(5000),
  ends_on: dayOrNull,
  is_open_ended: box,
  renewal_kind: oneOf(["none", "tacit", "express", "unknown"]),
  renewal_length: whole(1200, 1),
  renewal_unit: noneOr(units),
  renewal_max_times: whole(100),
  renewal_decide_length: whole(1200, 1),
  renewal_decide_unit: noneOr(units),
  notice_length: whole(1200, 1),
  notice_unit: noneOr(units),
  notice_anchor: oneOf(ANCHORS),
  binding_until_on: dayOrNull,
  exit_basis: oneOf(["equal", "inhabitants", "percent"]),
  exit_rule: text(5000),
};
type TermFields = z.infer<z.ZodObject<typeof terms>>;

/** Lengths come with their units. */
function unitsGiven(form: TermFields, context: z.RefinementCtx): void {
  for (const name of ["renewal", "renewal_decide", "notice"] as const)
    if ((form[`${name}_length`] === null) !== (form[`${name}_unit`] === null))
      context.addIssue({ code: "custom", path: [`${name}_length`], message: "length_and_unit" });
}

/** An agreement and its terms. Messages are codes of `refusalsText.errors`. */
export const agreementForm = z
  .object({
    title: needed(300),
    number: orNull(100),
    form: oneOf(FORMS),
    legal_ground: orNull(500),
    cooperation_id: chosenOrNull,
    starts_on: dayOrNull,
    ...terms,
    notice_form: oneOf(["written", "any"]),
    admin_buffer_days: whole(730).transform((value) => value ?? 0),
  })
  .superRefine((form, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (form.starts_on && form.ends_on && form.ends_on < form.starts_on) wrong("ends_on", "ends_before");
    if (form.starts_on && !form.ends_on && !form.is_open_ended) wrong("ends_on", "end_missing");
    unitsGiven(form, context);
  });

/** What its keeper may change when the parties have decided: nothing that they have decided on. */
export const keepingForm = z.object({
  number: orNull(100),
  legal_ground: orNull(500),
  notice_form: oneOf(["written", "any"]),
  admin_buffer_days: whole(730).transform((value) => value ?? 0),
});

export const partyForm = z.object({
  organisation_id: chosen,
  role: oneOf(["participant", "host", "observer"]),
  joined_on: day,
  exit_percent: percent,
});
export const areaForm = z.object({
  name: needed(200),
  tasks: text(5000),
  host_organisation_id: chosenOrNull,
});
export const clauseForm = z.object({ code: oneOf(CODES), heading: needed(200), body: needed(20_000) });
export const deviationForm = z.object({ clause_id: chosen, organisation_id: chosen, body: needed(5000) });
export const bodyForm = z.object({
  kind: oneOf(["board", "council", "steering", "working"]),
  name: needed(200),
  tasks: text(2000),
});
export const roleForm = z
  .object({
    body_id: chosen,
    title: needed(200),
    person_name: needed(200),
    organisation_id: chosen,
    from_on: dayOrNull,
    to_on: dayOrNull,
  })
  .refine((role) => !role.from_on || !role.to_on || role.to_on >= role.from_on, {
    path: ["to_on"],
    message: "ends_before",
  });
export const dutyForm = z.object({
  title: needed(300),
  month: whole(12, 1).refine((value) => value !== null, "missing"),
  day: whole(31, 1).refine((value) => value !== null, "missing"),
  organisation_id: chosenOrNull,
});
export const assetForm = z.object({
  kind: oneOf(["asset", "debt"]),
  description: needed(300),
  acquired_on: dayOrNull,
  value: kronor,
  exit_rule: text(1000),
});
/** A party's share of an asset, in per cent; none when it is shared like the rest. */
export const shareForm = percent;
export const linkForm = z
  .object({
    kind: oneOf(["processing", "joint_controllership", "other"]),
    title: needed(300),
    number: orNull(100),
    controller_id: chosenOrNull,
    processor_id: chosenOrNull,
    document_url: address,
    from_on: day,
    to_on: dayOrNull,
  })
  .superRefine((link, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (link.to_on && link.to_on < link.from_on) wrong("to_on", "ends_before");
    if (link.kind !== "processing") return;
    if (!link.controller_id) wrong("controller_id", "missing");
    if (!link.processor_id) wrong("processor_id", "missing");
    else if (link.processor_id === link.controller_id) wrong("processor_id", "same_twice");
  });
export const delegationForm = z
  .object({
    task: needed(500),
    matter: oneOf(MATTERS),
    is_procurement: box,
    is_automated: box,
    receiver_id: chosen,
    receiver_role: needed(200),
    limits: text(2000),
    reporting: text(1000),
    from_on: day,
    to_on: dayOrNull,
  })
  .refine((each) => !each.to_on || each.to_on >= each.from_on, { path: ["to_on"], message: "ends_before" });

/** Who decided what, when, and where it can be read. @param today `YYYY-MM-DD` */
const decided = (today: string) => ({
  organ: oneOf(ORGANS),
  organ_name: needed(200),
  paragraph: needed(100),
  decided_on: day.refine((value) => value <= today, "in_future"),
  document_url: address,
});
export const decisionForm = (today: string) =>
  z
    .object({ ...decided(today), kind: oneOf(["agreement", "reglemente"]), authority: orNull(500) })
    .superRefine((form, context) => {
      const wrong = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [field], message });
      if (form.kind === "reglemente" && form.organ !== "council") wrong("organ", "council_only");
      else if (form.organ !== "council" && form.organ !== "assembly" && !form.authority)
        wrong("authority", "authority_missing");
    });
export const approvalForm = (today: string) =>
  z
    .object({ ...decided(today), verdict: oneOf(["approved", "rejected"]), reason: text(2000) })
    .refine((form) => form.verdict === "approved" || form.reason !== "", {
      path: ["reason"],
      message: "missing",
    });
export const noticeForm = (today: string) =>
  z.object({
    ...decided(today),
    given_on: day.refine((value) => value <= today, "in_future"),
    wanted_on: dayOrNull,
    reason: text(2000),
  });

/** What an amendment is called and when it takes effect. */
const amendment = { title: needed(300), reason: text(5000), effective_on: day };
/** An amendment with the terms as they would be; the clauses come beside it. */
export const amendmentForm = z.object({ ...amendment, ...terms }).superRefine((form, context) => {
  if (!form.ends_on && !form.is_open_ended)
    context.addIssue({ code: "custom", path: ["ends_on"], message: "end_missing" });
  unitsGiven(form, context);
});
/** A renewal that the parties decide on: the new last day. */
export const renewalForm = z.object({ ...amendment, renewed_until: day });
export const reviewForm = z.object({
  reviewer_role: needed(200),
  next_review_on: day,
  outcome: oneOf(["met", "not_met", "unclear"]),
});
export const exemptionForm = z.object({
  ground: oneOf(GROUNDS),
  evidence: text(5000),
  measure: text(300),
});
/** One year's figure: both or neither. */
export const figureForm = z
  .object({
    year: whole(2200, 1990),
    whole: whole(Number.MAX_SAFE_INTEGER),
    part: whole(Number.MAX_SAFE_INTEGER),
  })
  .refine((row) => (row.whole === null) === (row.part === null), { path: ["part"], message: "number_wrong" })
  .refine((row) => row.whole === null || row.part === null || (row.whole > 0 && row.part <= row.whole), {
    path: ["part"],
    message: "number_wrong",
  });
export const windDownForm = z.object({ note: needed(2000) });
export const reportRowForm = z.object({
  follow_up: text(5000),
  cost: z.union([z.literal("").transform(() => null), kronor], "number_wrong"),
  is_left_out: box,
  left_out_reason: orNull(1000),
});
