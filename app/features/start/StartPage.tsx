import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Stat, StatRow } from "../../ui/Stat.tsx";
import { type Change, LatestChanges, NearDates } from "./NearAndLatest.tsx";
import type { NearDate } from "./near-dates.server.ts";
import { type StartViews, StartViewsCard } from "./StartViews.tsx";
import { startText } from "./start.text.ts";
import { WorkList } from "./WorkList.tsx";
import type { Waiting } from "./waiting.server.ts";

interface Counts {
  own: number;
  in_operation: number;
  changing: number;
  products: number;
  shared_products: number;
  neighbours: number;
}

/** What a person of a municipality sees first: what waits, how many, what is near, what happened. */
export function StartPage(props: {
  slug: string;
  organisation: string;
  name: string;
  counts: Counts;
  views: StartViews;
  waiting: Waiting;
  mayWrite: boolean;
  near: { dates: NearDate[]; isCut: boolean };
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
      <WorkList slug={slug} waiting={props.waiting} />
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
        <NearDates slug={slug} {...props.near} />
        <LatestChanges slug={slug} changes={props.changes} />
      </div>
    </div>
  );
}

function FirstSteps(props: Parameters<typeof StartPage>[0]) {
  const { slug, organisation, name, waiting } = props;
  const t = useText(startText);
  return (
    <>
      <PageHeader title={t.greeting(name.split(" ")[0]!)} lead={t.lead(organisation)} />
      <WorkList slug={slug} waiting={waiting} isSilent />
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
