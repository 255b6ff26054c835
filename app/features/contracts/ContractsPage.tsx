import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, DayOf, Missing, Money } from "../../ui/Values.tsx";
import { ListPage, type ListPageColumn } from "../lists/ListPage.tsx";
import { listColumnsPath } from "../lists/lists.paths.ts";
import { ViewMenu } from "../views/ViewMenu.tsx";
import { contractInvitationsPath, contractPath, contractsPath, newContractPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import { PURCHASE_FORMS, TYPES } from "./fields.rules.ts";
import { contractsList, SCOPES, STATUSES } from "./list.rules.ts";
import type { ContractRow } from "./list.server.ts";
import type { ContractsPageData } from "./page.server.ts";
import { StatusTag } from "./StatusTag.tsx";
import { choiceWord, wordsText } from "./words.text.ts";

/** The register: search, filter, choose columns, save views, export. */
export function ContractsPage({ data }: { data: ContractsPageData }) {
  const t = useText(contractsText);
  const { slug, scope, can } = data;
  const definition = contractsList(scope);
  return (
    <>
      <PageHeader
        title={scope === "shared" ? t.sharedTitle : t.title}
        lead={t.lead}
        actions={
          can.add && (
            <LinkButton href={newContractPath(slug)} icon="plus">
              {t.add}
            </LinkButton>
          )
        }
      />
      {data.invitations > 0 && (
        <Alert tone="warning">
          <p>
            {t.invitations(data.invitations)} <a href={contractInvitationsPath(slug)}>{t.answerThem}</a>
          </p>
        </Alert>
      )}
      {!data.isPreview && (
        <Tabs
          label={t.scopeLabel}
          tabs={SCOPES.map((each) => ({
            label: t.scopes[each],
            href: contractsPath(slug, each === "own" ? "" : `?scope=${each}`),
            isCurrent: each === scope,
          }))}
        />
      )}
      <ListPage
        definition={definition}
        view={data.view}
        columns={useColumns(data)}
        rows={data.rows}
        rowKey={(row) => row.id}
        caption={t.caption}
        searchLabel={t.search}
        columnsAction={data.isPreview ? undefined : listColumnsPath(slug, definition.list)}
        maySetStandard={data.views?.maySetStandard}
        tools={data.views && <ViewMenu {...data.views} shown={data.view.shown} />}
        exportPath={contractsPath(slug)}
        empty={
          scope === "own" ? (
            <EmptyState
              title={t.emptyTitle}
              icon="file"
              actions={can.add && <LinkButton href={newContractPath(slug)}>{t.add}</LinkButton>}
            >
              <p>{t.emptyText}</p>
            </EmptyState>
          ) : (
            <EmptyState title={t.emptySharedTitle} icon="file">
              <p>{t.emptySharedText}</p>
            </EmptyState>
          )
        }
      >
        {scope !== "own" && !data.isPreview && <input type="hidden" name="scope" value={scope} />}
      </ListPage>
    </>
  );
}

function useColumns({ slug, tenantId, owners }: ContractsPageData) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const among = (list: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: choiceWord(w, list, value) }));
  const text = (value: string | null) => value || <Missing />;
  const day = (value: string | null) => <Day on={value} />;
  const cells: Record<string, Omit<ListPageColumn<ContractRow>, "label">> = {
    name: {
      cell: (row) => (
        <>
          <a href={contractPath(slug, row.id)}>{row.name}</a>{" "}
          {row.tenant_id !== tenantId && <Tag icon="cooperation">{t.ownedBy(row.owner)}</Tag>}{" "}
          {row.is_hidden && <Tag icon="eyeSlash">{t.hidden}</Tag>}
        </>
      ),
    },
    number: { cell: (row) => text(row.number), isNarrow: true },
    owner: {
      cell: (row) => row.owner,
      options: owners.map((owner) => ({ value: owner.id, label: owner.name })),
    },
    supplier: { cell: (row) => text(row.supplier) },
    type: { cell: (row) => text(choiceWord(w, "type", row.type)), options: among("type", TYPES) },
    status: {
      cell: (row) => <StatusTag status={row.status} />,
      options: among("status", STATUSES),
      isMainFilter: true,
    },
    current_end_on: { cell: (row) => day(row.current_end_on), isNarrow: true },
    last_end_on: { cell: (row) => day(row.last_end_on), isNarrow: true },
    next_notice_on: { cell: (row) => day(row.next_notice_on), isNarrow: true },
    act_by_on: { cell: (row) => day(row.act_by_on), isNarrow: true },
    next_option_call_on: { cell: (row) => day(row.next_option_call_on), isNarrow: true },
    yearly_minor: { cell: (row) => <Money minor={row.yearly_minor} />, align: "end" },
    purchase_form: {
      cell: (row) => text(choiceWord(w, "purchase_form", row.purchase_form)),
      options: among("purchase_form", PURCHASE_FORMS),
    },
    direction: {
      cell: (row) => choiceWord(w, "direction", row.direction),
      options: among("direction", ["bought", "delivered"]),
    },
    systems: { cell: (row) => text(row.systems) },
    starts_on: { cell: (row) => day(row.starts_on), isNarrow: true },
    cpv_code: { cell: (row) => text(row.cpv_code), isNarrow: true },
    updated_at: { cell: (row) => <DayOf at={row.updated_at} />, isNarrow: true },
  };
  return Object.fromEntries(
    Object.entries(cells).map(([key, looks]) => [key, { label: w.columns[key] ?? key, ...looks }]),
  ) as Record<string, ListPageColumn<ContractRow>>;
}
