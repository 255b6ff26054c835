import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { type Crumb, PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day } from "../../ui/Values.tsx";
import { surveysText } from "./surveys.text.ts";

/** A version that was handed in, as its receipt's list shows it. */
export interface ReceiptVersion {
  id: string;
  version: number;
  /** What was answered, in words. */
  answer: string;
  submitted_on: string;
  receipt_number: string;
  href: string;
}

interface Props {
  organisation: string;
  crumbs: Crumb[];
  isNew: boolean;
  notices: ReactNode;
  items: Description[];
  answerHeading: string;
  versions: ReceiptVersion[];
  actions: ReactNode;
}

/** What was handed in, to print and keep: all answers, who gave them, and a number to refer to. */
export function ReceiptPage(props: Props) {
  const t = useText(surveysText);
  return (
    <div className="narrow">
      <PageHeader title={t.receiptTitle} lead={t.receiptLead(props.organisation)} crumbs={props.crumbs} />
      <Flash message={props.isNew ? t.received : null} />
      {props.notices}
      <DescriptionList items={props.items} />
      {props.versions.length > 1 && (
        <Section title={t.versions}>
          <Table
            caption={t.versions}
            rows={props.versions}
            rowKey={(row) => row.id}
            columns={[
              {
                id: "version",
                heading: t.versionHeading,
                isRowHeader: true,
                cell: (row) => <a href={row.href}>{t.version(row.version)}</a>,
              },
              { id: "answer", heading: props.answerHeading, cell: (row) => row.answer },
              { id: "submitted", heading: t.submitted, cell: (row) => <Day on={row.submitted_on} /> },
              { id: "number", heading: t.receiptNumber, cell: (row) => row.receipt_number },
            ]}
          />
        </Section>
      )}
      <div className="button-row">{props.actions}</div>
    </div>
  );
}
