import type { Door } from "../../server/tenant.server.ts";
import type { Locale } from "../../text/text.ts";
import { logAccess } from "../audit/audit.server.ts";
import { findCircleOf } from "../cooperations/circles.server.ts";
import { explained } from "../deadlines/deadlines.text.ts";
import { mayBind, mayKeep, mayWriteAgreements } from "./agreements.policy.ts";
import {
  hasNoticeByLaw,
  isOpenText,
  latestPeriod,
  nextDue,
  partyState,
  termFacts,
} from "./agreements.rules.ts";
import {
  type Agreement,
  currentParties,
  listAreas,
  listDecisions,
  listParties,
  openAgreement,
  type Party,
  standing,
} from "./agreements.server.ts";
import { listAmendments } from "./amendments.server.ts";
import { listAssets } from "./assets.part.server.ts";
import { listBodies, listDuties, listRoles } from "./bodies.part.server.ts";
import { listDelegations } from "./delegations.part.server.ts";
import { listTests } from "./exemption.server.ts";
import { listLinks } from "./links.part.server.ts";
import { listNotices } from "./notices.server.ts";
import { datesIn, endByItself, renewalToDecide, runsOutOn, TERM_DATES } from "./terms.rules.ts";
import { hashOfAgreement, listVersions, readText } from "./texts.server.ts";
import { byLeaving, listWindDown } from "./wind-down.server.ts";

/** Everything the agreement's page shows; a foreign reader is noted in its keeper's access history. */
export async function loadAgreementPage(door: Door, id: string, locale: Locale) {
  const { db, tenant, actor, today } = door;
  const agreement = await openAgreement(door, id);
  await logAccess(db, tenant, {
    via: "record",
    kind: "agreement",
    seen: [{ owner: agreement.tenant_id, object: id }],
  });
  const parties = await listParties(db, id);
  const own = latestPeriod(parties, tenant.id);
  const isOwner = agreement.tenant_id === tenant.id && !actor.isPreview;
  const isConfirmed = isOwner || own?.confirmed_on != null;
  const decisions = await listDecisions(db, id);
  const text = await readText(db, id);
  const versions = await listVersions(db, id);
  const hash = hashOfAgreement(agreement, text);
  return {
    slug: tenant.slug,
    today,
    tenantId: tenant.id,
    mayBind: mayBind(actor),
    agreement,
    isOwner,
    isConfirmed,
    ownLeavesOn: own?.leaves_on ?? null,
    standing: standingOf(agreement, parties, decisions, hash, today),
    parties: parties.map((party) => ({
      ...party,
      state: partyState(party, today),
      decisions: decisions.filter((each) => each.party_id === party.id),
      isOnOtherText:
        party.admitted_on === null &&
        decisions.some(
          (each) => each.kind === "agreement" && each.party_id === party.id && each.text_hash !== hash,
        ),
    })),
    circle: (await findCircleOf(db, id)) ?? null,
    areas: await listAreas(db, id),
    // whoever has left reads the text of its time, not what came later
    text: text.length > 0 ? text : (versions[0]?.text ?? []),
    versions: versions.map(({ number, effective_on }) => ({ number, effective_on })),
    amendments: await listAmendments(db, id),
    links: await listLinks(db, id),
    bodies: await listBodies(db, id),
    roles: await listRoles(db, id),
    duties: await dutiesDue(door, agreement),
    delegations: await listDelegations(db, id),
    tests: await listTests(db, id, today),
    assets: (await listAssets(db, id)).length,
    windDown: windDownSums(await listWindDown(db, id)),
    notices: (await listNotices(db, id)).filter((each) => each.withdrawn_on === null),
    dates: datesOf(agreement, { today, locale, lastDay: lastDayOf(agreement, parties) }),
    can: abilities(door, agreement, { own, isOwner, isConfirmed }),
  };
}

export type AgreementPageData = Awaited<ReturnType<typeof loadAgreementPage>>;

/** "n av m har beslutat" while it is decided on; afterwards there is nothing to wait for. */
function standingOf(
  agreement: Agreement,
  parties: Party[],
  decisions: Parameters<typeof standing>[1],
  hash: string,
  today: string,
) {
  if (agreement.status !== "negotiation") return null;
  const { decided, of, missing } = standing(parties, decisions, hash, today);
  return { decided, of, missing: missing.map((party) => party.name) };
}

/** The day on which the last party leaves an agreement that is being wound down. */
function lastDayOf(agreement: Agreement, parties: readonly Party[]): string | null {
  if (agreement.status !== "winding_down" && agreement.status !== "ended") return null;
  return parties.reduce<string | null>(
    (last, { leaves_on }) => (leaves_on && leaves_on > (last ?? "") ? leaves_on : last),
    null,
  );
}

/** The computed dates with how each was worked out, in sentences. */
function datesOf(
  agreement: Agreement,
  { today, locale, lastDay }: { today: string; locale: Locale; lastDay: string | null },
) {
  const facts = termFacts(agreement, today);
  const days = datesIn(facts);
  const sentences = (fact: keyof typeof facts.explain) => explained(facts.explain[fact], locale);
  return {
    isKnown: facts.status !== "unknown",
    byLaw: hasNoticeByLaw(agreement),
    actBy: facts.next_notice?.act_by_workday ?? null,
    extended: lastDay ? null : facts.extended,
    runsOut: agreement.status === "in_force" ? runsOutOn(agreement, today) : null,
    renewal: agreement.status === "in_force" ? renewalToDecide(agreement, today) : null,
    // one that is being wound down has its last day, whatever its terms would have given
    rows: lastDay
      ? [{ fact: "current_end" as const, on: lastDay, how: [] }]
      : TERM_DATES.map((fact) => ({ fact, on: days[fact], how: sentences(fact) })).filter(
          (row) => row.on !== null || row.fact === "current_end",
        ),
  };
}

/** The yearly clock's duties with the next day each falls due; the nearest first. */
async function dutiesDue({ db, today }: Door, agreement: Agreement) {
  const from = agreement.in_force_on ?? today;
  return (await listDuties(db, agreement.id))
    .map(({ doneYears, ...duty }) => ({ ...duty, due: nextDue(duty, doneYears, today, from) }))
    .sort((a, b) => a.due.on.localeCompare(b.due.on));
}

function windDownSums(items: Awaited<ReturnType<typeof listWindDown>>) {
  return byLeaving(items).map(({ id, name, items: own }) => ({
    id,
    name,
    done: own.filter((item) => item.done_on !== null).length,
    of: own.length,
  }));
}

/** What this person may do on the page. */
function abilities(
  { actor, tenant, today }: Door,
  agreement: Agreement,
  { own, isOwner, isConfirmed }: { own: Party | undefined; isOwner: boolean; isConfirmed: boolean },
) {
  const keeps = isOwner && mayKeep(actor, tenant, agreement);
  const binds = mayBind(actor) && own !== undefined;
  const { status } = agreement;
  const isOpen = isOpenText(status);
  const isParty = own !== undefined && currentParties([own], today).length > 0;
  return {
    keep: keeps && status !== "ended",
    write: keeps && isOpen,
    send: keeps && status === "draft",
    remove: keeps && status === "draft",
    force: keeps && mayBind(actor) && status === "negotiation",
    close: keeps && mayBind(actor) && status === "in_force" && endByItself(agreement, today) !== null,
    reopen:
      keeps &&
      mayBind(actor) &&
      status === "winding_down" &&
      agreement.closes_on !== null &&
      agreement.closes_on >= today,
    end: keeps && mayBind(actor) && status === "winding_down",
    confirm: binds && !isConfirmed && status !== "draft",
    decide: binds && status !== "draft" && status !== "ended" && own.admitted_on === null,
    notice: binds && isParty && own.leaves_on === null && status === "in_force" && own.role !== "observer",
    admit: keeps && mayBind(actor) && status === "in_force",
    amend: keeps && status === "in_force",
    delegate: isParty && mayWriteAgreements(actor) && status === "in_force",
    history: isOwner,
  };
}
