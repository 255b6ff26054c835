import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { Button, SubmitButton } from "../../ui/Button.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { DayOf } from "../../ui/Values.tsx";
import { licencePath } from "../licences/licences.paths.ts";
import { BucketKey } from "../surveys/Buckets.tsx";
import { surveysText } from "../surveys/surveys.text.ts";
import { refusalText } from "./refusals.ts";
import { resultText } from "./result.text.ts";
import type { loadTransfer, TransferRefusal } from "./transfer.server.ts";
import { useRoundPlace } from "./useRoundPlace.ts";

type Data = Awaited<ReturnType<typeof loadTransfer>>;

/** Before and after the transfer: who goes along with what, who does not and what that leads to, and what is missing. */
export function TransferPage({
  data,
  saved,
  refusal,
}: {
  data: Data;
  saved: string | null;
  refusal?: TransferRefusal;
}) {
  const t = useText(resultText);
  const { slug, round, quorum } = data;
  const waiting = data.carried.filter(({ transferredAt }) => transferredAt === null);
  const leaving = data.left.filter((row) => row.isLeaving && row.endsOn && !row.isWritten).length;
  return (
    <>
      <PageHeader
        title={t.transferTitle(round.name)}
        lead={round.successor_name ? t.transferLead(round.successor_name) : undefined}
        crumbs={useRoundPlace(slug, round).crumbs}
      />
      <Flash message={saved && !refusal ? t.saved[saved] : null} />
      <Flash tone="warning" message={refusal && refusalText(t, refusal)} />
      <Chain data={data} />
      {data.canChoose && <SuccessorForm data={data} />}
      {quorum && !quorum.isReached && (
        <Alert tone="warning">{t.quorumNotReached(quorum.counted, quorum.needed)}</Alert>
      )}
      <Section title={t.transferPreview}>
        {/* before the table: with hundreds of rows nobody looks for it below them */}
        {data.canTransfer && waiting.length > 0 && (
          <Form method="post" className="button-row">
            <SubmitButton name="intent" value="transfer">
              {t.transferDo(waiting.length)}
            </SubmitButton>
          </Form>
        )}
        {data.carried.length === 0 ? <p>{t.transferNobody}</p> : <CarriedTable data={data} />}
        {data.canUndo && waiting.length < data.carried.length && <p className="muted">{t.undoText}</p>}
      </Section>
      <Section title={t.left}>
        {data.canDepart && leaving > 0 && (
          <Form method="post" className="button-row">
            <SubmitButton name="intent" value="depart" variant="secondary">
              {t.depart(leaving)}
            </SubmitButton>
          </Form>
        )}
        {data.left.length === 0 ? <p>{t.leftNobody}</p> : <LeftTable data={data} />}
      </Section>
      {data.gaps.length > 0 && (
        <Section title={t.gaps}>
          <p>{t.gapsText}</p>
          <ul>
            {data.gaps.map(({ id, name, gaps }) => (
              <li key={id}>
                {name}: {gaps.map((gap) => t.gapNames[gap]).join(", ")}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The two agreements, each with its page. */
function Chain({ data: { slug, round } }: { data: Data }) {
  const t = useText(resultText);
  return (
    <p>
      {t.predecessor}: <a href={licencePath(slug, round.agreement_id)}>{round.agreement_name}</a>.{" "}
      {round.successor_id && (
        <>
          {t.follows}: <a href={licencePath(slug, round.successor_id)}>{round.successor_name}</a>.
        </>
      )}
    </p>
  );
}

function SuccessorForm({ data: { successors, round } }: { data: Data }) {
  const t = useText(resultText);
  if (successors.length === 0) return <Alert tone="warning">{t.transferNoSuccessor}</Alert>;
  return (
    <Form method="post" className="form" noValidate>
      {!round.successor_id && <Alert tone="warning">{t.transferNoSuccessor}</Alert>}
      <Select
        name="successor"
        label={t.chooseSuccessor}
        defaultValue={round.successor_id ?? ""}
        options={successors.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className="form-actions">
        <SubmitButton name="intent" value="choose" variant="secondary">
          {t.saveSuccessor}
        </SubmitButton>
      </div>
    </Form>
  );
}

function CarriedTable({ data: { round, carried, from, canUndo } }: { data: Data }) {
  const t = useText(resultText);
  const v = useText(surveysText);
  const format = useFormat();
  const copied = ({ quantity, cost, bucket }: Data["carried"][number]) => {
    const day = format.day(from);
    const money = format.money(cost, round.currency);
    const many = [format.number(quantity), round.quantity_unit].filter(Boolean).join(" ");
    return [
      round.is_unlimited ? t.copiedUnlimited(money, day) : t.copied(many, money, day),
      bucket === "multi_year" && round.multi_year_to && t.longTerm(format.day(round.multi_year_to)),
    ]
      .filter(Boolean)
      .join(". ");
  };
  return (
    <Table
      caption={t.transferPreview}
      rows={carried}
      rowKey={(row) => row.id}
      columns={[
        { id: "name", heading: v.organisation, isRowHeader: true, cell: (row) => row.name },
        {
          id: "bucket",
          heading: t.transferColumns.bucket,
          cell: (row) => <BucketKey bucket={row.bucket} label={t.buckets[row.bucket]!} />,
        },
        { id: "copied", heading: t.transferColumns.copied, cell: copied },
        {
          id: "state",
          heading: t.transferColumns.state,
          cell: (row) =>
            row.transferredAt ? (
              <>
                {t.transferredOn} <DayOf at={row.transferredAt} />
                {canUndo && (
                  <Form method="post">
                    <input type="hidden" name="organisation" value={row.id} />
                    <Button
                      type="submit"
                      name="intent"
                      value="undo"
                      variant="tertiary"
                      aria-label={t.undoLabel(row.name)}
                    >
                      {t.undo}
                    </Button>
                  </Form>
                )}
              </>
            ) : (
              t.toTransfer
            ),
        },
      ]}
    />
  );
}

function LeftTable({ data: { round, left, noticeOn } }: { data: Data }) {
  const t = useText(resultText);
  const v = useText(surveysText);
  const format = useFormat();
  return (
    <Table
      caption={t.left}
      rows={left}
      rowKey={(row) => row.id}
      columns={[
        { id: "name", heading: v.organisation, isRowHeader: true, cell: (row) => row.name },
        {
          id: "why",
          heading: t.leftColumns.why,
          cell: (row) => <BucketKey bucket={row.bucket} label={t.buckets[row.bucket]!} />,
        },
        {
          id: "end",
          heading: t.leftColumns.end,
          cell: (row) =>
            row.endsOn && (
              <>
                {format.day(row.endsOn)} {row.isWritten && <Tag tone="success">{t.departed}</Tag>}
                {row.bucket === "cancels" && noticeOn && (
                  <span className="block muted">{t.notice(format.day(noticeOn))}</span>
                )}
              </>
            ),
        },
        {
          id: "exit",
          heading: t.leftColumns.exit,
          cell: (row) =>
            t.exit(
              row.loans,
              row.rights > 0
                ? [format.number(row.rights), round.quantity_unit].filter(Boolean).join(" ")
                : "",
            ) || t.exitNothing,
        },
      ]}
    />
  );
}
