import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Missing, Money, VisuallyHidden } from "../../ui/Values.tsx";
import { useCrumbs } from "./FormPage.tsx";
import type { RunPageData } from "./pages.server.ts";
import { runText } from "./run.text.ts";
import { StateTag } from "./SettlementsPage.tsx";
import { costKeyPath, runPartPath, statementPath, yearPartPath } from "./settlements.paths.ts";

/** A settlement or a correction run: what each pays, what was said about it, and the next step. */
export function RunPage({ data, saved }: { data: RunPageData; saved: string | null }) {
  const t = useText(runText);
  const format = useFormat();
  const { run, basis, can, at } = data;
  const step = (to: string) => runPartPath(at, run.run, "step", `?to=${to}`);
  return (
    <>
      <PageHeader
        title={t.runTitle(data.agreement.title, data.year, run.run)}
        crumbs={useCrumbs(data)}
        meta={<StateTag state={run.state} />}
        actions={
          <>
            {can.reopen && (
              <LinkButton href={step("open")} variant="tertiary">
                {t.steps.open}
              </LinkButton>
            )}
            {can.step && <LinkButton href={step(can.step)}>{t.steps[can.step]}</LinkButton>}
            {can.approve && (
              <LinkButton href={runPartPath(at, run.run, "approval")} icon="check">
                {t.approve}
              </LinkButton>
            )}
          </>
        }
      />
      <Flash message={saved && t.saved[saved]} />
      {run.corrects_run !== null && <p>{t.corrects(run.corrects_run, run.reason)}</p>}
      {run.state === "sent" && <p>{t.remarksUntil(format.dayInWords(run.remarks_until!))}</p>}
      {basis && (
        <>
          <DescriptionList
            items={[
              { term: t.total, value: <Money minor={run.total_minor} /> },
              {
                term: t.key,
                value: data.keyId ? (
                  <a href={costKeyPath(at.slug, data.keyId)}>
                    {t.keyRow(basis.key.name, basis.key.key_version)}
                  </a>
                ) : (
                  basis.key.name
                ),
              },
              { term: t.dated, value: <Day on={basis.dated} /> },
            ]}
          />
          <Rows data={data} />
          <p className="muted">{data.isSame ? t.same : t.notSame}</p>
          <Files data={data} />
          <Words data={data} />
        </>
      )}
      {can.drop && (
        <LinkButton href={step("drop")} variant="tertiary" color="danger">
          {t.drop}
        </LinkButton>
      )}
    </>
  );
}

function Rows({ data }: { data: RunPageData }) {
  const t = useText(runText);
  const { rows, run, can, at } = data;
  return (
    <Section
      title={t.perParty}
      actions={
        can.invoices && (
          <LinkButton href={runPartPath(at, run.run, "invoices")} variant="tertiary" icon="pencil">
            {t.enterInvoices}
          </LinkButton>
        )
      }
    >
      <Table
        caption={t.perParty}
        rows={rows}
        rowKey={(row) => row.organisation_id}
        columns={[
          {
            id: "party",
            heading: t.party,
            isRowHeader: true,
            cell: (row) => (row.organisation_id === data.me ? <strong>{row.name}</strong> : row.name),
          },
          { id: "days", heading: t.days365, align: "end", cell: (row) => row.days },
          {
            id: "share",
            heading: t.shareCol,
            align: "end",
            cell: (row) => <Money minor={row.share_minor} />,
          },
          {
            id: "before",
            heading: run.run === 1 ? t.beforePaid : t.beforeShare,
            align: "end",
            cell: (row) => <Money minor={row.before_minor} />,
          },
          {
            id: "difference",
            heading: t.toPay,
            align: "end",
            cell: (row) => (
              <strong>
                <Money minor={row.difference_minor} />
              </strong>
            ),
          },
          {
            id: "invoice",
            heading: t.invoice,
            cell: (row) =>
              row.organisation_id === data.agreement.tenant_id ? (
                <span className="muted">{t.hostPart}</span>
              ) : (
                (row.invoice_ref ?? <Missing />)
              ),
          },
          ...(can.statement
            ? [
                {
                  id: "statement",
                  heading: t.statements,
                  cell: (row: (typeof rows)[number]) => (
                    <a href={statementPath(at, run.run, "pdf", row.organisation_id)} download>
                      PDF<VisuallyHidden>: {t.statementFor(row.name)}</VisuallyHidden>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Files({ data }: { data: RunPageData }) {
  const t = useText(runText);
  const { at, run, me, rows } = data;
  const isParty = rows.some((row) => row.organisation_id === me);
  return (
    <Section title={t.statements}>
      <div className="button-row">
        <LinkButton href={statementPath(at, run.run, "pdf")} variant="secondary" icon="file" download>
          {t.wholePdf}
        </LinkButton>
        <LinkButton href={statementPath(at, run.run, "csv")} variant="secondary" icon="download" download>
          {t.wholeCsv}
        </LinkButton>
        {isParty && (
          <LinkButton
            href={statementPath(at, run.run, "csv", me)}
            variant="secondary"
            icon="download"
            download
          >
            {t.ownCsv}
          </LinkButton>
        )}
        {data.hasAccounts && data.can.statement ? (
          <LinkButton href={statementPath(at, run.run, "se")} variant="secondary" icon="download" download>
            {t.sie}
          </LinkButton>
        ) : (
          data.can.accounts && <a href={yearPartPath(at, "accounts")}>{t.sieNeedsAccounts}</a>
        )}
      </div>
    </Section>
  );
}

/** Remarks with answers, and who has approved. */
function Words({ data }: { data: RunPageData }) {
  const t = useText(runText);
  const format = useFormat();
  const { remarks, approvals, can, at, run } = data;
  if (run.state === "preliminary") return null;
  return (
    <>
      <Section
        title={t.remarks}
        id="remarks"
        actions={
          can.remark && (
            <LinkButton href={runPartPath(at, run.run, "remarks")} variant="secondary">
              {t.remark}
            </LinkButton>
          )
        }
      >
        {remarks.length === 0 && <p className="muted">{t.noRemarks}</p>}
        <ul className="line-list">
          {remarks.map((remark) => (
            <li key={remark.id}>
              <div>
                <strong>{remark.name}</strong>, {remark.by_name}, <Day on={remark.made_on} />
                <p className="prewrap">{remark.body}</p>
                {remark.answer ? (
                  <Alert tone="info" title={t.answered(remark.answer_by!, format.day(remark.answered_on!))}>
                    <p className="prewrap">{remark.answer}</p>
                  </Alert>
                ) : can.answer ? (
                  <LinkButton
                    href={runPartPath(at, run.run, "remarks", `?remark=${remark.id}`)}
                    variant="secondary"
                    aria-label={t.answerTo(remark.name)}
                  >
                    {t.answer}
                  </LinkButton>
                ) : (
                  <p className="muted">{t.unanswered}</p>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.approvals} id="approvals">
        {approvals.length === 0 ? (
          <p className="muted">{t.noApprovals}</p>
        ) : (
          <ul>
            {approvals.map((row) => (
              <li key={row.party_id}>
                {t.approvedBy(row.name, row.by_name, format.day(row.approved_on), row.authority)}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
