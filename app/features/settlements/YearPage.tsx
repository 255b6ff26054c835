import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, Missing, Money } from "../../ui/Values.tsx";
import { agreementPath } from "../agreements/agreements.paths.ts";
import { costKeysText } from "../cost-keys/cost-keys.text.ts";
import type { YearPageData } from "./pages.server.ts";
import { StateTag } from "./SettlementsPage.tsx";
import {
  costKeyPath,
  keyDecisionPath,
  runPath,
  settlementsPath,
  yearPartPath,
  yearPath,
} from "./settlements.paths.ts";
import { settlementsText } from "./settlements.text.ts";
import { AccountTable, BudgetSection, Edit, PartySection } from "./YearBudget.tsx";

/** One year of an agreement: key, budget and what each pays, outcome with forecast, settlement. */
export function YearPage({ data, saved }: { data: YearPageData; saved: string | null }) {
  const t = useText(settlementsText);
  const format = useFormat();
  const { agreement, year, slug, budget } = data;
  const warning = data.forecasts.at(-1);
  return (
    <>
      <PageHeader
        title={t.yearTitle(agreement.title, year)}
        crumbs={[{ label: t.title, href: settlementsPath(slug) }]}
        meta={<Tag icon="cooperation">{data.isHost ? t.weKeep : t.hostedBy(agreement.host)}</Tag>}
        actions={
          <LinkButton href={agreementPath(slug, agreement.id)} variant="tertiary">
            {t.toAgreement}
          </LinkButton>
        }
      />
      <Flash message={saved && t.saved[saved]} />
      {warning?.isOver && budget && (
        <Alert tone="warning">
          {t.warning(warning.quarter, format.money(warning.forecastMinor), format.money(budget.totalMinor))}
        </Alert>
      )}
      {data.overpaidMinor > 0 && <Alert tone="info">{t.overpaid(format.money(data.overpaidMinor))}</Alert>}
      <KeySection data={data} />
      <BudgetSection data={data} />
      <PartySection data={data} />
      <OutcomeSection data={data} />
      <RunSection data={data} />
      {data.neighbours.length > 0 && (
        <nav aria-label={t.years} className="button-row no-print">
          {data.neighbours.map((other) => (
            <LinkButton key={other} href={yearPath(slug, agreement.id, other)} variant="tertiary">
              {String(other)}
            </LinkButton>
          ))}
        </nav>
      )}
    </>
  );
}

function KeySection({ data }: { data: YearPageData }) {
  const t = useText(settlementsText);
  const k = useText(costKeysText);
  const { keys, slug } = data;
  return (
    <Section
      title={t.key}
      id="key"
      actions={<Edit data={data} part="key" label={keys.length > 0 ? t.changeKey : t.newKey} icon="plus" />}
    >
      {keys.length === 0 && <p className="muted">{t.noKey}</p>}
      {data.missing.length > 0 && <Alert tone="warning">{t.keyMisses(data.missing.join(", "))}</Alert>}
      {keys.length > 0 && (
        <Table
          caption={t.key}
          rows={keys}
          rowKey={(row) => row.id}
          columns={[
            {
              id: "name",
              heading: t.key,
              isRowHeader: true,
              cell: (row) => <a href={costKeyPath(slug, row.id)}>{t.keyRow(row.name, row.key_version)}</a>,
            },
            { id: "kind", heading: t.kind, cell: (row) => k.kinds[row.kind] },
            {
              id: "state",
              heading: t.decision,
              cell: (row) => (
                <>
                  <Tag tone={row.isInForce ? "success" : "neutral"}>
                    {row.isInForce ? t.keyTags.inForce : row.decided_on ? t.keyTags.earlier : t.keyTags.draft}
                  </Tag>
                  {row.locked_on && <Tag icon="lock">{t.keyTags.locked}</Tag>}
                </>
              ),
            },
            {
              id: "by",
              heading: t.decidedBy,
              cell: (row) =>
                row.decided_on ? (
                  `${row.decided_by}, ${row.decision_ref}`
                ) : data.can.keep ? (
                  <a href={keyDecisionPath(slug, row.id)}>{t.decideKey}</a>
                ) : (
                  <Missing />
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function OutcomeSection({ data }: { data: YearPageData }) {
  const t = useText(settlementsText);
  const { accounts, forecasts, budget } = data;
  return (
    <Section title={t.outcome} id="outcome" actions={<Edit data={data} part="ledger" label={t.openLedger} />}>
      {accounts.length === 0 ? (
        <p className="muted">{t.noOutcome}</p>
      ) : (
        <AccountTable
          caption={t.outcome}
          rows={accounts.map((row) => ({
            key: row.account,
            account: row.account,
            text: row.text,
            minor: row.amount_minor,
          }))}
          totalMinor={accounts.reduce((sum, row) => sum + row.amount_minor, 0)}
        />
      )}
      {forecasts.length > 0 && budget && (
        <Table
          caption={t.forecast}
          showCaption
          rows={forecasts}
          rowKey={(row) => String(row.quarter)}
          columns={[
            { id: "quarter", heading: t.quarter, isRowHeader: true, cell: (row) => row.quarter },
            {
              id: "actual",
              heading: t.soFar,
              align: "end",
              cell: (row) => <Money minor={row.actualMinor} />,
            },
            {
              id: "forecast",
              heading: t.yearForecast,
              align: "end",
              cell: (row) => <Money minor={row.forecastMinor} />,
            },
            {
              id: "against",
              heading: t.againstBudget,
              align: "end",
              cell: (row) => <Money minor={row.forecastMinor - budget.totalMinor} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

function RunSection({ data }: { data: YearPageData }) {
  const t = useText(settlementsText);
  const { runs, can, at } = data;
  return (
    <Section
      title={t.settlements}
      id="settlement"
      actions={
        <>
          {can.begin && (
            <LinkButton href={yearPartPath(at, "runs")} variant="secondary">
              {runs.length > 0 ? t.correct : t.begin}
            </LinkButton>
          )}
          {can.accounts && (
            <LinkButton href={yearPartPath(at, "accounts")} variant="tertiary">
              {t.accounts}
            </LinkButton>
          )}
        </>
      }
    >
      {runs.length === 0 ? (
        <p className="muted">{data.isHost ? t.noSettlement : t.noSettlementSent}</p>
      ) : (
        <Table
          caption={t.settlements}
          rows={runs}
          rowKey={(row) => String(row.run)}
          columns={[
            {
              id: "run",
              heading: t.settlements,
              isRowHeader: true,
              cell: (row) => <a href={runPath(at, row.run)}>{t.run(row.run)}</a>,
            },
            { id: "state", heading: t.columns.settlement, cell: (row) => <StateTag state={row.state} /> },
            { id: "total", heading: t.total, align: "end", cell: (row) => <Money minor={row.total_minor} /> },
            { id: "dated", heading: t.dated, cell: (row) => <Day on={row.dated_on} /> },
          ]}
        />
      )}
    </Section>
  );
}
