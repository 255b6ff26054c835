import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { StateMark } from "../catalogue/StateTag.tsx";
import { mergeDirection } from "./duplicates.rules.ts";
import type { DuplicatePair, PairSide, ToldApart } from "./duplicates.server.ts";
import { duplicatesText } from "./duplicates.text.ts";
import {
  conceptPath,
  duplicatesPath,
  newMergePath,
  PAIRS_ON_PAGE,
  type RecordKind,
  recordKinds,
  recordPath,
} from "./merges.paths.ts";

interface Props {
  slug: string;
  kind: RecordKind;
  isSettled: boolean;
  page: number;
  total: number;
  /** The count stopped there; there are more. */
  isCut: boolean;
  counts: Record<RecordKind, number>;
  pairs: readonly DuplicatePair[];
  toldApart: readonly ToldApart[];
  done: string | null;
  /** The answer just given, to take back. */
  undo: string | null;
  can: { merge: boolean };
}

/** Pairs of catalogue records that look alike, and those said to be different. */
export function DuplicatesPage(props: Props) {
  const { slug, kind, isSettled, page, total, isCut, counts, done, undo, can } = props;
  const t = useText(duplicatesText);
  const isEmpty = (isSettled ? props.toldApart : props.pairs).length === 0;
  return (
    <>
      <PageHeader title={t.title} lead={can.merge ? t.leadEditor : t.lead} />
      <Flash
        tone={done === "gone" ? "warning" : "success"}
        message={
          done &&
          t.done[done] && (
            <>
              {t.done[done]} {undo && <TakeBack id={undo} label={t.undo} />}
            </>
          )
        }
      />
      <Tabs
        label={t.kindTabs}
        tabs={recordKinds.map((each) => ({
          label: t.kinds[each],
          href: duplicatesPath(slug, { kind: each, isSettled }),
          isCurrent: each === kind,
          count: isSettled ? undefined : String(counts[each]),
        }))}
      />
      {isEmpty ? (
        <EmptyState title={isSettled ? t.noneSettled : can.merge ? t.none : t.noneOwn} icon="merge">
          <p>{isSettled ? t.noneSettledText : can.merge ? t.noneText : t.noneOwnText}</p>
        </EmptyState>
      ) : (
        <>
          {isSettled ? <ToldApartTable {...props} /> : <PairList {...props} />}
          <Pager page={page} pageSize={PAIRS_ON_PAGE} total={total} isCut={isCut} />
        </>
      )}
      <p>
        <a href={duplicatesPath(slug, { kind, isSettled: !isSettled })}>
          {isSettled ? t.toOpen : t.toSettled}
        </a>
      </p>
    </>
  );
}

function PairList({ slug, kind, pairs, can }: Props) {
  const t = useText(duplicatesText);
  return (
    <ul className="pair-list" aria-label={t.caption[kind]}>
      {pairs.map((pair) => {
        const { first, second, reasons, score, said } = pair;
        return (
          <li key={`${first.id} ${second.id}`}>
            <ul className="plain-list">
              {[first, second].map((side) => (
                <Side key={side.id} side={side} href={recordPath(slug, kind, side.id)} />
              ))}
            </ul>
            <div>
              <p>
                {reasons.map((reason) => t.reasons[reason]).join(", ")}{" "}
                <span className="muted nowrap">({t.likeness(Math.round(score * 100))})</span>
              </p>
              {said.map((each) => (
                <p key={each.id}>
                  {each.isOwn && each.verdict === "same" && !can.merge
                    ? t.youProposed
                    : t.said[each.verdict](each.organisation)}
                </p>
              ))}
            </div>
            <Decisions slug={slug} kind={kind} pair={pair} mayMerge={can.merge} />
          </li>
        );
      })}
    </ul>
  );
}

function Side({ side, href }: { side: PairSide; href: string }) {
  const t = useText(duplicatesText);
  return (
    <li>
      <a href={href}>{side.name}</a> <StateMark state={side.state} />
      <span className="muted pair-detail">
        {[side.detail, t.usages(side.usages)].filter(Boolean).join(", ")}
      </span>
    </li>
  );
}

function Decisions({
  slug,
  kind,
  pair,
  mayMerge,
}: {
  slug: string;
  kind: RecordKind;
  pair: DuplicatePair;
  mayMerge: boolean;
}) {
  const t = useText(duplicatesText);
  const { first, second } = pair;
  const of = t.pairName(first.name, second.name);
  const direction = mergeDirection(first, second);
  const proposal = pair.said.find((each) => each.isOwn && each.verdict === "same");
  return (
    <div className="button-row">
      {mayMerge && (
        <LinkButton
          href={direction ? newMergePath(slug, { kind, ...direction }) : conceptPath(slug, first.id)}
          variant="secondary"
          icon={direction && "merge"}
          aria-label={`${direction ? t.merge : t.review}: ${of}`}
        >
          {direction ? t.merge : t.review}
        </LinkButton>
      )}
      {!mayMerge && proposal && <TakeBack id={proposal.id} label={t.takeBack} of={of} />}
      <Form method="post">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="first" value={first.id} />
        <input type="hidden" name="second" value={second.id} />
        <div className="button-row">
          {!mayMerge && !proposal && (
            <SubmitButton name="verdict" value="same" variant="secondary" aria-label={`${t.propose}: ${of}`}>
              {t.propose}
            </SubmitButton>
          )}
          <SubmitButton
            name="verdict"
            value="different"
            variant="tertiary"
            aria-label={`${t.different}: ${of}`}
          >
            {t.different}
          </SubmitButton>
        </div>
      </Form>
    </div>
  );
}

function TakeBack({ id, label, of }: { id: string; label: string; of?: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="withdraw" value={id} />
      <SubmitButton variant="secondary" icon="undo" aria-label={of && `${label}: ${of}`}>
        {label}
      </SubmitButton>
    </Form>
  );
}

function ToldApartTable({ slug, kind, toldApart }: Props) {
  const t = useText(duplicatesText);
  return (
    <Table
      caption={t.settledCaption}
      columns={[
        {
          id: "pair",
          heading: t.columns.pair,
          isRowHeader: true,
          cell: ({ first, second }) => (
            <ul className="plain-list">
              {[first, second].map((side) => (
                <li key={side.id}>
                  <a href={recordPath(slug, kind, side.id)}>{side.name}</a>
                </li>
              ))}
            </ul>
          ),
        },
        { id: "who", heading: t.columns.who, cell: (row) => row.by },
        { id: "when", heading: t.columns.when, cell: (row) => <Timestamp at={row.at} /> },
        {
          id: "act",
          heading: t.columns.act,
          cell: (row) => (
            <TakeBack id={row.id} label={t.undo} of={t.pairName(row.first.name, row.second.name)} />
          ),
        },
      ]}
      rows={toldApart}
      rowKey={(row) => row.id}
    />
  );
}
