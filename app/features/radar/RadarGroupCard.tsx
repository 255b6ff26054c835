import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { contractPath } from "../contracts/contracts.paths.ts";
import { RadarTimeline } from "./RadarTimeline.tsx";
import type { RadarGroup, RadarLine } from "./radar.rules.ts";
import { radarText } from "./radar.text.ts";

interface Props {
  slug: string;
  group: RadarGroup;
  today: string;
  leadDays: number;
  /** Address of a new interest check with the group filled in; null for those who may not ask. */
  askHref: string | null;
}

/** One group: when its contracts can end together, what that takes, and who. */
export function RadarGroupCard({ slug, group, today, leadDays, askHref }: Props) {
  const t = useText(radarText);
  const proposed = group.feasible ?? group.nearest;
  return (
    <section className="radar-group" aria-label={group.name}>
      <div className="radar-head">
        <h2 className="ds-heading" data-size="xs">
          {group.name}
        </h2>
        <p className="radar-facts">
          <Tag>{t.organisations(group.organisations)}</Tag>
          <Tag>{t.contracts(group.lines.length)}</Tag>
          <Tag tone="info">{t.spread(proposed.spread)}</Tag>
          {group.feasible ? (
            <Tag tone="success">{t.startBy(group.feasible.startBy)}</Tag>
          ) : (
            <Tag tone="danger">{t.tooLate}</Tag>
          )}
        </p>
        {askHref && (
          <LinkButton
            href={askHref}
            variant="secondary"
            icon="cooperation"
            aria-label={t.askLabel(group.name)}
          >
            {t.ask}
          </LinkButton>
        )}
      </div>
      <TimeLeft group={group} leadDays={leadDays} />
      {group.anonymous.map((one) => (
        <p key={`${one.year}-${one.quarter}`}>{t.anonymous(one.atLeast, one.quarter, one.year)}</p>
      ))}
      <RadarTimeline group={group} today={today} startBy={proposed.startBy} />
      <LinesTable slug={slug} group={group} />
    </section>
  );
}

function TimeLeft({ group, leadDays }: Pick<Props, "group" | "leadDays">) {
  const t = useText(radarText);
  const { nearest, feasible } = group;
  if (!nearest.isTooLate) return <p>{t.startByLong(nearest.startBy, nearest.newContractOn, leadDays)}</p>;
  return (
    <p>
      {t.tooLateText(nearest.startBy, leadDays)}{" "}
      {feasible ? t.nextPossible(feasible.firstEnd, feasible.lastEnd, feasible.startBy) : t.nonePossible}
    </p>
  );
}

function LinesTable({ slug, group }: Pick<Props, "slug" | "group">) {
  const t = useText(radarText);
  const format = useFormat();
  const { columns: c } = t;
  const hasPrice = group.lines.some((line) => line.yearlyMinor !== null);
  const columns: Column<RadarLine>[] = [
    {
      id: "owner",
      heading: c.owner,
      isRowHeader: true,
      cell: (line) => (
        <>
          {line.ownerName}
          {line.isOwn && <span className="muted"> ({t.own})</span>}
        </>
      ),
    },
    {
      id: "contract",
      heading: c.contract,
      cell: (line) => (
        <>
          <a className="ds-link" href={contractPath(slug, line.contractId)}>
            {line.name}
          </a>
          {line.isHidden && <span className="muted"> ({t.hidden})</span>}
        </>
      ),
    },
    {
      id: "window",
      heading: c.window,
      cell: ({ windowFrom, windowTo }) =>
        windowFrom === windowTo ? (
          <Day>{windowFrom}</Day>
        ) : (
          <>
            <Day>{windowFrom}</Day> – <Day>{windowTo ?? t.untilNotice}</Day>
          </>
        ),
    },
    { id: "chosen", heading: c.chosen, cell: (line) => <Day>{line.chosen.endsOn}</Day> },
    {
      id: "action",
      heading: c.action,
      cell: ({ chosen }) =>
        chosen.action === "option"
          ? t.actions.option(chosen.optionSeqs.join(", "))
          : t.actions[chosen.action],
    },
    {
      id: "due",
      heading: c.due,
      cell: ({ chosen }) =>
        chosen.dueOn ? <Day>{chosen.dueOn}</Day> : <span className="muted">{t.noDue}</span>,
    },
    ...(hasPrice
      ? [
          {
            id: "price",
            heading: c.price,
            align: "end" as const,
            cell: (line: RadarLine) =>
              line.yearlyMinor === null ? (
                <span className="muted">{t.notShared}</span>
              ) : (
                format.money(line.yearlyMinor)
              ),
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={t.tableCaption(group.name)}
      rows={group.lines}
      rowKey={(line) => line.contractId}
      columns={columns}
    />
  );
}

/** A day that is not broken between its parts. */
function Day({ children }: { children: string }) {
  return <span className="nowrap">{children}</span>;
}
