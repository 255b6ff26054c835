import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { ListPage, type ListPageColumn } from "../lists/ListPage.tsx";
import { listColumnsPath } from "../lists/lists.paths.ts";
import { ViewMenu } from "../views/ViewMenu.tsx";
import { METRICS } from "./choices.rules.ts";
import { licencePath, licencesPath, newLicencePath } from "./licences.paths.ts";
import { licencesText } from "./licences.text.ts";
import { LICENCE_STATES, licencesList } from "./list.rules.ts";
import type { LicenceRow, loadRegister } from "./list.server.ts";

type Data = Awaited<ReturnType<typeof loadRegister>>;

const tones: Record<LicenceRow["state"], TagTone> = { draft: "neutral", active: "success", ended: "neutral" };

/** Where an agreement stands, in a word. */
export function LicenceStateTag({ state }: { state: LicenceRow["state"] }) {
  const t = useText(licencesText);
  return <Tag tone={tones[state]}>{t.states[state]}</Tag>;
}

/** Licence agreements that the organisation coordinates or takes part in: search, filter, choose columns, save views. */
export function RegisterPage({ data }: { data: Data }) {
  const t = useText(licencesText);
  const { slug, rows, view, views, can } = data;
  const add = can.add && (
    <LinkButton href={newLicencePath(slug)} icon="plus">
      {t.add}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={rows.length > 0 && add} />
      {data.invitations > 0 && can.answer && (
        <Alert tone="warning">
          <p>
            {t.invitations(data.invitations)} <a href={licencesPath(slug, "/invitations")}>{t.answerThem}</a>
          </p>
        </Alert>
      )}
      <ListPage
        definition={licencesList}
        view={view}
        columns={useColumns(data)}
        rows={rows}
        rowKey={(row) => row.id}
        caption={t.caption}
        searchLabel={t.search}
        columnsAction={data.isPreview ? undefined : listColumnsPath(slug, licencesList.list)}
        maySetStandard={views?.maySetStandard}
        tools={views && <ViewMenu {...views} shown={view.shown} />}
        empty={
          <EmptyState title={t.emptyTitle} icon="key" actions={add}>
            <p>{t.emptyText}</p>
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns({ slug, coordinators }: Data): Record<string, ListPageColumn<LicenceRow>> {
  const t = useText(licencesText);
  const among = <Word extends string>(values: readonly Word[], words: Readonly<Record<Word, string>>) =>
    values.map((value) => ({ value: value as string, label: words[value] as string }));
  return {
    name: { label: t.columns.name, cell: (row) => <a href={licencePath(slug, row.id)}>{row.name}</a> },
    coordinator: {
      label: t.columns.coordinator,
      cell: (row) => (row.is_own ? <Tag icon="cooperation">{t.youCoordinate}</Tag> : row.coordinator),
      options: coordinators.map(({ id, name }) => ({ value: id, label: name })),
    },
    supplier: { label: t.columns.supplier, cell: (row) => row.supplier ?? <Missing /> },
    metrics: {
      label: t.metric,
      cell: (row) =>
        METRICS.filter((metric) => row.metrics.includes(metric))
          .map((metric) => t.metrics[metric])
          .join(", ") || <Missing />,
      options: among(METRICS, t.metrics),
    },
    starts_on: { label: t.columns.starts, cell: (row) => <Day on={row.starts_on} />, isNarrow: true },
    ends_on: {
      label: t.columns.ends,
      cell: (row) => (row.ends_on ? <Day on={row.ends_on} /> : t.openEnded),
      isNarrow: true,
    },
    items: { label: t.columns.items, cell: (row) => row.items, align: "end" },
    members: { label: t.columns.members, cell: (row) => row.members, align: "end" },
    overuse: {
      label: t.columns.overuse,
      cell: (row) => (row.overuse === "yes" ? <Tag tone="danger">{t.columns.overuse}</Tag> : <Missing />),
      options: among(["yes", "no"] as const, t.overuseFilter),
    },
    state: {
      label: t.columns.state,
      cell: (row) => <LicenceStateTag state={row.state} />,
      options: among(LICENCE_STATES, t.states),
      isMainFilter: true,
    },
  };
}
