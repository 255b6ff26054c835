import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import { InvitationAnswer } from "./InvitationAnswer.tsx";
import { useSentences } from "./PartPage.tsx";
import { participantsText } from "./participants.text.ts";
import type { loadDeparture, loadInvitations } from "./participating.server.ts";
import { partsText } from "./parts.text.ts";
import { choiceWord, wordsText } from "./words.text.ts";

type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

/** Contracts of others that the organisation is asked to take part in, each to be answered. */
export function InvitationsPage({ data, isSaved }: { data: Data<typeof loadInvitations>; isSaved: boolean }) {
  const t = useText(participantsText);
  const parts = useText(partsText);
  const c = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  return (
    <div className="narrow">
      <PageHeader
        title={t.invitationsTitle}
        lead={t.invitationsLead}
        crumbs={[{ label: c.title, href: contractsPath(data.slug) }]}
      />
      <Flash message={isSaved ? parts.saved : null} />
      {data.rows.length === 0 ? (
        <EmptyState title={t.invitationsNone} icon="file">
          <p>{t.invitationsNoneText}</p>
        </EmptyState>
      ) : (
        <>
          {!data.can.answer && <p className="muted">{t.onlyAdmin}</p>}
          <ul className="line-list">
            {data.rows.map((row) => (
              <li key={row.contract}>
                <div>
                  <strong>{row.number ? `${row.name} (${row.number})` : row.name}</strong>
                  <p>
                    {t.invitedBy(row.owner_name, choiceWord(w, "role", row.role), format.day(row.joined_on))}
                  </p>
                  <p className="muted">
                    {[
                      choiceWord(w, "coordination_form", row.coordination_form),
                      row.representative && t.byRepresentative(row.representative, row.authority_ref),
                      row.own_ends_on && c.ownEnd(format.day(row.own_ends_on)),
                      row.is_declined && t.declinedBefore,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </div>
                {data.can.answer && (
                  <InvitationAnswer
                    to={{ contract: row.contract }}
                    version={row.version}
                    name={row.name}
                    isDeclined={row.is_declined}
                    words={t}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What leaving means, and the day to save. */
export function DeparturePage({
  data,
  errors,
}: {
  data: Data<typeof loadDeparture>;
  errors?: Record<string, string>;
}) {
  const t = useText(participantsText);
  const c = useText(contractsText);
  const common = useText(commonText);
  const format = useFormat();
  const sentences = useSentences(errors);
  const { row, contract, slug, systems } = data;
  const back = contractPath(slug, contract.id);
  const names = (rows: typeof systems) => rows.map((each) => each.own_name).join(", ");
  const withData = systems.filter((each) => each.personal_data && each.personal_data !== "none");
  return (
    <div className="narrow">
      <PageHeader
        title={t.departureTitle(row.name, contract.name)}
        lead={t.departureLead}
        crumbs={[
          { label: c.title, href: contractsPath(slug) },
          { label: contract.name, href: back },
        ]}
      />
      <ul>
        {row.cost_share && <li>{t.departureCost(format.number(Number(row.cost_share), 4))}</li>}
        {data.lines > 0 && <li>{t.departureLines(data.lines)}</li>}
        {row.quantity && <li>{t.departureQuantity(format.number(Number(row.quantity), 3))}</li>}
        {systems.length > 0 && <li>{t.departureSystems(names(systems))}</li>}
        {withData.length > 0 && <li>{t.departureData(names(withData))}</li>}
        {data.documents > 0 && <li>{t.departureDocuments(data.documents)}</li>}
        {data.others > 0 && <li>{t.departureOthers(data.others)}</li>}
        <li>{t.departureRights}</li>
      </ul>
      {row.leaves_on && data.mayStay && (
        <Form method="post" className="form">
          <Hidden row={row} />
          <p>{t.stayText(format.dayInWords(row.leaves_on))}</p>
          <div>
            <Button type="submit" name="stay" value="1" variant="secondary">
              {t.stay}
            </Button>
          </div>
        </Form>
      )}
      <Form method="post" className="form" noValidate>
        <Hidden row={row} />
        <ErrorSummary errors={sentences} />
        <DateInput
          name="leaves_on"
          label={t.leavesOn}
          defaultValue={row.leaves_on ?? ""}
          error={sentences.leaves_on}
          required
        />
        <div className="form-actions">
          <SubmitButton color="danger">{t.leave}</SubmitButton>
          <LinkButton href={back} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

function Hidden({ row }: { row: { organisation_id: string; version: number } }) {
  return (
    <>
      <input type="hidden" name="organisation" value={row.organisation_id} />
      <input type="hidden" name="version" value={row.version} />
    </>
  );
}
