import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { remindersPath } from "./reminders.paths.ts";
import { remindersText } from "./reminders.text.ts";

interface UnsureMailPageProps {
  slug: string;
  letters: readonly { id: string; to_address: string; subject: string; unsure_at: string }[];
  done: string | null;
}

/** Letters of which nobody knows whether they arrived; a person decides what becomes of each. */
export function UnsureMailPage({ slug, letters, done }: UnsureMailPageProps) {
  const t = useText(remindersText);
  return (
    <>
      <PageHeader
        title={t.unsureTitle}
        crumbs={[{ label: t.title, href: remindersPath(slug) }]}
        lead={t.unsureLead}
      />
      <Flash message={done && t.done[done]} />
      {letters.length === 0 ? (
        <EmptyState title={t.unsureNone} icon="checkCircle" />
      ) : (
        <Table
          caption={t.unsureTitle}
          rows={letters}
          rowKey={(row) => row.id}
          columns={[
            { id: "to", heading: t.to, isRowHeader: true, cell: (row) => row.to_address },
            { id: "subject", heading: t.subject, cell: (row) => row.subject },
            { id: "at", heading: t.at, isNarrow: true, cell: (row) => <Timestamp at={row.unsure_at} /> },
            {
              id: "decision",
              heading: t.handle,
              cell: (row) => (
                <Form method="post" className="button-row">
                  <input type="hidden" name="id" value={row.id} />
                  <SubmitButton
                    variant="secondary"
                    name="decision"
                    value="again"
                    aria-label={t.againLabel(row.to_address)}
                  >
                    {t.again}
                  </SubmitButton>
                  <SubmitButton
                    variant="tertiary"
                    name="decision"
                    value="let_be"
                    aria-label={t.letBeLabel(row.to_address)}
                  >
                    {t.letBe}
                  </SubmitButton>
                </Form>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
