import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { importPartPath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";
import { NotesTable } from "./NotesTable.tsx";
import { RowsTable } from "./RowsTable.tsx";
import { CountRow, type Counts, type RunPageProps } from "./RunPage.tsx";

/** The result of the dry run, and the choice. */
export function CheckedRun(props: RunPageProps & { counts: Counts }) {
  const { slug, run, counts, errors, warnings, rows, undecided } = props;
  const t = useText(importsText);
  const format = useFormat();
  const part = (name: "names" | "rows" | "errors.csv", query?: Record<string, string>) =>
    importPartPath(slug, run.id, name, query);
  return (
    <>
      <Section title={t.run.checkedTitle}>
        <p>{t.run.checkedNote}</p>
        <CountRow slug={slug} run={run} counts={counts} />
        {counts.new_products + counts.new_suppliers > 0 && (
          <p>
            {t.run.concepts(counts.new_products, counts.new_suppliers)}{" "}
            <a className="ds-link" href={part("names", { standing: "create" })}>
              {t.run.seeNames}
            </a>
          </p>
        )}
      </Section>
      {undecided > 0 && (
        <Alert tone="warning" title={t.run.undecidedTitle(undecided)}>
          <p>{t.run.undecidedNote}</p>
          <LinkButton href={part("names")} variant="secondary">
            {t.run.decide}
          </LinkButton>
        </Alert>
      )}
      <ApplyForm slug={slug} run={run} counts={counts} />
      {counts.error > 0 && (
        <Section
          title={t.run.errorsTitle}
          actions={
            <a className="ds-link" href={part("errors.csv")} download>
              {t.run.allErrors}
            </a>
          }
        >
          <NotesTable caption={t.run.errorsCaption} notes={errors} />
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={t.run.warningsTitle}>
          <p>{t.run.warnings(counts.warnings)}</p>
          <NotesTable caption={t.run.warningsCaption} notes={warnings} />
        </Section>
      )}
      {rows.length > 0 && (
        <Section
          title={t.run.previewTitle}
          actions={
            <a className="ds-link" href={part("rows", { action: "update" })}>
              {t.run.allRows}
            </a>
          }
        >
          {counts.update > rows.length && (
            <p>{t.run.shownOf(format.number(rows.length), format.number(counts.update))}</p>
          )}
          <RowsTable slug={slug} kind={run.kind} rows={rows} caption={t.run.previewCaption} />
        </Section>
      )}
    </>
  );
}

function ApplyForm({ slug, run, counts }: Pick<RunPageProps, "slug" | "run"> & { counts: Counts }) {
  const t = useText(importsText);
  const format = useFormat();
  const many = counts.create + counts.update;
  const others = (
    <>
      <LinkButton href={importPartPath(slug, run.id, "mapping")} variant="secondary">
        {t.run.changeMapping}
      </LinkButton>
      <LinkButton href={importPartPath(slug, run.id, "removal")} variant="tertiary" color="danger">
        {t.run.discard}
      </LinkButton>
    </>
  );
  if (many === 0) {
    return (
      <Section title={t.run.applyTitle}>
        <p>{t.run.nothingToDo}</p>
        <div className="button-row">{others}</div>
      </Section>
    );
  }
  return (
    <Section title={t.run.applyTitle}>
      <form method="post" action={importPartPath(slug, run.id, "application")} className="form">
        <input type="hidden" name="plan" value={run.planNumber} />
        {counts.error > 0 ? (
          <RadioGroup
            name="choice"
            legend={t.run.choice}
            required
            options={[
              {
                value: "correct_rows",
                label: t.run.correctRows(format.number(many)),
                description: t.run.correctRowsHint(counts.error),
              },
              { value: "nothing", label: t.run.nothing, description: t.run.nothingHint },
            ]}
          />
        ) : (
          <input type="hidden" name="choice" value="all" />
        )}
        <div className="form-actions">
          <SubmitButton>{counts.error > 0 ? t.run.apply : t.run.applyAll(format.number(many))}</SubmitButton>
          {others}
        </div>
      </form>
    </Section>
  );
}
