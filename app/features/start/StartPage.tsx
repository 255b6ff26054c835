import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Stat, StatRow } from "../../ui/Stat.tsx";
import {
  interestCheckPath,
  interestChecksPath,
  interestPartPath,
} from "../interest-checks/interest-checks.paths.ts";
import type { InterestWork } from "../interest-checks/work.server.ts";
import { type StartViews, StartViewsCard } from "./StartViews.tsx";
import { startText } from "./start.text.ts";

interface Counts {
  own: number;
  in_operation: number;
  changing: number;
  products: number;
  shared_products: number;
  neighbours: number;
}
interface Work {
  invitations: number;
  hosting: number;
  support_ended: number;
  rejected_product: number;
  without_start: number;
  overdue: number;
  without_role: number;
  open_imports: number;
  reviews: number;
}
interface Confirmations {
  /** Systems that the person is asked to confirm. */
  own: number;
  /** Open rounds with answers missing, for those who run them. */
  rounds: number;
}
interface Names {
  /** Pairs in the catalogue that look alike and that the person may decide on. */
  duplicates: number;
  /** Products that the organisation has several systems of. */
  doubles: number;
}
interface NearDate {
  usage_id: string;
  own_name: string;
  kind: "notice" | "ends";
  on: string;
}
interface Change {
  id: string;
  at: string;
  by_name: string;
  action: string;
  object_kind: string;
  object_id: string;
  object_name: string | null;
}

/** What a person of a municipality sees first: what waits, how many, what is near, what happened. */
export function StartPage(props: {
  slug: string;
  organisation: string;
  name: string;
  counts: Counts;
  views: StartViews;
  work: Work | null;
  confirmations: Confirmations;
  names: Names;
  /** Interest checks that wait for an answer or a decision. */
  interest: InterestWork | null;
  isAdmin: boolean;
  mayWrite: boolean;
  dates: NearDate[];
  changes: Change[];
}) {
  const t = useText(startText);
  const format = useFormat();
  const { slug, counts } = props;
  const systems = `/${slug}/systems`;
  if (counts.own === 0 && props.mayWrite) return <FirstSteps {...props} />;
  return (
    <div className="card-stack">
      <PageHeader title={t.greeting(props.name.split(" ")[0]!)} lead={t.lead(props.organisation)} />
      {(props.work || props.confirmations.own > 0 || props.names.duplicates > 0) && <WorkList {...props} />}
      <Card title={t.counts}>
        <StatRow>
          <Stat
            value={format.number(counts.own)}
            label={t.ownSystems}
            href={`${systems}?lifecycle=planned&lifecycle=pilot&lifecycle=phasing_in&lifecycle=in_operation&lifecycle=phasing_out`}
          />
          <Stat
            value={format.number(counts.in_operation)}
            label={t.inOperation}
            href={`${systems}?lifecycle=in_operation`}
          />
          <Stat
            value={format.number(counts.changing)}
            label={t.changing}
            href={`${systems}?lifecycle=planned&lifecycle=pilot&lifecycle=phasing_in&lifecycle=phasing_out`}
          />
          <Stat
            value={
              counts.neighbours > 10_000 ? `> ${format.number(10_000)}` : format.number(counts.neighbours)
            }
            label={t.neighbours}
            href={`${systems}?scope=shared`}
          />
          <Stat
            value={format.number(counts.products)}
            label={t.productsInUse}
            note={`${format.number(counts.shared_products)} ${t.sharedProducts}`}
            href={`/${slug}/overlap`}
          />
        </StatRow>
      </Card>
      <StartViewsCard slug={slug} {...props.views} />
      <div className="start-columns">
        <NearDates slug={slug} dates={props.dates} />
        <LatestChanges slug={slug} changes={props.changes} />
      </div>
    </div>
  );
}

function FirstSteps(props: Parameters<typeof StartPage>[0]) {
  const { slug, organisation, name, work } = props;
  const t = useText(startText);
  return (
    <>
      <PageHeader title={t.greeting(name.split(" ")[0]!)} lead={t.lead(organisation)} />
      {work && work.invitations > 0 && <WorkList {...props} />}
      <EmptyState
        title={t.emptyTitle}
        icon="import"
        actions={
          <>
            <LinkButton href={`/${slug}/imports/new`}>{t.emptyImport}</LinkButton>
            <LinkButton href={`/${slug}/products`} variant="secondary">
              {t.emptyProducts}
            </LinkButton>
          </>
        }
      >
        <p>{t.emptyText}</p>
      </EmptyState>
    </>
  );
}

function WorkList({
  slug,
  work,
  confirmations,
  names,
  interest,
  isAdmin,
}: Pick<
  Parameters<typeof StartPage>[0],
  "slug" | "work" | "confirmations" | "names" | "interest" | "isAdmin"
>) {
  const t = useText(startText);
  const format = useFormat();
  const { toAnswer, toDecide } = interest ?? {};
  const systems = `/${slug}/systems`;
  const lines = [
    { count: isAdmin ? work?.invitations : 0, text: t.invitations, href: `/${slug}/cooperations` },
    {
      count: toAnswer?.count,
      text: (n: number) => t.interestToAnswer(n, toAnswer ? format.day(toAnswer.until) : ""),
      href:
        toAnswer?.count === 1
          ? interestPartPath(slug, toAnswer.id, "reply")
          : `${interestChecksPath(slug)}#to-answer`,
    },
    {
      count: toDecide?.count,
      text: t.interestToDecide,
      href: toDecide?.count === 1 ? interestCheckPath(slug, toDecide.id) : `${interestChecksPath(slug)}#own`,
    },
    { count: confirmations.own, text: t.ownConfirmations, href: `/${slug}/confirmations/mine` },
    { count: confirmations.rounds, text: t.openRounds, href: `/${slug}/confirmations` },
    { count: work?.hosting, text: t.hosting, href: `${systems}/hosted` },
    { count: work?.open_imports, text: t.openImports, href: `/${slug}/imports` },
    { count: work?.overdue, text: t.overdue, href: `${systems}?work=overdue` },
    { count: work?.without_role, text: t.withoutRole, href: `/${slug}/roles/systems?show=missing` },
    { count: work?.support_ended, text: t.supportEnded, href: `${systems}?work=support_ended` },
    { count: work?.reviews, text: t.reviews, href: `/${slug}/reports/processing#reviews` },
    { count: work?.without_start, text: t.withoutStart, href: `${systems}?work=without_start` },
    { count: names.doubles, text: t.doubles, href: `/${slug}/doubles` },
    { count: names.duplicates, text: t.duplicatePairs, href: `/${slug}/duplicates` },
  ].flatMap(({ count = 0, ...line }) => (count > 0 ? [{ count, ...line }] : []));
  return (
    <Card title={t.todo}>
      {lines.length === 0 ? (
        <p>
          <strong>{t.nothingToDo}.</strong> {t.nothingToDoText}
        </p>
      ) : (
        <ul className="work-list">
          {lines.map((line) => (
            <li key={line.href}>
              <a className="ds-link" href={line.href}>
                {line.text(line.count)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function NearDates({ slug, dates }: { slug: string; dates: NearDate[] }) {
  const t = useText(startText);
  const format = useFormat();
  return (
    <Card title={t.deadlines}>
      <p className="card-note">{dates.length === 0 ? t.noDeadlines : t.deadlinesNote}</p>
      <ul className="date-list">
        {dates.map((row) => (
          <li key={`${row.usage_id}${row.kind}`}>
            <time dateTime={row.on}>{format.day(row.on)}</time>
            <span>
              <a className="ds-link" href={`/${slug}/systems/${row.usage_id}`}>
                {row.own_name}
              </a>
              <span className="change-when">{row.kind === "notice" ? t.notice : t.ends}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LatestChanges({ slug, changes }: { slug: string; changes: Change[] }) {
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
              {change.object_kind === "system_usage" ? (
                <a className="ds-link" href={`/${slug}/systems/${change.object_id}`}>
                  {change.object_name ?? t.system}
                </a>
              ) : (
                (change.object_name ?? "")
              )}
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

/** A supplier's start page: the catalogue, and in plain words what it never shows. */
export function SupplierStart({
  slug,
  organisation,
  name,
  views,
}: {
  slug: string;
  organisation: string;
  name: string;
  views: StartViews;
}) {
  const t = useText(startText);
  return (
    <>
      <PageHeader title={t.greeting(name.split(" ")[0]!)} lead={organisation} />
      <Card title={t.supplierProducts} href={`/${slug}/products`}>
        <p>{t.supplierLead}</p>
      </Card>
      <StartViewsCard slug={slug} {...views} />
    </>
  );
}
