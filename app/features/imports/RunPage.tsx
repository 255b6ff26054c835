import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { Stat, StatRow } from "../../ui/Stat.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { CheckedRun } from "./CheckedRun.tsx";
import type { ImportKind } from "./fields.rules.ts";
import { STATE_TONES } from "./ImportsPage.tsx";
import { importPartPath, importPath, importsPath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";
import type { Note } from "./NotesTable.tsx";
import { type RowLine, RowsTable } from "./RowsTable.tsx";

export type Counts = Record<"create" | "update" | "unchanged" | "skip" | "error", number> & {
  warnings: number;
  new_products: number;
  new_suppliers: number;
  changed_since: number;
};

export interface RunView {
  id: string;
  kind: ImportKind;
  state: keyof typeof importsText.sv.states;
  fileName: string;
  rowCount: number;
  work: keyof typeof importsText.sv.run.work | null;
  workDone: number;
  counts: Counts | null;
  planNumber: number;
  appliedBy: string | null;
  appliedAt: string | null;
  undoneBy: string | null;
  undoneAt: string | null;
  undoCounts: Record<"reversed" | "kept" | "impossible", number> | null;
}

export interface RunPageProps {
  slug: string;
  run: RunView;
  /** Why the last work did not succeed, in words. */
  problem: string | null;
  errors: readonly Note[];
  warnings: readonly Note[];
  undecided: number;
  /** Rows that change; after undo, rows that were not taken back. */
  rows: readonly RowLine[];
  keptConcepts: number;
}

/** One import: what it would do, does, did. */
export function RunPage(props: RunPageProps) {
  const { slug, run, problem } = props;
  const t = useText(importsText);
  const format = useFormat();
  return (
    <>
      <PageHeader
        title={run.fileName}
        crumbs={[{ label: t.title, href: importsPath(slug) }]}
        meta={
          <>
            <Tag tone={STATE_TONES[run.state]}>{t.states[run.state]}</Tag>
            <span>
              {t.kinds[run.kind]}, {format.number(run.rowCount)} {t.columns.rows.toLowerCase()}
            </span>
          </>
        }
      />
      <Flash message={problem} tone="warning" />
      {run.work ? <Working slug={slug} run={run} /> : <Settled {...props} />}
    </>
  );
}

function Working({ slug, run }: Pick<RunPageProps, "slug" | "run">) {
  const t = useText(importsText);
  return (
    <div className="narrow">
      <ProgressBar
        label={t.run.work[run.work!]}
        value={run.workDone}
        max={run.workDone > 0 ? run.rowCount : undefined}
      />
      <p>{t.run.workNote}</p>
      <LinkButton href={importPath(slug, run.id)} variant="secondary">
        {t.run.refresh}
      </LinkButton>
    </div>
  );
}

function Settled(props: RunPageProps) {
  const { slug, run } = props;
  const t = useText(importsText);
  const part = (name: "mapping" | "removal") => importPartPath(slug, run.id, name);
  switch (run.state) {
    case "uploaded":
    case "mapped":
      return (
        <>
          <p>{t.run.uploadedNote}</p>
          <div className="button-row">
            <LinkButton href={part("mapping")}>{t.run.resume}</LinkButton>
            <LinkButton href={part("removal")} variant="secondary" color="danger">
              {t.run.discard}
            </LinkButton>
          </div>
        </>
      );
    case "checked":
      return <CheckedRun {...props} counts={run.counts!} />;
    case "discarded":
      return <p>{t.run.discardedNote}</p>;
    case "applied":
      return <AppliedRun {...props} />;
    case "undone":
      return <UndoneRun {...props} />;
  }
}

function AppliedRun({ slug, run }: RunPageProps) {
  const t = useText(importsText);
  const format = useFormat();
  const label = { systems: t.run.toSystems, products: t.run.toProducts, contracts: t.run.toContracts }[
    run.kind
  ];
  return (
    <>
      <Alert tone="success">
        {t.run.appliedNote(run.appliedBy ?? "", format.instant(run.appliedAt ?? ""))}
      </Alert>
      {run.counts && <CountRow slug={slug} run={run} counts={run.counts} />}
      <div className="form-actions">
        <LinkButton href={`/${slug}/${run.kind}`}>{label}</LinkButton>
        <LinkButton href={`/${slug}/history?run_id=${run.id}`} variant="secondary">
          {t.run.toHistory}
        </LinkButton>
        <LinkButton href={importPartPath(slug, run.id, "reversal")} variant="secondary" color="danger">
          {t.run.undo}
        </LinkButton>
      </div>
    </>
  );
}

function UndoneRun({ slug, run, rows, keptConcepts }: RunPageProps) {
  const t = useText(importsText);
  const format = useFormat();
  const counts = run.undoCounts ?? { reversed: 0, kept: 0, impossible: 0 };
  const lines = rows.map((row) => ({
    ...row,
    changes: [],
    notes: [
      {
        column: "",
        heading: "",
        reason: t.run.outcomeReasons[row.outcomeReason ?? ""] ?? "",
        isWarning: true,
      },
    ],
  }));
  return (
    <>
      <Alert tone="info">{t.run.undoneNote(run.undoneBy ?? "", format.instant(run.undoneAt ?? ""))}</Alert>
      <StatRow>
        {(["reversed", "kept", "impossible"] as const).map((key) => (
          <Stat key={key} value={format.number(counts[key])} label={t.run.outcomes[key]} />
        ))}
      </StatRow>
      {keptConcepts > 0 && <p>{t.run.kept(keptConcepts)}</p>}
      {lines.length > 0 && (
        <Section title={t.run.outcomeCaption}>
          <RowsTable slug={slug} kind={run.kind} rows={lines} caption={t.run.outcomeCaption} />
        </Section>
      )}
    </>
  );
}

/** How many rows become what; each number leads to its rows. */
export function CountRow({ slug, run, counts }: { slug: string; run: Pick<RunView, "id">; counts: Counts }) {
  const t = useText(importsText);
  const format = useFormat();
  return (
    <StatRow>
      {(["create", "update", "unchanged", "skip", "error"] as const).map((action) => (
        <Stat
          key={action}
          value={format.number(counts[action])}
          label={t.run.actions[action]}
          href={importPartPath(slug, run.id, "rows", { action })}
        />
      ))}
    </StatRow>
  );
}
