import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { SubmitButton } from "../../ui/Button.tsx";
import { CheckboxGroup, RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea, TextInput } from "../../ui/Inputs.tsx";
import { themes } from "../../ui/themes.ts";
import { organisationsText } from "./organisations.text.ts";

/** Look, second factor, hidden field groups, and where registry and invoices are reached. */
export function SettingsForm({
  values,
  groups,
  errors,
}: {
  values: {
    theme: string;
    requires_second_factor: boolean | null;
    hidden_field_groups: readonly string[];
    registry_email: string | null;
    invoice_address: string | null;
  };
  /** Field groups that can be hidden, with their names. */
  groups: readonly { value: string; label: string }[];
  errors: Record<string, string> | undefined;
}) {
  const t = useText(organisationsText);
  const wrong = sentences(errors, t.errors);
  const required = values.requires_second_factor;
  return (
    <Form method="post" className="form" noValidate>
      <ErrorSummary errors={wrong} />
      <RadioGroup
        name="theme"
        legend={t.theme}
        description={t.themeHint}
        value={values.theme}
        error={wrong?.theme}
        options={themes.map((theme) => ({ value: theme, label: t.themes[theme] }))}
      />
      <RadioGroup
        name="requires_second_factor"
        legend={t.secondFactor}
        description={t.secondFactorHint}
        value={required === null ? "" : required ? "yes" : "no"}
        options={[
          { value: "", label: t.secondFactorChoices.installation },
          { value: "yes", label: t.secondFactorChoices.yes },
          { value: "no", label: t.secondFactorChoices.no },
        ]}
      />
      <CheckboxGroup
        name="hidden_field_groups"
        legend={t.hiddenGroups}
        description={t.hiddenGroupsHint}
        options={groups}
        values={values.hidden_field_groups}
      />
      <TextInput
        name="registry_email"
        label={t.registryEmail}
        description={t.registryEmailHint}
        type="email"
        maxLength={254}
        defaultValue={values.registry_email ?? ""}
        error={wrong?.registry_email}
      />
      <TextArea
        name="invoice_address"
        label={t.invoiceAddress}
        description={t.invoiceAddressHint}
        rows={2}
        defaultValue={values.invoice_address ?? ""}
        error={wrong?.invoice_address}
      />
      <div className="button-row">
        <SubmitButton>{t.saveSettings}</SubmitButton>
      </div>
    </Form>
  );
}
