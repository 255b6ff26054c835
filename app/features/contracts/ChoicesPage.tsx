import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { loadChoiceSettings } from "./choice-settings.server.ts";
import { partsText } from "./parts.text.ts";
import { choiceWord, wordsText } from "./words.text.ts";

/** Which entries of the shared lists the organisation uses in its contracts, and what it means by them. */
export function ChoicesPage({
  data,
  isSaved,
}: {
  data: Awaited<ReturnType<typeof loadChoiceSettings>>;
  isSaved: boolean;
}) {
  const t = useText(partsText);
  const w = useText(wordsText);
  const common = useText(commonText);
  const lists = [...new Set(data.rows.map((row) => row.list))];
  return (
    <div className="narrow">
      <PageHeader
        title={t.choicesTitle}
        lead={t.choicesLead}
        crumbs={[{ label: t.settings, href: `/${data.slug}/settings` }]}
      />
      <Flash message={isSaved ? t.saved : null} />
      <Form method="post" className="form">
        {lists.map((list) => (
          <Section key={list} title={t.choicesLists[list] ?? list}>
            {data.rows
              .filter((row) => row.list === list)
              .map((row) => {
                const name = choiceWord(w, list === "element" ? "elements" : list, row.code);
                return (
                  <div key={row.code} className="field-grid">
                    <Checkbox
                      name={`${list}_${row.code}`}
                      label={t.choicesUse(name)}
                      defaultChecked={row.is_on}
                    />
                    <TextInput
                      name={`${list}_${row.code}_text`}
                      label={t.choicesDescription(name)}
                      defaultValue={row.description}
                      maxLength={500}
                    />
                  </div>
                );
              })}
          </Section>
        ))}
        <div className="form-actions">
          <SubmitButton>{common.save}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
