import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { LeavingTag } from "../cooperations/LeavingTag.tsx";
import { contractPartPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { Participant } from "./participants.server.ts";
import { participantsText } from "./participants.text.ts";
import type { ContractPageData } from "./record.server.ts";
import { choiceWord, wordsText } from "./words.text.ts";

/** With more than these a list of participants is a table of its own, below everything else. */
export const FEW_PARTICIPANTS = 4;

/** Who takes part, with role and days, and whether both sides have confirmed; for the owner and the participants. */
export function Participants({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const p = useText(participantsText);
  const w = useText(wordsText);
  const notes = useParticipantNotes();
  const { participants, contract, can, slug, isOwn, ownRow } = data;
  if (!isOwn && !ownRow) return null;
  const tags = (row: (typeof participants)[number]) => (
    <ParticipantTags row={row} leavesAgreementOn={data.leaving[row.organisation_id]} />
  );
  const isMany = participants.length > FEW_PARTICIPANTS;
  return (
    <Section
      title={t.participants}
      actions={
        can.edit && (
          <LinkButton
            href={contractPartPath(slug, contract.id, "participants")}
            variant="tertiary"
            icon="pencil"
          >
            {t.editParticipants}
          </LinkButton>
        )
      }
    >
      {isMany && (
        <p>
          <strong>{contract.owner_name}</strong>, {choiceWord(w, "role", "owner")}.{" "}
          {p.count(participants.length)}.
        </p>
      )}
      {isMany ? (
        <Table
          caption={t.participants}
          rows={participants}
          rowKey={(row) => row.organisation_id}
          columns={[
            { id: "name", heading: p.columns.name, isRowHeader: true, cell: (row) => row.name },
            { id: "role", heading: p.columns.role, cell: (row) => choiceWord(w, "role", row.role) },
            { id: "state", heading: p.columns.state, cell: (row) => tags(row) },
            { id: "days", heading: p.columns.days, cell: (row) => notes(row).join(" · ") },
          ]}
        />
      ) : (
        <ul className="line-list">
          <li>
            <div>
              <strong>{contract.owner_name}</strong>, {choiceWord(w, "role", "owner")}
            </div>
          </li>
          {participants.map((each) => (
            <li key={each.organisation_id}>
              <div>
                <strong>{each.name}</strong>, {choiceWord(w, "role", each.role)}{" "}
                <ParticipantTags row={each} />
                <p className="muted">{notes(each).join(" · ")}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {participants.length === 0 && <p className="muted">{t.noParticipants}</p>}
    </Section>
  );
}

/** How far it has come with a participant: asked, agreed, leaving. */
export function ParticipantTags({
  row,
  leavesAgreementOn,
}: {
  row: Pick<Participant, "is_confirmed" | "is_declined" | "leaves_on">;
  /** Its last day in a cooperation agreement. */
  leavesAgreementOn?: string;
}) {
  const t = useText(contractsText);
  const format = useFormat();
  return (
    <>
      <Tag tone={row.is_confirmed ? "success" : row.is_declined ? "danger" : "warning"}>
        {row.is_confirmed ? t.confirmedBoth : row.is_declined ? t.declined : t.waiting}
      </Tag>{" "}
      {row.leaves_on && <Tag tone="warning">{t.leaves(format.day(row.leaves_on))}</Tag>}{" "}
      <LeavingTag on={leavesAgreementOn} />
    </>
  );
}

/** What else is known of a participant's part, in short phrases; what follows price is left out where it may not be seen. */
export function useParticipantNotes(): (row: Omit<Participant, "leaving_set_by">) => string[] {
  const t = useText(contractsText);
  const p = useText(participantsText);
  const w = useText(wordsText);
  const format = useFormat();
  return (row) =>
    [
      row.coordination_form && choiceWord(w, "coordination_form", row.coordination_form),
      row.representative && p.byRepresentative(row.representative, row.authority_ref),
      t.joined(format.day(row.joined_on)),
      row.own_ends_on && t.ownEnd(format.day(row.own_ends_on)),
      row.call_off_notified_on && p.callOffNotified(format.day(row.call_off_notified_on)),
      row.cost_share && t.share(format.number(Number(row.cost_share), 4)),
      row.quantity && t.quantity(format.number(Number(row.quantity), 3)),
    ].filter((note): note is string => !!note);
}
