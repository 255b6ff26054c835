import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Missing } from "../../ui/Values.tsx";
import { filePath } from "../documents/documents.paths.ts";
import { admissionPath, agreementPagePath, partPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import type { AgreementPageData } from "./record.server.ts";
import { agreementWords } from "./words.text.ts";

type Row = AgreementPageData["parties"][number];

const tones: Record<Row["state"], TagTone> = {
  proposed: "neutral",
  upcoming: "info",
  party: "success",
  leaving: "warning",
  left: "neutral",
};

/** The parties in the agreement's order, each with its own decision. */
export function Parties({ data }: { data: AgreementPageData }) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const format = useFormat();
  const { slug, agreement, can } = data;
  const columns: Column<Row>[] = [
    {
      id: "party",
      heading: t.partyColumns.party,
      isRowHeader: true,
      cell: (row) => `${row.party_order}. ${row.name}`,
    },
    { id: "role", heading: t.partyColumns.role, cell: (row) => w.role[row.role] },
    {
      id: "state",
      heading: t.partyColumns.state,
      cell: (row) => (
        <>
          <Tag tone={tones[row.state]}>
            {row.leaves_on && row.state !== "proposed"
              ? row.state === "left"
                ? t.hasLeft(format.day(row.leaves_on))
                : t.leaves(format.day(row.leaves_on))
              : w.party_state[row.state]}
          </Tag>{" "}
          {row.confirmed_on === null && row.organisation_id !== agreement.tenant_id && (
            <Tag tone="warning">{t.notConfirmed}</Tag>
          )}
        </>
      ),
    },
    {
      id: "decision",
      heading: t.partyColumns.decision,
      cell: (row) => (
        <>
          <DecisionCell slug={slug} row={row} kind="agreement" />
          {row.isOnOtherText && <Tag tone="danger">{t.otherText}</Tag>}
          {can.admit && row.state === "proposed" && (
            <LinkButton href={admissionPath(slug, agreement.id, row.id)} variant="tertiary">
              {t.admit(row.name)}
            </LinkButton>
          )}
        </>
      ),
    },
    ...(agreement.form === "joint_board"
      ? [
          {
            id: "reglemente",
            heading: t.partyColumns.reglemente,
            cell: (row: Row) => <DecisionCell slug={slug} row={row} kind="reglemente" />,
          },
        ]
      : []),
  ];
  return (
    <Section
      id="parties"
      title={t.parties}
      actions={
        <>
          {can.decide && agreement.form === "joint_board" && (
            <LinkButton
              href={agreementPagePath(slug, agreement.id, "decision", "?kind=reglemente")}
              variant="tertiary"
            >
              {t.partyColumns.reglemente}
            </LinkButton>
          )}
          {can.keep && (
            <LinkButton href={partPath(slug, agreement.id, "parties")} variant="tertiary" icon="pencil">
              {t.change}
              <span className="ds-sr-only"> {t.parties.toLowerCase()}</span>
            </LinkButton>
          )}
        </>
      }
    >
      <Table caption={t.parties} columns={columns} rows={data.parties} rowKey={(row) => row.id} />
    </Section>
  );
}

function DecisionCell({ slug, row, kind }: { slug: string; row: Row; kind: "agreement" | "reglemente" }) {
  const t = useText(agreementsText);
  const format = useFormat();
  const decision = row.decisions.find((each) => each.kind === kind);
  if (row.role === "observer") return <Missing />;
  if (!decision) return <span className="muted">{t.notDecided}</span>;
  const href = decision.file_id ? filePath(slug, decision.file_id) : (decision.document_url ?? undefined);
  return (
    <>
      {t.decisionLine(decision.organ_name, decision.paragraph, format.day(decision.decided_on))}{" "}
      {href && (
        <a href={href} rel="noreferrer noopener" download={decision.file_id ? "" : undefined}>
          {t.decisionDocument}
          <span className="ds-sr-only">, {row.name}</span>
        </a>
      )}
    </>
  );
}
