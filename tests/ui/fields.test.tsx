import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LocaleProvider } from "#app/text/useText.ts";
import { Checkbox, RadioGroup } from "#app/ui/Choices.tsx";
import { DescriptionList } from "#app/ui/DescriptionList.tsx";
import { ErrorSummary } from "#app/ui/ErrorSummary.tsx";
import { MoneyInput, Select, TextInput } from "#app/ui/Inputs.tsx";
import { LifecycleTag } from "#app/ui/Tag.tsx";
import { Day, Money } from "#app/ui/Values.tsx";

const draw = renderToStaticMarkup;

/** Opening tag of the first element of a kind. */
function tag(markup: string, name: string): string {
  return new RegExp(`<${name}[ >][^>]*>?`).exec(markup)?.[0] ?? "";
}

test("a field ties control, label, description and error together", () => {
  const markup = draw(
    <TextInput
      name="own_name"
      label="Eget namn"
      description="Så som ni kallar det."
      error="Skriv ett namn."
    />,
  );
  const input = tag(markup, "input");
  expect(tag(markup, "label")).toContain('for="field-own_name"');
  expect(input).toContain('id="field-own_name"');
  expect(input).toContain('aria-describedby="field-own_name-description field-own_name-error"');
  expect(input).toContain('aria-invalid="true"');
  expect(markup).toContain('id="field-own_name-description"');
  expect(markup).toContain('id="field-own_name-error"');
  expect(markup).toContain("Skriv ett namn.");
});

test("a field without description and error points nowhere", () => {
  const input = tag(draw(<TextInput name="x" label="X" error={[]} />), "input");
  expect(input).not.toContain("aria-describedby");
  expect(input).not.toContain("aria-invalid");
});

test("required is said in words, in the language of the page", () => {
  expect(draw(<TextInput name="x" label="X" required />)).toContain("(obligatoriskt)");
  const english = draw(
    <LocaleProvider locale="en">
      <TextInput name="x" label="X" required />
    </LocaleProvider>,
  );
  expect(english).toContain("(required)");
});

test("the error summary counts fields and leads to each of them", () => {
  const markup = draw(
    <ErrorSummary
      errors={{ own_name: "Skriv ett namn.", product: ["A.", "B."], fine: undefined, "": "Hela." }}
    />,
  );
  expect(markup).toContain("Rätta 3 uppgifter");
  expect(markup.match(/<li>/g)).toHaveLength(4);
  expect(markup).toContain('href="#field-own_name"');
  expect(markup.match(/href="#field-product"/g)).toHaveLength(2);
  expect(markup).not.toContain('href="#field-"');
  expect(tag(markup, "div")).toContain("autofocus");
});

test("no errors, no summary", () => {
  expect(draw(<ErrorSummary errors={{ own_name: undefined, product: [] }} />)).toBe("");
  expect(draw(<ErrorSummary errors={undefined} />)).toBe("");
});

test("the summary's link to a group of choices leads to the group", () => {
  const markup = draw(
    <RadioGroup
      name="personal_data"
      legend="Personuppgifter"
      value="unknown"
      error="Välj."
      options={[
        { value: "none", label: "Inga" },
        { value: "unknown", label: "Okänt" },
      ]}
    />,
  );
  expect(tag(markup, "fieldset")).toContain('id="field-personal_data"');
  expect(tag(markup, "fieldset")).toContain('aria-describedby="field-personal_data-error"');
  expect(markup).toMatch(/<input[^>]*checked=""[^>]*value="unknown"/);
  expect(markup.match(/checked=""/g)).toHaveLength(1);
  expect(markup).toContain("Välj.");
});

test("a choice begins empty unless told otherwise", () => {
  const options = [{ value: "a", label: "A" }];
  expect(draw(<Select name="x" label="X" options={options} />)).toContain('<option value="">Välj …</option>');
  expect(draw(<Select name="x" label="X" options={options} empty={false} />)).not.toContain('value=""');
});

test("amounts say their currency", () => {
  expect(draw(<MoneyInput name="x" label="X" />)).toContain(">kr<");
  expect(draw(<MoneyInput name="x" label="X" currency="EUR" />)).toContain(">EUR<");
});

test("a box to tick has its own label and description", () => {
  const markup = draw(<Checkbox name="is_hidden" label="Dölj" description="För alla." defaultChecked />);
  expect(tag(markup, "input")).toContain('aria-describedby="field-is_hidden-description"');
  expect(tag(markup, "label")).toContain('for="field-is_hidden"');
});

test("nothing is told apart from no and from zero", () => {
  expect(draw(<Day on={null} />)).toContain("Ej angivet");
  expect(draw(<Money minor={null} />)).toContain("Ej angivet");
  expect(draw(<Money minor={0} />)).toContain("0\u00a0kr");
  const list = draw(
    <DescriptionList
      items={[
        { term: "A", value: "" },
        { term: "B", value: 0 },
      ]}
    />,
  );
  expect(list.match(/Ej angivet/g)).toHaveLength(1);
});

test("a state that is not known still shows its word", () => {
  expect(draw(<LifecycleTag lifecycle="other">Annat</LifecycleTag>)).toContain("Annat");
});
