import { useLocale, useText } from "../../text/useText.ts";
import { CheckboxGroup, Fieldset } from "../../ui/Choices.tsx";
import { byGroup, functionName } from "../functions/functions.rules.ts";
import type { FunctionRow } from "../functions/functions.server.ts";
import { fieldLabel, fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";

/** The usage's functions in groups that open and close; groups with a choice stand open. */
export function FunctionBoxes({
  functions,
  chosen,
}: {
  functions: readonly FunctionRow[];
  chosen: readonly string[];
}) {
  const t = useText(systemsFormText);
  const f = useText(fieldsText);
  const locale = useLocale();
  return (
    <Fieldset legend={fieldLabel(f, "functions")} description={t.functionsHint} id="field-functions">
      {byGroup(functions, locale).map((group) => {
        const count = group.functions.filter((each) => chosen.includes(each.id)).length;
        return (
          <details key={group.code} className="ds-details" open={count > 0}>
            <summary>
              {group.name} <span className="muted">({t.chosen(count)})</span>
            </summary>
            <CheckboxGroup
              name="functions"
              id={`functions-${group.code}`}
              legend={<span className="ds-sr-only">{group.name}</span>}
              options={group.functions.map((each) => ({ value: each.id, label: functionName(each, locale) }))}
              values={chosen}
            />
          </details>
        );
      })}
    </Fieldset>
  );
}
