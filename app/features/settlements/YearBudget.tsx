import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, Money } from "../../ui/Values.tsx";
import { LeavingTag } from "../cooperations/LeavingTag.tsx";
import { useSentence } from "./FormPage.tsx";
import type { YearPageData } from "./pages.server.ts";
import { type YearPart, yearPartPath } from "./settlements.paths.ts";
import { settlementsText } from "./settlements.text.ts";

/** A link to what those who keep the books can do; nothing for others. */
export function Edit({
  data,
  part,
  label,
  icon = "pencil",
}: {
  data: YearPageData;
  part: YearPart;
  label: string;
  icon?: "pencil" | "plus" | "check" | "mail";
}) {
  return (
    data.can.keep && (
      <LinkButton href={yearPartPath(data.at, part)} variant="tertiary" icon={icon}>
        {label}
      </LinkButton>
    )
  );
}

/** The budget with its lines, and the consultation while it is a proposal. */
export function BudgetSection({ data }: { data: YearPageData }) {
  const t = useText(settlementsText);
  const format = useFormat();
  const { budget } = data;
  return (
    <Section
      title={t.budget}
      id="budget"
      actions={
        <>
          <Edit data={data} part="budget" label={t.openBudget} />
          {budget?.status === "proposal" && (
            <>
              <Edit data={data} part="budget/consultation" label={t.sendBudget} icon="mail" />
              <Edit data={data} part="budget/decision" label={t.decideBudget} icon="check" />
            </>
          )}
          {data.can.answerBudget && (
            <LinkButton
              href={yearPartPath(data.at, "budget/answer")}
              variant={data.answers.some((answer) => answer.party_id === data.me) ? "tertiary" : "primary"}
            >
              {t.answerBudget}
            </LinkButton>
          )}
        </>
      }
    >
      {!budget ? (
        <p className="muted">{t.noBudget}</p>
      ) : (
        <>
          <p>
            <Tag tone={budget.status === "decided" ? "success" : "info"}>{t.budgetStates[budget.status]}</Tag>{" "}
            {budget.decided_on &&
              t.budgetDecided(format.dayInWords(budget.decided_on), budget.decided_by, budget.decision_ref)}
          </p>
          {budget.status === "proposal" && budget.sent_on && <Consultation data={data} budget={budget} />}
          <AccountTable
            caption={t.budget}
            rows={budget.lines.map((line) => ({
              key: line.id,
              account: line.account,
              text: line.template ? `${line.text} (${t.byTemplate})` : line.text,
              minor: line.minor,
            }))}
            totalMinor={budget.totalMinor}
          />
        </>
      )}
    </Section>
  );
}

/** How far the consultation on the proposal has come, and what was answered. */
function Consultation({ data, budget }: { data: YearPageData; budget: NonNullable<YearPageData["budget"]> }) {
  const t = useText(settlementsText);
  const format = useFormat();
  const others = data.parties.filter(({ id }) => id !== data.agreement.tenant_id);
  const answered = others.filter(({ id }) => data.answers.some((answer) => answer.party_id === id));
  const until = format.dayInWords(budget.answer_by_on!);
  return (
    <>
      <p>{t.consultation(until, answered.length, others.length)}</p>
      {data.answers.length > 0 && (
        <ul className="line-list">
          {data.answers.map((answer) => (
            <li key={answer.id}>
              <div>
                <strong>{answer.name}</strong>, {answer.by_name}, <Day on={answer.made_on} />
                <p className="prewrap">{answer.body || <span className="muted">{t.noObjection}</span>}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** More lines than this are folded, so that what each pays is not far below. */
const MOST_OPEN = 30;

/** Amounts by account with their sum. */
export function AccountTable({
  caption,
  rows,
  totalMinor,
}: {
  caption: string;
  rows: readonly { key: string; account: string; text: string; minor: number }[];
  totalMinor: number;
}) {
  const t = useText(settlementsText);
  const format = useFormat();
  const table = (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          id: "text",
          heading: t.text,
          isRowHeader: true,
          cell: (row) => row.text || t.yearTitle(t.account, Number(row.account)),
        },
        { id: "account", heading: t.account, cell: (row) => row.account },
        { id: "amount", heading: t.amount, align: "end", cell: (row) => <Money minor={row.minor} /> },
      ]}
      footer={
        <tr>
          <th scope="row" colSpan={2}>
            {t.sum}
          </th>
          <td data-align="end">
            <Money minor={totalMinor} />
          </td>
        </tr>
      }
    />
  );
  if (rows.length <= MOST_OPEN) return table;
  return (
    <details className="folded">
      <summary>{t.lines(rows.length, format.money(totalMinor))}</summary>
      {table}
    </details>
  );
}

/** What each party pays of the budget, its advances, and by when it needs the figures. */
export function PartySection({ data }: { data: YearPageData }) {
  const t = useText(settlementsText);
  const sentence = useSentence();
  return (
    <Section
      title={t.perParty}
      id="parties"
      actions={
        <>
          <Edit data={data} part="advances" label={t.openAdvances} />
          {data.can.need && (
            <LinkButton href={yearPartPath(data.at, "figures")} variant="tertiary" icon="pencil">
              {t.sayNeed}
            </LinkButton>
          )}
        </>
      }
    >
      {data.sharesCode && (
        <Alert tone="warning">{sentence(`${data.sharesCode} ${data.budget?.totalMinor ?? 0}`)}</Alert>
      )}
      <Table
        caption={t.perParty}
        rows={data.partyRows}
        rowKey={(row) => row.id}
        columns={[
          {
            id: "party",
            heading: t.party,
            isRowHeader: true,
            cell: (row) => (
              <>
                {row.id === data.me ? <strong>{row.name}</strong> : row.name} <LeavingTag on={row.to} />
              </>
            ),
          },
          { id: "share", heading: t.share, align: "end", cell: (row) => <Money minor={row.budgetMinor} /> },
          {
            id: "advance",
            heading: t.advances,
            align: "end",
            cell: (row) => <Money minor={row.advanceMinor} />,
          },
          {
            id: "paid",
            heading: t.paid,
            align: "end",
            cell: (row) =>
              row.id === data.agreement.tenant_id ? (
                <span className="muted">{t.hostPart}</span>
              ) : (
                <Money minor={row.paidMinor} />
              ),
          },
          ...(data.partyRows.some((row) => row.neededBy)
            ? [
                {
                  id: "needed",
                  heading: t.neededBy,
                  cell: (row: (typeof data.partyRows)[number]) => <Day on={row.neededBy} />,
                },
              ]
            : []),
        ]}
      />
      {data.advances === 0 && <p className="muted">{t.noAdvances}</p>}
    </Section>
  );
}
