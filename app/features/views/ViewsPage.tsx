import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { editViewPath, viewPath } from "./views.paths.ts";
import { listHref, type OwnerKind, type ViewList } from "./views.rules.ts";
import { viewsText } from "./views.text.ts";

interface Row {
  id: string;
  name: string;
  list: ViewList;
  ownerKind: OwnerKind;
  circle: string | null;
  /** The other organisation that made it. */
  by: string | null;
  isShownOnStart: boolean;
  mayChange: boolean;
}

/** All saved views that the reader has, and for administrators the lists with standard columns of the organisation's own. */
export function ViewsPage({
  slug,
  views,
  standards,
  done,
}: {
  slug: string;
  views: readonly Row[];
  standards: readonly ViewList[];
  done: string | null;
}) {
  const t = useText(viewsText);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Flash message={done && t.done[done]} />
      {views.length === 0 ? (
        <EmptyState title={t.emptyTitle} icon="star">
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <ViewsTable slug={slug} views={views} />
      )}
      {standards.length > 0 && (
        <Section title={t.standards}>
          <p>{t.standardsText}</p>
          <ul className="line-list">
            {standards.map((list) => (
              <li key={list}>
                <Form method="post" className="button-row">
                  <input type="hidden" name="list" value={list} />
                  <a className="ds-link" href={listHref(slug, list)}>
                    {t.lists[list]}
                  </a>
                  <SubmitButton variant="tertiary" aria-label={t.resetStandardLabel(t.lists[list] ?? list)}>
                    {t.resetStandard}
                  </SubmitButton>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function ViewsTable({ slug, views }: { slug: string; views: readonly Row[] }) {
  const t = useText(viewsText);
  const c = useText(commonText);
  const readers = ({ ownerKind, circle }: Row) => {
    if (ownerKind === "circle") return circle ? t.circle(circle) : t.circleGone;
    return ownerKind === "organisation" ? t.organisation : t.person;
  };
  return (
    <Table
      caption={t.title}
      rows={views}
      rowKey={(row) => row.id}
      columns={[
        {
          id: "name",
          heading: t.name,
          isRowHeader: true,
          cell: (row) => <a href={viewPath(slug, row.id)}>{row.by ? t.by(row.name, row.by) : row.name}</a>,
        },
        { id: "list", heading: t.list, cell: (row) => t.lists[row.list] },
        { id: "who", heading: t.whoShort, cell: (row) => readers(row) },
        { id: "start", heading: t.onStartShort, cell: (row) => (row.isShownOnStart ? c.yes : c.no) },
        {
          id: "edit",
          heading: c.actions,
          cell: (row) =>
            row.mayChange && (
              <a href={editViewPath(slug, row.id)} aria-label={t.editLabel(row.name)}>
                {t.edit}
              </a>
            ),
        },
      ]}
    />
  );
}
