import type { Day } from "../deadlines/days.rules.ts";
import type { SettledRow, SettlementBasis } from "./settlement.rules.ts";
import type { SieFile, SieTransaction } from "./sie.rules.ts";

/** In which accounts an organisation books what it has to pay or to get. */
export interface Accounts {
  /** Cost, or income of the host. */
  result: { account: string; name: string };
  /** Claim or debt. */
  balance: { account: string; name: string };
}

interface Booked {
  basis: SettlementBasis;
  rows: readonly SettledRow[];
  accounts: Accounts;
  /** The voucher's words, in the reader's language. */
  text: string;
}

/** A settlement is booked on the last day of its year; a correction, which comes when that year's books are closed, on its own day. */
function bookedOn({ run, dated, year }: Pick<SettlementBasis, "run" | "dated" | "year">): Day {
  return run === 1 ? `${year}-12-31` : dated;
}

/** A party's voucher: its cost against its debt to the host; what it gets back the other way round. */
export function partySie({ basis, rows, accounts, text }: Booked, party: string): SieFile {
  const row = rows.find((each) => each.party === party);
  const { name, organisation_number } = basis.parties.find(({ id }) => id === party)!;
  const minor = row?.difference_minor ?? 0;
  return fileOf({ name, organisation_number }, { basis, accounts, text }, [
    { account: accounts.result.account, minor, text: basis.host.name },
    { account: accounts.balance.account, minor: -minor, text: basis.host.name },
  ]);
}

/** The host's voucher: a claim on (or debt to) each other party against its income. */
export function hostSie({ basis, rows, accounts, text }: Booked): SieFile {
  const names = new Map(basis.parties.map(({ id, name }) => [id, name]));
  const others = rows.filter(({ party }) => party !== basis.host.id);
  return fileOf(
    basis.host,
    { basis, accounts, text },
    others.flatMap(({ party, difference_minor }) => [
      { account: accounts.balance.account, minor: difference_minor, text: names.get(party) ?? "" },
      { account: accounts.result.account, minor: -difference_minor, text: names.get(party) ?? "" },
    ]),
  );
}

function fileOf(
  company: { name: string; organisation_number: string | null },
  { basis, accounts, text }: Pick<Booked, "basis" | "accounts" | "text">,
  transactions: SieTransaction[],
): SieFile {
  const on = bookedOn(basis);
  return {
    generatedOn: basis.dated,
    company: company.name,
    organisationNumber: company.organisation_number,
    year: { from: `${on.slice(0, 4)}-01-01`, to: `${on.slice(0, 4)}-12-31` },
    accounts:
      accounts.result.account === accounts.balance.account
        ? [accounts.result]
        : [accounts.balance, accounts.result],
    vouchers: [{ series: "A", number: 1, on, text, transactions }],
  };
}
