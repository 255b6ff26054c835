import { useLocation } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { ColumnPager } from "./ColumnPager.tsx";
import { MatrixBasis } from "./MatrixBasis.tsx";
import { MatrixTable } from "./MatrixTable.tsx";
import { OverlapTabs } from "./OverlapTabs.tsx";
import { meetingPath, overlapFilePath, overlapPath } from "./overlap.paths.ts";
import { focuses, ROWS_PER_PAGE } from "./overlap.rules.ts";
import type { Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";
import { type FunctionChoice, ScopeFilters } from "./ScopeFilters.tsx";

interface Props {
  slug: string;
  overlap: Overlap;
  functions: readonly FunctionChoice[];
  /** Name of the previewed owner, in "view as". */
  previewOf: string | null;
  /** The person may start an interest check. */
  mayAsk: boolean;
}

/** The matrix with its filters, its downloads and what its numbers mean. */
export function OverlapPage({ slug, overlap, functions, previewOf, mayAsk }: Props) {
  const t = useText(overlapText);
  const { search } = useLocation();
  return (
    <div className="print-landscape">
      <PageHeader
        title={t.title}
        lead={previewOf ? t.previewLead(previewOf) : t.lead}
        actions={
          overlap.rows.length > 0 && (
            <>
              <LinkButton href={overlapFilePath(slug, "csv", search)} variant="secondary" icon="csv" download>
                {t.csv}
              </LinkButton>
              <LinkButton
                href={overlapFilePath(slug, "xlsx", search)}
                variant="secondary"
                icon="excel"
                download
              >
                {t.excel}
              </LinkButton>
              <LinkButton href={meetingPath(slug, search)} variant="secondary" icon="print">
                {t.meeting}
              </LinkButton>
            </>
          )
        }
      />
      <OverlapTabs slug={slug} />
      {!overlap.circle && <Alert>{t.noCircle}</Alert>}
      <Filters overlap={overlap} functions={functions} />
      {overlap.rows.length === 0 ? (
        <EmptyState
          title={t.noneTitle}
          icon="overlap"
          actions={
            <LinkButton href={overlapPath(slug)} variant="secondary">
              {t.noneClear}
            </LinkButton>
          }
        >
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <ColumnPager scope={overlap} page={overlap.query.page} />
          <MatrixTable
            slug={slug}
            columns={overlap.columns}
            rows={overlap.rows}
            askIn={mayAsk ? (overlap.circle?.id ?? null) : null}
          />
          <Pager page={overlap.query.page} pageSize={ROWS_PER_PAGE} total={overlap.total} />
        </>
      )}
      <MatrixBasis overlap={overlap} />
    </div>
  );
}

function Filters({ overlap, functions }: Pick<Props, "overlap" | "functions">) {
  const t = useText(overlapText);
  const { query } = overlap;
  return (
    <ScopeFilters
      scope={overlap}
      query={query}
      functions={functions}
      fields={["focus"]}
      active={
        query.focus === "all" ? [] : [{ name: "focus", value: query.focus, label: t.focuses[query.focus] }]
      }
    >
      <Select
        name="focus"
        label={t.focus}
        empty={false}
        options={focuses.map((focus) => ({ value: focus, label: t.focuses[focus] }))}
        defaultValue={query.focus}
      />
    </ScopeFilters>
  );
}
