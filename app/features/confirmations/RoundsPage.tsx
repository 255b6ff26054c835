import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { newRoundPath, ownConfirmationsPath, roundPath, weightsPath } from "./confirmations.paths.ts";
import type { RoundState } from "./confirmations.rules.ts";
import { confirmationsText } from "./confirmations.text.ts";

interface Props {
  slug: string;
  isAdmin: boolean;
  rounds: {
    id: string;
    name: string;
    opens_on: string;
    closes_on: string;
    unit: string | null;
    total: number;
    answered: number;
    state: RoundState;
  }[];
}

const tones = { draft: "neutral", open: "info", closed: "success" } as const;

/** The state of a round in words. */
export function RoundTag({ state }: { state: RoundState }) {
  const t = useText(confirmationsText);
  return <Tag tone={tones[state]}>{t.states[state]}</Tag>;
}

/** All rounds, the newest first. */
export function RoundsPage({ slug, rounds, isAdmin }: Props) {
  const t = useText(confirmationsText);
  const format = useFormat();
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <LinkButton href={ownConfirmationsPath(slug)} variant="tertiary">
              {t.mine}
            </LinkButton>
            {isAdmin && (
              <LinkButton href={weightsPath(slug)} variant="tertiary" icon="settings">
                {t.weights}
              </LinkButton>
            )}
            <LinkButton href={newRoundPath(slug)} icon="plus">
              {t.newRound}
            </LinkButton>
          </>
        }
      />
      {rounds.length === 0 ? (
        <EmptyState title={t.emptyTitle} icon="checkCircle">
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.caption}
          rows={rounds}
          rowKey={(row) => row.id}
          columns={[
            {
              id: "name",
              heading: t.name,
              isRowHeader: true,
              cell: (row) => <a href={roundPath(slug, row.id)}>{row.name}</a>,
            },
            { id: "state", heading: t.state, cell: (row) => <RoundTag state={row.state} /> },
            { id: "scope", heading: t.scope, cell: (row) => row.unit ?? t.allSystems },
            {
              id: "closes",
              heading: t.closesOn,
              isNarrow: true,
              cell: (row) => <Day on={row.closes_on} />,
            },
            {
              id: "answered",
              heading: t.answered,
              align: "end",
              cell: (row) =>
                row.state === "draft"
                  ? ""
                  : t.answeredOf(format.number(row.answered), format.number(row.total)),
            },
          ]}
        />
      )}
    </>
  );
}
