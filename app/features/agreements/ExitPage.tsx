import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Money } from "../../ui/Values.tsx";
import { agreementsText } from "./agreements.text.ts";
import type { loadExit } from "./exit.server.ts";
import { leavingText } from "./leaving.text.ts";
import { useCrumbs } from "./useCrumbs.ts";
import { agreementWords } from "./words.text.ts";

type Data = Awaited<ReturnType<typeof loadExit>>;

/** What a party that leaves takes with it, and what the others keep. */
export function ExitPage({
  data,
  children,
}: {
  data: Data;
  /** What features beside this one add: what the leaving costs the others. */
  children?: ReactNode;
}) {
  const t = useText(leavingText);
  const a = useText(agreementsText);
  const w = useText(agreementWords);
  const { agreement, leaving, rows } = data;
  const shareOf = (row: Data["rows"][number], id: string) =>
    row.shares.find((share) => share.organisation_id === id)?.amount_minor ?? null;
  const sum = (id: string) => rows.reduce((total, row) => total + (shareOf(row, id) ?? 0), 0);
  const columns: Column<Data["rows"][number]>[] = [
    {
      id: "asset",
      heading: t.exitAsset,
      isRowHeader: true,
      cell: (row) => (
        <>
          {row.description}
          {row.exit_rule && <span className="description-note">{row.exit_rule}</span>}
        </>
      ),
    },
    { id: "value", heading: t.exitValue, align: "end", cell: (row) => <Money minor={row.value} /> },
    ...data.parties.map((party) => ({
      id: party.organisation_id,
      heading: t.exitShareOf(party.name),
      align: "end" as const,
      cell: (row: Data["rows"][number]) => <Money minor={shareOf(row, party.organisation_id)} />,
    })),
  ];
  return (
    <>
      <PageHeader
        title={t.exitTitle(agreement.title)}
        lead={t.exitLead}
        crumbs={useCrumbs(data.slug, agreement)}
      />
      {leaving && (
        <Form method="get" className="form">
          <Select
            name="party"
            label={t.exitParty}
            options={data.parties.map((party) => ({ value: party.organisation_id, label: party.name }))}
            defaultValue={leaving.organisation_id}
            empty={false}
          />
          <div className="form-actions">
            <SubmitButton variant="secondary">{t.exitShow}</SubmitButton>
          </div>
        </Form>
      )}
      <p>{t.exitBasis(w.exit_basis[agreement.exit_basis] ?? "")}</p>
      {agreement.exit_rule && <p className="muted">{agreement.exit_rule}</p>}
      {data.problem && (
        <Alert tone="warning">
          <p>{t.exitProblems[data.problem]}</p>
        </Alert>
      )}
      {rows.length === 0 && <p className="muted">{a.exitLine(0)}</p>}
      {rows.length > 0 && !data.problem && (
        <>
          {leaving && (
            <p>
              <strong>
                {t.exitShareOf(leaving.name)}: <Money minor={sum(leaving.organisation_id)} />
              </strong>
            </p>
          )}
          <Section title={t.exitCaption}>
            <Table
              caption={t.exitCaption}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              footer={
                <tr>
                  <th scope="row">{t.exitTotal}</th>
                  <td data-align="end">
                    <Money minor={rows.reduce((total, row) => total + row.value, 0)} />
                  </td>
                  {data.parties.map((party) => (
                    <td key={party.organisation_id} data-align="end">
                      <Money minor={sum(party.organisation_id)} />
                    </td>
                  ))}
                </tr>
              }
            />
          </Section>
        </>
      )}
      {children}
    </>
  );
}
