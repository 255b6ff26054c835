import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { DateInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import type { loadConditions } from "./conditions.server.ts";
import { contractPartPath, participantPath } from "./contracts.paths.ts";
import { FORMS, ROLES } from "./fields.rules.ts";
import { ParticipantTags, useParticipantNotes } from "./Participants.tsx";
import { PartPage, type Posted, useFields } from "./PartPage.tsx";
import { useChoices } from "./PartPages.tsx";
import { participantsText } from "./participants.text.ts";
import type { loadParticipants } from "./participating.server.ts";
import { partsText } from "./parts.text.ts";
import { choiceWord, wordsText } from "./words.text.ts";

type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;
type Field = ReturnType<typeof useFields>;
type Named = readonly { id: string; name: string }[];

const named = (rows: Named) => rows.map((row) => ({ value: row.id, label: row.name }));

/** Who takes part in an own contract, and the form that asks somebody. */
export function ParticipantsPage({ data, ...posted }: { data: Data<typeof loadParticipants> } & Posted) {
  const t = useText(participantsText);
  const parts = useText(partsText);
  const w = useText(wordsText);
  const notes = useParticipantNotes();
  const field = useFields(posted, { joined_on: data.today, role: "party" });
  return (
    <PartPage
      title={t.participantsTitle(data.contract.name)}
      {...data}
      {...posted}
      none={t.participantsNone}
      lines={data.rows.map((each) => ({
        id: each.organisation_id,
        content: (
          <>
            <strong>{each.name}</strong>, {choiceWord(w, "role", each.role)} <ParticipantTags row={each} />
            <p className="muted">{notes(each).join(" · ")}</p>
          </>
        ),
        removeLabel: each.is_confirmed ? undefined : parts.removeLabel(each.name),
        actions: (
          <>
            <LinkButton
              href={participantPath(data.slug, data.contract.id, each.organisation_id)}
              variant="tertiary"
              aria-label={t.changeLabel(each.name)}
            >
              {t.change}
            </LinkButton>
            {each.is_confirmed && (
              <LinkButton
                href={contractPartPath(
                  data.slug,
                  data.contract.id,
                  "departure",
                  `?organisation=${each.organisation_id}`,
                )}
                variant="tertiary"
                aria-label={t.endLabel(each.name)}
              >
                {t.end}
              </LinkButton>
            )}
          </>
        ),
      }))}
      add={t.participantsAdd}
      addHelp={t.participantsHelp}
      fields={
        <>
          <Select
            {...field("organisation")}
            label={t.organisation}
            options={named(data.organisations)}
            required
          />
          <ConditionFields field={field} others={data.others} />
        </>
      }
    />
  );
}

/** The conditions on which one organisation takes part. */
export function ParticipantPage({ data, ...posted }: { data: Data<typeof loadConditions> } & Posted) {
  const t = useText(participantsText);
  const field = useFields(posted, data.typed);
  return (
    <PartPage
      title={t.conditionsTitle(data.row.name)}
      lead={t.conditionsLead(data.contract.name)}
      {...data}
      {...posted}
      add={t.conditionsSave}
      fields={
        <>
          <input type="hidden" name="version" value={data.typed.version} />
          <ConditionFields field={field} others={data.others} />
        </>
      }
    />
  );
}

function ConditionFields({ field, others }: { field: Field; others: Named }) {
  const t = useText(participantsText);
  const choices = useChoices();
  return (
    <>
      <Select {...field("role")} label={t.role} options={choices("role", ROLES)} empty={false} />
      <Select
        {...field("coordination_form")}
        label={t.coordination}
        options={choices("coordination_form", FORMS)}
      />
      <DateInput {...field("joined_on")} label={t.joinedOn} />
      <Select {...field("represented_by_id")} label={t.representedBy} options={named(others)} />
      <TextInput {...field("authority_ref")} label={t.authorityRef} />
      <DateInput {...field("own_ends_on")} label={t.ownEndsOn} />
      <DateInput {...field("call_off_notified_on")} label={t.callOffNotifiedOn} />
      <NumberInput {...field("cost_share")} label={t.costShare} unit="%" />
      <NumberInput {...field("quantity")} label={t.quantity} />
    </>
  );
}
