import type { Locale } from "../../text/text.ts";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { LifecycleTag } from "../../ui/Tag.tsx";
import { Day, DayOf, Missing, Money } from "../../ui/Values.tsx";
import type { FieldValue } from "./fields.rules.ts";
import { fieldOf, isField } from "./fields.rules.ts";
import { choiceLabel, fieldsText } from "./fields.text.ts";

/** Names in the language of the page, by id. */
type Functions = ReadonlyMap<string, string>;

/** One value as people read it, in lists and on the record. */
export function UsageCell({
  field,
  value,
  functions,
}: {
  field: string;
  value: FieldValue | readonly string[] | undefined;
  functions?: Functions;
}) {
  const t = useText(fieldsText);
  const format = useFormat();
  const locale = useLocale();
  if (value === null || value === undefined || value === "") return <Missing />;
  if (Array.isArray(value)) return <FunctionNames ids={value} functions={functions} locale={locale} />;
  const single = value as Exclude<FieldValue, null>;
  if (field === "lifecycle")
    return <LifecycleTag lifecycle={String(single)}>{choiceLabel(t, field, String(single))}</LifecycleTag>;
  if (field === "validity" || field === "is_hidden" || field === "seal")
    return choiceLabel(t, field, String(single));
  if (field === "completeness") return format.percent(Number(single) / 100, 0);
  if (field === "support_ends_on" || field === "confirmed_on") return <Day on={String(single)} />;
  if (field === "updated_at") return <DayOf at={String(single)} />;
  switch (isField(field) ? fieldOf(field).kind : "text") {
    case "day":
      return <Day on={String(single)} />;
    case "money":
      return <Money minor={Number(single)} />;
    case "integer":
      return field === "cost_year" ? String(single) : format.number(Number(single));
    case "choice":
      return choiceLabel(t, field, String(single));
    case "link":
      return (
        <a className="ds-link" href={String(single)} rel="noreferrer">
          {String(single)}
        </a>
      );
    case "long_text":
      return <span className="preserve-lines">{String(single)}</span>;
    default:
      return String(single);
  }
}

function FunctionNames({
  ids,
  functions,
  locale,
}: {
  ids: readonly string[];
  functions?: Functions;
  locale: Locale;
}) {
  const names = ids.flatMap((id) => functions?.get(id) ?? []);
  return names.length > 0 ? names.sort((a, b) => a.localeCompare(b, locale)).join(", ") : <Missing />;
}
