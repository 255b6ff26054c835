import { parseArgs } from "node:util";
import { email, personName } from "../features/accounts/accounts.form.ts";
import { inviteByCommand, removeFactorByCommand } from "../features/accounts/by-command.server.ts";
import { Refused } from "../server/errors.server.ts";
import { withDatabase } from "./database.ts";

export const usage = `samverka account create --email <address> --name <name> --organisation <slug> [--admin]
    makes an account and prints a link, valid for 14 days and once, to choose its password with
samverka account reset-second-factor --email <address>
    for somebody who has lost both phone and recovery codes`;

const refusals: Record<string, string> = {
  no_organisation: "there is no organisation with that slug",
  already_member: "there is already a member with that address",
  no_account: "there is no account with that address",
};

/** `samverka account …` */
export async function run(words: string[]): Promise<number> {
  const asked = read(words);
  if (!asked) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  try {
    const line = await withDatabase(asked);
    process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${refusals[error.code] ?? error.code}\n`);
    return 1;
  }
}

/** What to do, or nothing when the arguments make no sense. */
function read(words: string[]): (() => Promise<string>) | undefined {
  try {
    const text = { type: "string", default: "" } as const;
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { email: text, name: text, organisation: text, admin: { type: "boolean", default: false } },
    });
    const address = email.safeParse(values.email);
    if (!address.success || positionals.length !== 1) return undefined;
    if (positionals[0] === "reset-second-factor")
      return async () => {
        await removeFactorByCommand(address.data);
        return "done";
      };
    const name = personName.safeParse(values.name);
    if (positionals[0] !== "create" || !name.success || !values.organisation) return undefined;
    const roles = values.admin ? (["local_admin", "editor"] as const) : (["reader"] as const);
    const person = { email: address.data, name: name.data, roles: [...roles] };
    return () => inviteByCommand(person, values.organisation, new Date());
  } catch {
    return undefined; // parseArgs throws for options it does not know
  }
}
