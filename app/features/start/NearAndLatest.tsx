import { useFormat, useText } from "../../text/useText.ts";
import { Card } from "../../ui/Card.tsx";
import { agreementPath } from "../agreements/agreements.paths.ts";
import { contractPath } from "../contracts/contracts.paths.ts";
import { interestCheckPath } from "../interest-checks/interest-checks.paths.ts";
import { licencePath } from "../licences/licences.paths.ts";
import { remindersPath } from "../reminders/reminders.paths.ts";
import { renewalPath } from "../renewals/renewals.paths.ts";
import { usagePath } from "../systems/systems.paths.ts";
import type { NearDate } from "./near-dates.server.ts";
import { startText } from "./start.text.ts";

/** One line of what happened lately. */
export interface Change {
  id: string;
  at: string;
  by_name: string;
  action: string;
  object_kind: string;
  object_id: string;
  object_name: string | null;
}

const pageOf = { contract: contractPath, system: usagePath, agreement: agreementPath };

/** The nearest days of the organisation's contracts and agreements, and of systems that no contract covers. */
export function NearDates({
  slug,
  dates,
  isCut,
}: {
  slug: string;
  dates: readonly NearDate[];
  isCut: boolean;
}) {
  const t = useText(startText);
  const format = useFormat();
  const hasStated = dates.some((row) => row.of === "system");
  return (
    <Card title={t.deadlines}>
      <p className="card-note">
        {dates.length === 0 ? t.noDeadlines : `${t.deadlinesNote}${hasStated ? ` ${t.deadlinesStated}` : ""}`}
      </p>
      <ul className="date-list">
        {dates.map((row) => (
          <li key={row.id}>
            <time dateTime={row.on}>{format.day(row.on)}</time>
            <span>
              <a className="ds-link" href={pageOf[row.of](slug, row.id)}>
                {row.name}
              </a>
              <span className="change-when">
                {row.kind === "act_by" && row.last_on
                  ? t.nearKinds.act_by(format.day(row.last_on))
                  : t.nearKinds[row.kind === "act_by" ? "notice" : row.kind]}
                {row.of !== "contract" && `, ${row.of === "system" ? t.stated : t.agreement}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {(isCut || dates.length > 0) && (
        <p className="card-more">
          <a className="ds-link" href={remindersPath(slug, "?show=planned")}>
            {t.allDeadlines}
          </a>
        </p>
      )}
    </Card>
  );
}

/** What people in the organisation did last. */
export function LatestChanges({ slug, changes }: { slug: string; changes: readonly Change[] }) {
  const t = useText(startText);
  const format = useFormat();
  const verbs: Record<string, string> = t.changed;
  return (
    <Card title={t.latest}>
      {changes.length === 0 ? (
        <p>{t.noChanges}</p>
      ) : (
        <ul className="change-list">
          {changes.map((change) => (
            <li key={change.id}>
              <time className="change-when" dateTime={change.at}>
                {format.instant(change.at)}
              </time>{" "}
              {change.by_name} {verbs[change.action] ?? t.changedOther}{" "}
              <Changed slug={slug} change={change} />
            </li>
          ))}
        </ul>
      )}
      <p className="card-more">
        <a className="ds-link" href={`/${slug}/history`}>
          {t.allHistory}
        </a>
      </p>
    </Card>
  );
}

/** Pages of what people change, by the history's kind. */
const pageOfKind: Record<string, ((slug: string, id: string) => string) | undefined> = {
  system_usage: usagePath,
  contract: contractPath,
  agreement: agreementPath,
  licence_agreement: licencePath,
  interest_check: interestCheckPath,
  renewal_round: renewalPath,
};

/** The record that was changed; a link where it has a page that is still there. */
function Changed({ slug, change }: { slug: string; change: Change }) {
  const t = useText(startText);
  const { object_kind, object_id, object_name, action } = change;
  const place = action === "deleted" ? undefined : pageOfKind[object_kind];
  const href = place?.(slug, object_id);
  if (!href) return object_name ?? "";
  return (
    <a className="ds-link" href={href}>
      {object_name ?? t.system}
    </a>
  );
}
