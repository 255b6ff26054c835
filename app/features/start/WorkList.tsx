import type { Formats } from "../../text/format.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Card } from "../../ui/Card.tsx";
import { contractInvitationsPath } from "../contracts/contracts.paths.ts";
import { remindersPath, unsureMailPath } from "../reminders/reminders.paths.ts";
import type { Due } from "../reminders/work.server.ts";
import type { Waiting } from "./waiting.server.ts";
import { waitingText } from "./waiting.text.ts";

type Words = (typeof waitingText)["sv"];

/** What waits for the person, most urgent first, each line a link to where it is done. */
export function WorkList({
  slug,
  waiting,
  isSilent = false,
}: {
  slug: string;
  waiting: Waiting;
  /** Leaves the card out when nothing waits. */
  isSilent?: boolean;
}) {
  const t = useText(waitingText);
  const format = useFormat();
  const lines = linesOf(slug, waiting, t, format);
  if (lines.length === 0 && isSilent) return null;
  return (
    <Card title={t.todo}>
      {lines.length === 0 ? (
        <p>
          <strong>{t.nothingToDo}.</strong> {t.nothingToDoText}
        </p>
      ) : (
        <ul className="work-list">
          {lines.map((line) => (
            <li key={line.text}>
              <a className="ds-link" href={line.href}>
                {line.text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The lines with something in them: what has a last day first, then what others wait for, then the register's own gaps. */
function linesOf(
  slug: string,
  waiting: Waiting,
  t: Words,
  format: Formats,
): { text: string; href: string }[] {
  const systems = `/${slug}/systems`;
  const { register, confirmations, names } = waiting;
  const line = (n: number | undefined, words: (n: number) => string, href: string) =>
    n ? [{ text: words(n), href }] : [];
  return [
    ...reminderLines(slug, waiting, t, format),
    ...waiting.matters.map(({ kind, count, until, href }) => ({
      text: t.matters[kind](count, until ? format.day(until) : ""),
      href,
    })),
    ...line(waiting.contractInvitations, t.contractInvitations, contractInvitationsPath(slug)),
    ...line(waiting.isAdmin ? register?.invitations : 0, t.invitations, `/${slug}/cooperations`),
    ...line(confirmations.own, t.ownConfirmations, `/${slug}/confirmations/mine`),
    ...line(confirmations.rounds, t.openRounds, `/${slug}/confirmations`),
    ...line(register?.hosting, t.hosting, `${systems}/hosted`),
    ...line(register?.open_imports, t.openImports, `/${slug}/imports`),
    ...line(register?.overdue, t.overdue, `${systems}?work=overdue`),
    ...line(register?.rejected_product, t.rejectedProduct, `${systems}?work=rejected_product`),
    ...line(register?.without_role, t.withoutRole, `/${slug}/roles/systems?show=missing`),
    ...line(register?.support_ended, t.supportEnded, `${systems}?work=support_ended`),
    ...line(register?.reviews, t.reviews, `/${slug}/reports/processing#reviews`),
    ...line(register?.without_start, t.withoutStart, `${systems}?work=without_start`),
    ...line(names.doubles, t.doubles, `/${slug}/doubles`),
    ...line(names.duplicates, t.duplicatePairs, `/${slug}/duplicates`),
  ];
}

function reminderLines(slug: string, { reminders }: Waiting, t: Words, format: Formats) {
  const { all, mine, withoutRecipient, unsure } = reminders;
  const due = ({ count, isCut, until }: Due, words: Words["due"]) =>
    words({
      n: count,
      count: isCut ? t.moreThan(format.number(count)) : format.number(count),
      until: until && format.day(until),
    });
  return [
    ...(mine ? [{ text: due(mine, t.dueMine), href: remindersPath(slug, "?whose=mine") }] : []),
    ...(all ? [{ text: due(all, t.due), href: remindersPath(slug) }] : []),
    ...(withoutRecipient > 0
      ? [{ text: t.withoutRecipient(withoutRecipient), href: `${remindersPath(slug)}#without-recipient` }]
      : []),
    ...(unsure > 0 ? [{ text: t.unsureMail(unsure), href: unsureMailPath(slug) }] : []),
  ];
}
