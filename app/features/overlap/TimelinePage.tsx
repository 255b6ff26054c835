import { useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { functionName, functionPath } from "../functions/functions.rules.ts";
import { productPath } from "../products/products.paths.ts";
import { usagePath } from "../systems/systems.paths.ts";
import { Basis } from "./Basis.tsx";
import { ColumnPager } from "./ColumnPager.tsx";
import { MeetingLinks } from "./MeetingLinks.tsx";
import { OverlapTabs } from "./OverlapTabs.tsx";
import { overlapText } from "./overlap.text.ts";
import { type FunctionChoice, ScopeFilters } from "./ScopeFilters.tsx";
import { TimelinePicture } from "./TimelinePicture.tsx";
import { TimelineTable } from "./TimelineTable.tsx";
import { lineKinds, spans, TIMELINE_ROWS, type TimelineRow, timelineKinds } from "./timeline.rules.ts";
import type { OwnHidden, Timeline } from "./timeline.server.ts";
import { timelineText } from "./timeline.text.ts";
import { timelineRules } from "./timelineInWords.ts";

interface Props {
  slug: string;
  timeline: Timeline;
  functions: readonly FunctionChoice[];
  ownHidden: readonly OwnHidden[];
}

/** What ends when in the circle: picture, the same in a table, and what it rests on. */
export function TimelinePage({ slug, timeline, functions, ownHidden }: Props) {
  const t = useText(timelineText);
  const all = useText(overlapText);
  const locale = useLocale();
  const { rows, axis, time, columns, today } = timeline;
  const byCode = new Map(functions.map((one) => [one.code, one]));
  const names = (row: TimelineRow) => {
    const own = row.code === null ? undefined : byCode.get(row.code);
    return own ? functionName(own, locale) : row.name;
  };
  const hrefs = (row: TimelineRow) =>
    row.code === null ? productPath(slug, row.key) : functionPath(slug, row.code);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={<MeetingLinks slug={slug} />} />
      <OverlapTabs slug={slug} />
      {!timeline.circle && <Alert>{all.noCircle}</Alert>}
      <Filters timeline={timeline} functions={functions} />
      <ColumnPager scope={timeline} page={timeline.query.page} />
      {rows.length === 0 ? (
        <EmptyState title={t.noneTitle} icon="calendar">
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t.picture}>
            <TimelinePicture rows={rows} axis={axis} today={today} kinds={time.kinds} names={names} />
            <Pager page={timeline.query.page} pageSize={TIMELINE_ROWS} total={timeline.total} />
          </Section>
          <Section title={t.table}>
            <TimelineTable
              slug={slug}
              rows={rows}
              lines={time.lines}
              columns={columns}
              today={today}
              names={names}
              hrefs={hrefs}
            />
          </Section>
        </>
      )}
      {ownHidden.length > 0 && <Hidden slug={slug} systems={ownHidden} />}
      <Basis circle={timeline.circle} today={today} rules={timelineRules(timeline, locale)} />
    </>
  );
}

function Filters({ timeline, functions }: Pick<Props, "timeline" | "functions">) {
  const t = useText(timelineText);
  const { time } = timeline;
  const isNarrowed = time.kinds.length < timelineKinds.length;
  return (
    <ScopeFilters
      scope={timeline}
      query={timeline.query}
      functions={functions}
      fields={["years", "lines", "kind"]}
      active={
        isNarrowed ? time.kinds.map((kind) => ({ name: "kind", value: kind, label: t.kinds[kind] })) : []
      }
    >
      <Select
        name="lines"
        label={t.lines}
        empty={false}
        options={lineKinds.map((kind) => ({ value: kind, label: t.lineNames[kind] }))}
        defaultValue={time.lines}
      />
      <Select
        name="years"
        label={t.span}
        empty={false}
        options={spans.map((span) => ({ value: String(span), label: t.spanName(span) }))}
        defaultValue={String(time.span)}
      />
      <CheckboxGroup
        name="kind"
        legend={t.kind}
        description={t.kindHint}
        inline
        options={timelineKinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
        values={isNarrowed ? time.kinds : []}
      />
    </ScopeFilters>
  );
}

function Hidden({ slug, systems }: { slug: string; systems: readonly OwnHidden[] }) {
  const t = useText(timelineText);
  const columns: Column<OwnHidden>[] = [
    {
      id: "system",
      heading: t.hiddenColumns.system,
      isRowHeader: true,
      cell: (system) => (
        <>
          <a href={usagePath(slug, system.id)}>{system.own_name}</a> <Tag icon="eyeSlash">{t.hiddenTag}</Tag>
        </>
      ),
    },
    { id: "product", heading: t.hiddenColumns.product, cell: (system) => system.product_name },
    ...timelineKinds.map((kind) => ({
      id: kind,
      heading: t.kindHeadings[kind],
      isNarrow: true,
      cell: (system: OwnHidden) => <Day on={system.days[kind]} />,
    })),
  ];
  return (
    <div className="no-print">
      <Section title={t.hiddenTitle}>
        <p>{t.hiddenText}</p>
        <Table caption={t.hiddenTitle} columns={columns} rows={systems} rowKey={(system) => system.id} />
      </Section>
    </div>
  );
}
