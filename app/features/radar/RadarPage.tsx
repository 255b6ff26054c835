import { useLocation } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { type ActiveFilter, FilterBar } from "../../ui/FilterBar.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { contractsPath } from "../contracts/contracts.paths.ts";
import { procurementForms } from "./lead-times.rules.ts";
import { groupings, radarFields } from "./query.rules.ts";
import { RadarGroupCard } from "./RadarGroupCard.tsx";
import { radarFilePath, radarPath, radarSettingsPath } from "./radar.paths.ts";
import type { Radar } from "./radar.server.ts";
import { radarText } from "./radar.text.ts";
import { radarSettingsText } from "./settings.text.ts";

export interface RadarPageProps {
  slug: string;
  radar: Radar;
  /** Name of the previewed owner, in "view as". */
  previewOf: string | null;
  /** Address of a new interest check per group key; empty for those who may not ask. */
  askHrefs: Record<string, string>;
}

const monthChoices = [6, 12, 18, 24, 36, 48, 60];

/** Contracts of the circle that can be brought to end together, nearest first. */
export function RadarPage({ slug, radar, previewOf, askHrefs }: RadarPageProps) {
  const t = useText(radarText);
  const { search } = useLocation();
  const { groups, query } = radar;
  return (
    <div className="radar">
      <PageHeader
        title={t.title}
        lead={previewOf ? t.previewLead(previewOf) : t.lead}
        actions={
          <>
            {groups.length > 0 && (
              <>
                <LinkButton href={radarFilePath(slug, "csv", search)} variant="secondary" icon="csv" download>
                  {t.csv}
                </LinkButton>
                <LinkButton
                  href={radarFilePath(slug, "xlsx", search)}
                  variant="secondary"
                  icon="excel"
                  download
                >
                  {t.excel}
                </LinkButton>
              </>
            )}
            {!previewOf && (
              <LinkButton href={radarSettingsPath(slug)} variant="secondary" icon="settings">
                {t.settings}
              </LinkButton>
            )}
          </>
        }
      />
      {!radar.circle && <Alert>{t.noCircle}</Alert>}
      <Filters radar={radar} />
      {radar.unplaced > 0 && (
        <p>
          {t.unplaced(radar.unplaced)}{" "}
          <a className="ds-link" href={contractsPath(slug)}>
            {t.unplacedLink}
          </a>
        </p>
      )}
      {groups.length === 0 ? (
        <EmptyState
          title={t.noneTitle}
          icon="overlap"
          actions={
            <LinkButton href={radarPath(slug)} variant="secondary">
              {t.noneClear}
            </LinkButton>
          }
        >
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t.found(radar.total)}</p>
          {groups.map((group) => (
            <RadarGroupCard
              key={group.key}
              slug={slug}
              group={group}
              today={radar.today}
              leadDays={radar.leadDays}
              askHref={askHrefs[group.key] ?? null}
            />
          ))}
          <Pager page={query.page} pageSize={radar.pageSize} total={radar.total} />
        </>
      )}
      <Basis radar={radar} />
    </div>
  );
}

function Filters({ radar }: { radar: Radar }) {
  const t = useText(radarText);
  const s = useText(radarSettingsText);
  const { query, circles, members } = radar;
  const chosen = members.find((member) => member.id === query.organisation);
  const active: ActiveFilter[] = [
    ...(query.words ? [{ name: "q", value: query.words, label: `${t.search}: ${query.words}` }] : []),
    ...(chosen ? [{ name: "org", value: chosen.id, label: chosen.name }] : []),
    ...(query.isOurs ? [{ name: "ours", value: "1", label: t.oursShort }] : []),
  ];
  return (
    <FilterBar
      searchLabel={t.search}
      fields={radarFields}
      active={active}
      more={
        <>
          <Select
            name="form"
            label={t.form}
            empty={false}
            options={procurementForms.map((form) => ({ value: form, label: s.forms[form] }))}
            defaultValue={query.form}
          />
          <Select
            name="org"
            label={t.organisation}
            empty={t.allOrganisations}
            options={members.map((member) => ({ value: member.id, label: member.name }))}
            defaultValue={query.organisation ?? ""}
          />
          <Checkbox name="ours" value="1" label={t.ours} defaultChecked={query.isOurs} />
        </>
      }
    >
      {circles.length > 1 && (
        <Select
          name="circle"
          label={t.circle}
          empty={false}
          options={circles.map((circle) => ({ value: circle.id, label: circleName(circle, t) }))}
          defaultValue={radar.circle?.id}
        />
      )}
      <Select
        name="by"
        label={t.by}
        empty={false}
        options={groupings.map((one) => ({ value: one, label: t.groupings[one] }))}
        defaultValue={query.by}
      />
      <Select
        name="months"
        label={t.months}
        empty={false}
        options={[...new Set([...monthChoices, query.months])]
          .sort((a, b) => a - b)
          .map((months) => ({ value: String(months), label: t.monthCount(months) }))}
        defaultValue={String(query.months)}
      />
    </FilterBar>
  );
}

function circleName(
  circle: Radar["circles"][number],
  t: { everyone: string; circleName: (cooperation: string, circle: string) => string },
): string {
  return t.circleName(circle.cooperation, circle.is_everyone ? t.everyone : circle.name);
}

function Basis({ radar }: { radar: Radar }) {
  const t = useText(radarText);
  const s = useText(radarSettingsText);
  const format = useFormat();
  if (!radar.circle) return null;
  return (
    <div className="overlap-basis">
      <h2 className="ds-heading" data-size="2xs">
        {t.basis}
      </h2>
      <p>
        {t.basisLine(
          circleName(radar.circle, t),
          format.day(radar.today),
          radar.leadDays,
          s.forms[radar.query.form],
        )}
      </p>
      <ul>
        {t.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </div>
  );
}
