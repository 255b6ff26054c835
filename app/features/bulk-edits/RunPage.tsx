import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { systemsPath } from "../systems/systems.paths.ts";
import { systemsText } from "../systems/systems.text.ts";
import { bulkEditPartPath, bulkEditPath, bulkEditsPath } from "./bulk-edits.paths.ts";
import { bulkEditsText } from "./bulk-edits.text.ts";
import { type RowLine, RowsTable } from "./RowsTable.tsx";
import type { RunPageData } from "./run-page.server.ts";

/** The preview of a draft, or what a run did. */
export function RunPage(data: RunPageData) {
  return data.run.state === "draft" ? <Preview {...data} /> : <Run {...data} />;
}

function useCrumbs(slug: string) {
  const t = useText(bulkEditsText);
  const s = useText(systemsText);
  return [
    { label: s.title, href: systemsPath(slug) },
    { label: t.title, href: bulkEditsPath(slug) },
  ];
}

function Preview(data: RunPageData) {
  const t = useText(bulkEditsText);
  const { slug, run, counts, problem, can } = data;
  const fields = bulkEditPartPath(slug, run.id, "fields");
  const isOld = !run.is_planned;
  return (
    <>
      <PageHeader
        title={t.previewTitle}
        crumbs={useCrumbs(slug)}
        lead={isOld ? undefined : t.previewLead}
        actions={
          <>
            <LinkButton href={systemsPath(slug, "?select=1")} variant="tertiary">
              {t.changeSelection}
            </LinkButton>
            <LinkButton href={fields} variant="secondary">
              {isOld ? t.planAgain : t.changeFields}
            </LinkButton>
          </>
        }
      />
      {(problem || isOld) && (
        <Alert tone="warning" role="alert">
          <p>{isOld ? t.notPlanned : problem === "plan_changed" ? t.planChanged : t.nothingToChange}</p>
        </Alert>
      )}
      {!isOld && (
        <>
          <p>
            {t.columns.reason}: {run.reason}
          </p>
          <ul>
            <li>
              <strong>{t.willChange(counts.change)}</strong>
            </li>
            {counts.same > 0 && <li>{t.areSame(counts.same)}</li>}
            {counts.refused > 0 && (
              <li>
                {t.areRefused(counts.refused)}. {t.areRefusedNote}
              </li>
            )}
          </ul>
          {can.apply && counts.change > 0 ? (
            <Form method="post" action={bulkEditPartPath(slug, run.id, "application")} className="form">
              <input type="hidden" name="plan" value={run.plan_number} />
              <p>{t.applyNote}</p>
              <div className="form-actions">
                <SubmitButton pending={t.pending}>{t.apply(counts.change)}</SubmitButton>
              </div>
            </Form>
          ) : (
            <p>{t.nothingToChange}</p>
          )}
          <Rows {...data} />
        </>
      )}
    </>
  );
}

function Run(data: RunPageData) {
  const t = useText(bulkEditsText);
  const format = useFormat();
  const { slug, run, counts, reverted, can, revertUntil } = data;
  return (
    <>
      <PageHeader
        title={t.runTitle(run.reason ?? "")}
        crumbs={useCrumbs(slug)}
        actions={
          <>
            <LinkButton href={`/${slug}/history?run_id=${run.id}`} variant="tertiary" icon="history">
              {t.history}
            </LinkButton>
            {can.revert && (
              <LinkButton href={bulkEditPartPath(slug, run.id, "reversal")} variant="secondary" icon="undo">
                {t.revert}
              </LinkButton>
            )}
          </>
        }
      />
      <p role="status">{t.done(run.created_by_name, format.instant(run.applied_at ?? ""))}</p>
      {run.reverted_at && (
        <p>
          <strong>
            {t.revertedBy(
              run.reverted_by_name ?? "",
              format.instant(run.reverted_at),
              run.revert_reason ?? "",
            )}
          </strong>
        </p>
      )}
      <ul>
        <li>
          <strong>{t.wereChanged(counts.changed)}</strong>
        </li>
        {counts.same > 0 && <li>{t.wereSame(counts.same)}</li>}
        {counts.refused > 0 && <li>{t.wereRefused(counts.refused)}</li>}
        {reverted && <li>{t.wentBack(reverted.reversed)}</li>}
        {reverted && reverted.kept > 0 && <li>{t.stay(reverted.kept)}</li>}
        {reverted && reverted.impossible > 0 && <li>{t.cannot(reverted.impossible)}</li>}
      </ul>
      {can.revert && revertUntil && <p>{t.revertUntil(format.instant(revertUntil))}</p>}
      <Rows {...data} />
    </>
  );
}

const TONES = { change: "info", changed: "success", same: "neutral", refused: "warning" } as const;

function Rows({ slug, run, counts, outcome, rows, page, pageSize, total }: RunPageData) {
  const t = useText(bulkEditsText);
  const format = useFormat();
  const shown = ["all", run.state === "draft" ? "change" : "changed", "refused", "same"] as const;
  const lines: RowLine[] = rows.map((row) => ({
    ...row,
    outcome: row.revert_outcome ? t.reverts[row.revert_outcome] : row.outcome ? t.outcomes[row.outcome] : "",
    tone: row.revert_outcome === "reversed" ? "neutral" : row.outcome ? TONES[row.outcome] : undefined,
    problem: row.problem ?? row.revert_problem,
  }));
  return (
    <Section
      title={t.rowsTitle}
      actions={(["xlsx", "csv"] as const).map((ending) => (
        <a
          key={ending}
          className="ds-button"
          data-variant="tertiary"
          href={bulkEditPartPath(slug, run.id, `rows.${ending}`)}
          download
        >
          {t.export} ({ending === "xlsx" ? "Excel" : "CSV"})
        </a>
      ))}
    >
      <Tabs
        label={t.rowsTitle}
        tabs={shown.map((each) => ({
          label: t.outcomeTabs[each],
          href: bulkEditPath(slug, run.id, each === "all" ? {} : { outcome: each }),
          isCurrent: (outcome ?? "all") === each,
          count: format.number(counts[each]),
        }))}
      />
      <RowsTable slug={slug} rows={lines} />
      <Pager page={page} pageSize={pageSize} total={total} />
    </Section>
  );
}
