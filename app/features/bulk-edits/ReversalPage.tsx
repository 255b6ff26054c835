import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { bulkEditPath, bulkEditsPath } from "./bulk-edits.paths.ts";
import { bulkEditsText } from "./bulk-edits.text.ts";
import { RowsTable } from "./RowsTable.tsx";
import type { ReversalPageData } from "./run-page.server.ts";

const TONES = { reversed: "success", kept: "warning", impossible: "warning" } as const;

/** What goes back and what stays, before a run is reverted. */
export function ReversalPage(
  props: ReversalPageData & { answer?: { reason: string; errors: Record<string, string> } },
) {
  const t = useText(bulkEditsText);
  const common = useText(commonText);
  const { slug, run, counts, rows, answer } = props;
  const errors = Object.fromEntries(
    Object.entries(answer?.errors ?? {}).map(([field, code]) => [field, t.errors[code] ?? code]),
  );
  const back = bulkEditPath(slug, run.id);
  return (
    <>
      <PageHeader
        title={t.revertTitle}
        lead={t.revertLead}
        crumbs={[
          { label: t.title, href: bulkEditsPath(slug) },
          { label: run.reason ?? "", href: back },
        ]}
      />
      <ul>
        <li>
          <strong>{t.goBack(counts.reversed)}</strong>
        </li>
        {counts.kept > 0 && <li>{t.stay(counts.kept)}</li>}
        {counts.impossible > 0 && <li>{t.cannot(counts.impossible)}</li>}
      </ul>
      {counts.reversed === 0 ? (
        <p>{t.nothingToRevert}</p>
      ) : (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
          <TextArea
            name="reason"
            label={t.reason}
            description={t.reasonHelp}
            error={errors.reason}
            defaultValue={answer?.reason}
            maxLength={1000}
            required
          />
          <div className="form-actions">
            <SubmitButton icon="undo" pending={t.pending}>
              {t.revertConfirm(counts.reversed)}
            </SubmitButton>
            <LinkButton href={back} variant="secondary">
              {common.cancel}
            </LinkButton>
          </div>
        </Form>
      )}
      <Section title={t.rowsTitle}>
        <RowsTable
          slug={slug}
          side="old"
          rows={rows.map((row) => ({
            ...row,
            outcome: t.reverts[row.outcome],
            tone: TONES[row.outcome],
          }))}
        />
        <Pager page={props.page} pageSize={props.pageSize} total={props.total} />
      </Section>
    </>
  );
}
