import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { StateMark } from "../catalogue/StateTag.tsx";
import { mergesPath, newMergePath, type RecordKind, recordPath } from "./merges.paths.ts";
import type { MergeSide, ReferenceCount } from "./merges.server.ts";
import { mergesText } from "./merges.text.ts";

interface Props {
  slug: string;
  kind: RecordKind;
  loser: MergeSide;
  winner: MergeSide | null;
  counts: readonly ReferenceCount[];
  /** Records to choose from while no winner is chosen. */
  winners: readonly { id: string; name: string }[];
  words: string;
  /** Code of a refusal. */
  refusal: string | null;
}

/** Chooses the record that remains, shows what a merge would move, and merges. */
export function NewMergePage(props: Props) {
  const t = useText(mergesText);
  const { slug, kind, loser, winner, refusal } = props;
  return (
    <>
      <PageHeader
        title={winner ? t.previewTitle(loser.name, winner.name) : t.newTitle(loser.name)}
        crumbs={[
          { label: t.title, href: mergesPath(slug) },
          { label: loser.name, href: recordPath(slug, kind, loser.id) },
        ]}
        meta={<StateMark state={loser.state} />}
      />
      {refusal && (
        <Alert tone="warning" role="alert" title={t.refusedTitle}>
          <p>{t.refusals[refusal]}</p>
        </Alert>
      )}
      {winner ? <Preview {...props} winner={winner} /> : <Choice {...props} />}
    </>
  );
}

function Choice({ slug, kind, loser, winners, words }: Props) {
  const t = useText(mergesText);
  return (
    <Section title={t.pick}>
      <Form method="get" className="form">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="loser" value={loser.id} />
        <TextInput name="q" type="search" label={t.search} defaultValue={words} maxLength={300} />
        <div className="form-actions">
          <SubmitButton variant="secondary">{t.find}</SubmitButton>
        </div>
      </Form>
      {winners.length === 0 ? (
        <p className="muted">{t.pickNone}</p>
      ) : (
        <ul>
          {winners.map(({ id, name }) => (
            <li key={id}>
              <a
                href={newMergePath(slug, { kind, loser: loser.id, winner: id })}
                aria-label={`${t.choose}: ${name}`}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Preview({ slug, kind, loser, winner, counts }: Props & { winner: MergeSide }) {
  const t = useText(mergesText);
  const what = (row: ReferenceCount) => `${row.table_name}.${row.column_name}`;
  return (
    <>
      <div className="prose">
        <p>{t.preview(loser.name, winner.name)}</p>
        <p className="muted">{t.totals}</p>
      </div>
      <Table
        caption={t.countsCaption}
        columns={[
          {
            id: "what",
            heading: t.countColumns.what,
            isRowHeader: true,
            cell: (row) => t.references[what(row)] ?? what(row),
          },
          { id: "n", heading: t.countColumns.n, align: "end", cell: (row) => String(row.n) },
        ]}
        rows={counts}
        rowKey={what}
      />
      <Form method="post" className="form">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="loser" value={loser.id} />
        <input type="hidden" name="winner" value={winner.id} />
        <div className="form-actions">
          <SubmitButton icon="merge">{t.confirm}</SubmitButton>
          <LinkButton href={newMergePath(slug, { kind, loser: loser.id })} variant="secondary">
            {t.other}
          </LinkButton>
        </div>
      </Form>
      <p>
        <a href={newMergePath(slug, { kind, loser: winner.id, winner: loser.id })}>
          {t.swap(loser.name, winner.name)}
        </a>
      </p>
    </>
  );
}
