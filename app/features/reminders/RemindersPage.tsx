import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useLocale, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, DayOf } from "../../ui/Values.tsx";
import { contractPath } from "../contracts/contracts.paths.ts";
import { deadlineSentences } from "./mail.text.ts";
import {
  calendarPath,
  contractStepsPath,
  handlingPath,
  reminderSettingsPath,
  remindersPath,
  reopeningPath,
  unsureMailPath,
} from "./reminders.paths.ts";
import type { Ladder, LadderState, Show } from "./reminders.server.ts";
import { remindersText } from "./reminders.text.ts";

export interface RemindersPageProps {
  slug: string;
  show: Show;
  isMine: boolean;
  q: string;
  ladders: (Ladder & { mayHandle: boolean })[];
  isCut: boolean;
  /** For administrators; 0 for others. */
  withoutRecipient: number;
  unsure: number;
  can: { administer: boolean; chooseSteps: boolean };
  done: string | null;
}

const tones: Record<LadderState, "warning" | "danger" | "info" | "success" | "neutral"> = {
  due: "warning",
  no_recipient: "danger",
  planned: "info",
  handled: "success",
  over: "neutral",
};

/** What is due in the organisation's contracts, the nearest day first. */
export function RemindersPage(props: RemindersPageProps) {
  const { slug, show, ladders, can } = props;
  const t = useText(remindersText);
  const shows: Show[] = ["due", "planned", "handled"];
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            {can.administer && (
              <LinkButton href={reminderSettingsPath(slug)} variant="secondary" icon="settings">
                {t.settings}
              </LinkButton>
            )}
            <LinkButton href={calendarPath(slug)} variant="secondary" icon="calendar">
              {t.calendar}
            </LinkButton>
          </>
        }
      />
      <Flash message={props.done && t.done[props.done]} />
      <Warnings {...props} />
      <Tabs
        label={t.tabsLabel}
        tabs={shows.map((each) => ({
          label: t.tabs[each],
          href: remindersPath(slug, each === "due" ? "" : `?show=${each}`),
          isCurrent: each === show,
        }))}
      />
      <FilterBar searchLabel={t.search} fields={["whose"]} active={[]}>
        <Select
          name="whose"
          label={t.whose}
          defaultValue={props.isMine ? "mine" : ""}
          empty={t.all}
          options={[{ value: "mine", label: t.mine }]}
        />
      </FilterBar>
      {ladders.length === 0 ? (
        <EmptyState title={t.emptyTitle[show]} icon="bell">
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <LadderTable {...props} />
      )}
      {props.isCut && <p>{t.cut(ladders.length)}</p>}
    </>
  );
}

function Warnings({ slug, withoutRecipient, unsure }: RemindersPageProps) {
  const t = useText(remindersText);
  return (
    <>
      {withoutRecipient > 0 && (
        <div id="without-recipient">
          <Alert tone="warning">
            <p>{t.noRecipient(withoutRecipient)}</p>
          </Alert>
        </div>
      )}
      {unsure > 0 && (
        <Alert tone="warning">
          <p>
            {t.unsure(unsure)}{" "}
            <a className="ds-link" href={unsureMailPath(slug)}>
              {t.unsureLink}
            </a>
          </p>
        </Alert>
      )}
    </>
  );
}

function LadderTable({ slug, show, ladders, can }: RemindersPageProps) {
  const t = useText(remindersText);
  const c = useText(commonText);
  const locale = useLocale();
  type Row = RemindersPageProps["ladders"][number];
  const columns: Column<Row>[] = [
    { id: "deadline", heading: t.actBy, isNarrow: true, cell: (row) => <Day on={row.deadline_on} /> },
    {
      id: "contract",
      heading: t.contract,
      isRowHeader: true,
      cell: (row) => (
        <div className="reminder-what">
          <a className="ds-link" href={contractPath(slug, row.contract_id)}>
            {row.contract}
          </a>
          <p>
            {t.kinds[row.kind]}. {deadlineSentences[locale][row.kind](row)}
          </p>
        </div>
      ),
    },
  ];
  if (show === "due")
    columns.push({
      id: "state",
      heading: t.state,
      cell: (row) => <Tag tone={tones[row.state]}>{t.states[row.state]}</Tag>,
    });
  if (show === "planned")
    columns.push({
      id: "next",
      heading: t.next,
      isNarrow: true,
      cell: (row) => <Day on={row.next_on} />,
    });
  if (show === "due")
    columns.push({
      id: "sent",
      heading: t.sentOn,
      isNarrow: true,
      cell: (row) => row.sent_at && <DayOf at={row.sent_at} />,
    });
  if (show === "planned" && can.chooseSteps)
    columns.push({
      id: "steps",
      heading: t.steps,
      cell: (row) => (
        <a
          className="ds-link"
          href={contractStepsPath(slug, row.contract_id)}
          aria-label={`${t.chooseSteps}: ${row.contract}`}
        >
          {t.chooseSteps}
        </a>
      ),
    });
  columns.push({
    id: "handled",
    heading: show === "handled" ? t.handle : c.actions,
    cell: (row) => <Handling slug={slug} row={row} />,
  });
  return <Table caption={t.caption} columns={columns} rows={ladders} rowKey={(row) => row.id} />;
}

function Handling({ slug, row }: { slug: string; row: RemindersPageProps["ladders"][number] }) {
  const t = useText(remindersText);
  if (row.state !== "handled")
    return row.mayHandle ? (
      <a
        className="ds-link"
        href={handlingPath(slug, row.id)}
        aria-label={t.handleLabel(row.contract, t.kinds[row.kind])}
      >
        {t.handleTitle}
      </a>
    ) : null;
  return (
    <>
      <p>{row.note}</p>
      <p>
        {row.handled_by}
        {row.handled_at && (
          <>
            , <DayOf at={row.handled_at} />
          </>
        )}
      </p>
      {row.mayHandle && (
        <Form method="post" action={reopeningPath(slug, row.id)}>
          <SubmitButton variant="tertiary" aria-label={t.reopenLabel(row.contract)}>
            {t.reopen}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
