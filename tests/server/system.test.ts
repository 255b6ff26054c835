import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const app = path.resolve(import.meta.dirname, "../../app");

function usesOf(call: RegExp): string[] {
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.endsWith("system.server.ts"))
    .filter((file) => call.test(readFileSync(file, "utf8")))
    .map((file) => path.relative(app, file))
    .sort();
}

/** The other door is for sign-in, invitations and mail. A new use is added here on purpose, or not at all. */
test("who passes the other door", () => {
  expect(usesOf(/\basSystem\(/)).toEqual([
    "features/accounts/by-command.server.ts",
    "features/accounts/invitations.server.ts",
    "features/accounts/own-account.server.ts",
    "features/accounts/password-reset.server.ts",
    "features/accounts/second-factor.server.ts",
    "features/accounts/sign-in.server.ts",
    "features/confirmations/escalation.server.ts",
    "features/confirmations/link.server.ts",
    "features/contracts/facts.server.ts",
    "features/imports/work.server.ts",
    "features/licences/letters.server.ts",
    "features/notifications/outbox.server.ts",
    "features/reminders/feeds.server.ts",
    "features/reminders/sending.server.ts",
    "features/settlements/follow-up.server.ts",
    "features/settlements/letters.server.ts",
    "features/surveys/letters.server.ts",
    "features/systems/link-check.server.ts",
  ]);
});

/** Work outside a request that carries its tenant along. */
test("who enters a tenant without a request", () => {
  expect(usesOf(/\binTenantAs\(/)).toEqual([
    "features/accounts/by-command.server.ts",
    "features/accounts/invitations.server.ts",
    "features/confirmations/escalation.server.ts",
    "features/confirmations/link.server.ts",
    "features/contracts/facts.server.ts",
    "features/documents/orphans.server.ts",
    "features/imports/by-command.server.ts",
    "features/imports/intake.server.ts",
    "features/imports/work.server.ts",
    "features/licences/counts-command.server.ts",
    "features/licences/letters.server.ts",
    "features/reminders/feeds.server.ts",
    "features/reminders/sending.server.ts",
    "features/settlements/follow-up.server.ts",
    "features/settlements/letters.server.ts",
    "features/surveys/letters.server.ts",
    "features/systems/link-check.server.ts",
  ]);
});
