import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { choiceLabel, fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";
import type { HostedRow } from "./hosting.server.ts";
import { systemsPath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";

/** Systems that others say this organisation runs, with its answers. */
export function HostedPage({
  slug,
  rows,
  can,
  isSaved,
}: {
  slug: string;
  rows: readonly HostedRow[];
  can: { answer: boolean };
  isSaved: boolean;
}) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const f = useText(fieldsText);
  return (
    <>
      <PageHeader
        title={t.hostedTitle}
        lead={t.hostedLead}
        crumbs={[{ label: s.title, href: systemsPath(slug) }]}
      />
      <Flash message={isSaved ? s.saved : null} />
      {rows.length === 0 ? (
        <EmptyState title={t.hostedNone} icon="inbox">
          <p>{t.hostedNoneText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.hostedTitle}
          rows={rows}
          rowKey={(row) => `${row.usage_tenant_id} ${row.usage_id}`}
          columns={[
            { id: "system", heading: t.hostedSystem, isRowHeader: true, cell: (row) => row.own_name },
            { id: "owner", heading: t.hostedOwner, cell: (row) => row.owner_name },
            {
              id: "form",
              heading: t.hostedForm,
              cell: (row) => choiceLabel(f, "hosting_form", row.hosting_form),
            },
            { id: "answer", heading: t.hostedAnswer, cell: (row) => <Answer row={row} can={can} /> },
          ]}
        />
      )}
    </>
  );
}

function Answer({ row, can }: { row: HostedRow; can: { answer: boolean } }) {
  const t = useText(systemsFormText);
  const tags = {
    confirmed: <Tag tone="success">{t.hostedConfirmed}</Tag>,
    declined: <Tag tone="neutral">{t.hostedDeclined}</Tag>,
  };
  return (
    <div className="button-row">
      {row.answer ? tags[row.answer] : <Tag tone="warning">{t.hostedWaiting}</Tag>}
      {can.answer && (
        <Form method="post" className="button-row">
          <input type="hidden" name="owner" value={row.usage_tenant_id} />
          <input type="hidden" name="usage" value={row.usage_id} />
          {row.answer !== "confirmed" && (
            <Button
              type="submit"
              variant="secondary"
              name="answer"
              value="confirmed"
              aria-label={t.hostedConfirmOf(row.own_name, row.owner_name)}
            >
              {t.hostedConfirm}
            </Button>
          )}
          {row.answer !== "declined" && (
            <Button
              type="submit"
              variant="tertiary"
              name="answer"
              value="declined"
              aria-label={t.hostedDeclineOf(row.own_name, row.owner_name)}
            >
              {t.hostedDecline}
            </Button>
          )}
        </Form>
      )}
    </div>
  );
}
