import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Costs } from "./ContractCosts.tsx";
import { Dates, Options, Terms } from "./ContractDates.tsx";
import { About, Decisions, Intentions, Responsible, Systems } from "./ContractParts.tsx";
import { contractPartPath, contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import { isUnclear } from "./facts.rules.ts";
import { FEW_PARTICIPANTS, Participants } from "./Participants.tsx";
import type { ContractPageData } from "./record.server.ts";
import { StatusTag } from "./StatusTag.tsx";
import { Timeline } from "./Timeline.tsx";
import { choiceWord, wordsText } from "./words.text.ts";

/** One contract: what happens next, its time as a drawing, then everything that is known and may be seen of it. */
export function ContractPage({
  data,
  saved,
  children,
}: {
  data: ContractPageData;
  saved?: string | null;
  /** What features beside this one add: documents, reminders. */
  children?: ReactNode;
}) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  const { contract, slug, isOwn, can } = data;
  const isMany = data.participants.length > FEW_PARTICIPANTS;
  const part = (name: Parameters<typeof contractPartPath>[2]) => contractPartPath(slug, contract.id, name);
  return (
    <>
      <PageHeader
        title={contract.name}
        crumbs={[{ label: t.title, href: contractsPath(slug, isOwn || data.ownRow ? "" : "?scope=shared") }]}
        meta={
          <>
            <StatusTag status={data.status} />
            {contract.is_hidden && <Tag icon="eyeSlash">{t.hidden}</Tag>}
            {!isOwn && <Tag icon="cooperation">{t.ownedBy(contract.owner_name)}</Tag>}
            {data.ownRow?.leaves_on && (
              <Tag tone="warning">{t.leaves(format.day(data.ownRow.leaves_on))}</Tag>
            )}
          </>
        }
        actions={
          <>
            {isOwn && (
              <LinkButton href={part("history")} variant="tertiary" icon="history">
                {t.history}
              </LinkButton>
            )}
            {can.leave && !data.ownRow?.leaves_on && (
              <LinkButton href={part("departure")} variant="tertiary">
                {t.leave}
              </LinkButton>
            )}
            {can.edit && (
              <LinkButton href={part("edit")} icon="pencil">
                {t.edit}
              </LinkButton>
            )}
          </>
        }
      />
      <Flash message={saved === "new" ? t.created : saved ? t.saved : null} />
      {data.isClosed && contract.closed_on && (
        <Alert>
          <p>
            {t.closed(choiceWord(w, "reason_closed", contract.reason_closed), format.day(contract.closed_on))}
          </p>
        </Alert>
      )}
      <Warnings data={data} />
      {!data.isClosed && <NextDates data={data} />}
      {data.timeline && (
        <Section title={t.overview}>
          <Timeline timeline={data.timeline} name={contract.name} />
        </Section>
      )}
      <Costs data={data} />
      <div className="record">
        <Dates data={data} />
        <Terms data={data} />
        <Options data={data} />
        {!isMany && <Participants data={data} />}
        <Systems data={data} />
        <About data={data} />
        <Responsible data={data} />
        <Intentions data={data} />
        <Decisions data={data} />
        {children}
      </div>
      {isMany && <Participants data={data} />}
      {can.edit && (
        <nav className="button-row" aria-label={t.more}>
          {!data.isClosed && (
            <>
              <LinkButton href={part("notice")} variant="secondary">
                {t.giveNotice}
              </LinkButton>
              <LinkButton href={part("renewal")} variant="secondary">
                {t.addRenewal}
              </LinkButton>
            </>
          )}
          <LinkButton href={part("closure")} variant="secondary">
            {data.isClosed ? t.reopen : t.close}
          </LinkButton>
        </nav>
      )}
    </>
  );
}

function Warnings({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  const { facts, contract, slug, relatives } = data;
  const parent = relatives.find((each) => each.kind === "parent");
  if (data.isClosed) return null;
  return (
    <>
      {facts.extended && (
        <Alert tone="warning">
          <p>{t.extended(format.day(facts.extended.missed_on), format.day(facts.extended.ends_on))}</p>
        </Alert>
      )}
      {data.isCounted && (
        <Alert tone="info">
          <p>{t.counted(choiceWord(w, "status", facts.status))}</p>
        </Alert>
      )}
      {contract.requires_valid_parent && parent?.is_over && (
        <Alert tone="warning">
          <p>
            {t.notParent(parent.name)} <a href={contractPath(slug, parent.id)}>{parent.name}</a>
          </p>
        </Alert>
      )}
      {facts.needs_a_person && (
        <Alert tone="warning">
          <p>{t.needsPerson}</p>
        </Alert>
      )}
      {data.isOwn && contract.rests_on_hidden && !contract.is_hidden && (
        <Alert>
          <p>{t.hiddenBySystem}</p>
        </Alert>
      )}
      {facts.missing.length > 0 && (
        <Alert tone="info" title={t.missingTitle}>
          <ul>
            {facts.missing.map((rule) => (
              <li key={rule}>{t.missing[rule] ?? rule}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

/** The next two days that ask for something, in words. */
function NextDates({ data: { facts, daysTo } }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const format = useFormat();
  const { next_notice: notice, extension } = facts;
  const day = format.dayInWords;
  const found = [
    notice && {
      on: notice.last_on,
      words: t.actNotice(day(notice.last_on), day(notice.ends_on)),
      last: notice,
      left: daysTo.notice,
    },
    extension?.is_possible && {
      on: extension.last_on,
      words:
        extension.kind === "option"
          ? t.actOption(extension.seq, day(extension.last_on), day(extension.ends_on))
          : t.actExpress(day(extension.last_on), day(extension.ends_on)),
      last: extension,
      left: daysTo.extension,
    },
    facts.ends_by_itself &&
      facts.current_end &&
      facts.status !== "ended" && {
        on: facts.current_end,
        words: t.endsOn(day(facts.current_end)),
        last: null,
        left: daysTo.end,
      },
    isUnclear(facts) &&
      facts.current_end && {
        on: facts.current_end,
        words: t.unclearEnd(day(facts.current_end)),
        last: null,
        left: daysTo.end,
      },
  ]
    .filter((each) => each !== null && each !== false && each !== undefined && each !== "")
    .sort((a, b) => a.on.localeCompare(b.on))
    .slice(0, 2);
  return (
    <Section title={t.nextDates}>
      {found.length === 0 && (
        <p className="muted">{facts.missing.length > 0 ? t.nothingNext : t.noDeadline}</p>
      )}
      <ol className="contract-next">
        {found.map((each) => (
          <li key={each.words}>
            <strong>{each.words}</strong>{" "}
            {each.left !== null && each.left >= 0 && (
              <Tag tone={each.left <= 90 ? "warning" : "info"}>{t.daysLeft(each.left)}</Tag>
            )}
            {each.last && (
              <p className="muted">
                {each.last.act_by_on !== each.last.last_on &&
                  `${t.actBy(format.day(each.last.act_by_workday))} `}
                {each.last.cautious_on !== each.last.last_on &&
                  `${t.cautious(format.day(each.last.cautious_on))} `}
                {each.last.last_workday !== each.last.last_on &&
                  t.workday(format.day(each.last.last_workday))}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
