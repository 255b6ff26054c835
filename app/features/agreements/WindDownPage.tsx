import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { contractsPath } from "../contracts/contracts.paths.ts";
import { agreementPagePath, partPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import { useSentences } from "./Fields.tsx";
import { leavingText } from "./leaving.text.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";
import type { loadWindDown } from "./wind-down.server.ts";
import { agreementWords } from "./words.text.ts";

type Data = Awaited<ReturnType<typeof loadWindDown>>;
type Item = Data["leaving"][number]["items"][number];

/** What has to be done when parties leave, each point with what was done about it. */
export function WindDownPage({ data, isSaved, ...posted }: { data: Data; isSaved: boolean } & Posted) {
  const t = useText(leavingText);
  const a = useText(agreementsText);
  const format = useFormat();
  return (
    <div className="narrow">
      <PageHeader
        title={t.windDownTitle(data.agreement.title)}
        lead={t.windDownLead}
        crumbs={useCrumbs(data.slug, data.agreement)}
      />
      <Flash message={isSaved ? a.saved : null} />
      {data.leaving.map((party) => (
        <Section
          key={party.id}
          title={party.leaves_on ? t.windDownOf(party.name, format.day(party.leaves_on)) : party.name}
        >
          <ul className="line-list">
            {party.items.map((item) => (
              <li key={item.id}>
                <Point
                  item={item}
                  fact={<Fact data={data} party={party} code={item.code} />}
                  mayChange={data.mayChange}
                  {...posted}
                />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  );
}

/** What the register knows about a point, and where it is seen to. */
function Fact({ data, party, code }: { data: Data; party: Data["leaving"][number]; code: Item["code"] }) {
  const t = useText(leavingText);
  const format = useFormat();
  const { slug, agreement } = data;
  if (code === "access")
    return party.leaves_on && <p className="muted">{t.accessEnds(format.day(party.leaves_on))}</p>;
  const count = party.facts[code];
  const words = t.facts[code];
  if (count === undefined || !words) return null;
  const places: Partial<Record<Item["code"], string>> = {
    call_offs: contractsPath(slug),
    assets: agreementPagePath(slug, agreement.id, "exit", `?party=${party.organisation_id}`),
    personal_data: data.mayChange ? partPath(slug, agreement.id, "links") : undefined,
  };
  const href = places[code];
  return (
    <p className="muted">
      {words(count)} {count > 0 && href && <a href={href}>{t.factShow(party.name)}</a>}
    </p>
  );
}

function Point({
  item,
  fact,
  mayChange,
  typed,
  errors: codes,
}: { item: Item; fact: ReactNode; mayChange: boolean } & Posted) {
  const t = useText(leavingText);
  const w = useText(agreementWords);
  const format = useFormat();
  const errors = useSentences(codes);
  const isTyped = typed?.item === item.id;
  const name = w.wind_down[item.code] ?? item.code;
  return (
    <>
      <div>
        <strong>{name}</strong>{" "}
        <Tag tone={item.done_on ? "success" : "warning"}>
          {item.done_on ? t.done(format.day(item.done_on), item.by_name ?? "") : t.remains}
        </Tag>
        {item.note && <p className="muted">{item.note}</p>}
        {!item.done_on && fact}
      </div>
      {mayChange && (
        <Form method="post" className="button-row">
          <input type="hidden" name="item" value={item.id} />
          <input type="hidden" name="version" value={item.version} />
          {item.done_on ? (
            <SubmitButton name="undo" value="1" variant="tertiary" aria-label={t.reopenLabel(name)}>
              {t.reopen}
            </SubmitButton>
          ) : (
            <>
              <TextInput
                id={`note-${item.id}`}
                name="note"
                label={t.noteFor(name)}
                defaultValue={isTyped ? typed?.note : ""}
                error={isTyped ? errors.note : undefined}
                maxLength={2000}
              />
              <SubmitButton variant="secondary" aria-label={t.doneLabel(name)}>
                {t.markDone}
              </SubmitButton>
            </>
          )}
        </Form>
      )}
    </>
  );
}
