import type { Door } from "../../server/tenant.server.ts";
import { mayHandle } from "./reminders.policy.ts";
import { contractsOfPerson, type Ladder, listLadders, type Show } from "./reminders.server.ts";

const shows: readonly Show[] = ["due", "planned", "handled"];

export interface LadderPage {
  show: Show;
  isMine: boolean;
  q: string;
  ladders: (Ladder & { mayHandle: boolean })[];
  isCut: boolean;
}

/** The list as the address asks for it: which, whose, and part of a name. */
export async function listForPage({ db, actor, today }: Door, search: URLSearchParams): Promise<LadderPage> {
  const show = shows.find((each) => each === search.get("show")) ?? "due";
  const isMine = search.get("whose") === "mine";
  const q = (search.get("q") ?? "").trim().slice(0, 100);
  const { ladders, isCut } = await listLadders(
    db,
    { show, q, personId: isMine ? actor.personId : undefined },
    today,
  );
  // those who work with the register may handle all; for others it is asked what they answer for
  const own = mayHandle(actor, false) ? undefined : await contractsOfPerson(db, actor.personId, today);
  return {
    show,
    isMine,
    q,
    isCut,
    ladders: ladders.map((ladder) => ({
      ...ladder,
      mayHandle: mayHandle(actor, own?.includes(ladder.contract_id) ?? false),
    })),
  };
}

/** Whether the reader may handle deadlines of a contract. */
export async function mayHandleContract({ db, actor, today }: Door, contractId: string): Promise<boolean> {
  if (mayHandle(actor, false)) return true;
  return mayHandle(actor, (await contractsOfPerson(db, actor.personId, today)).includes(contractId));
}
