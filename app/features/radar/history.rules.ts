import { type Locale, textFor } from "../../text/text.ts";
import { radarSettingsText } from "./settings.text.ts";

/** The organisation's settings of the radar (`lead_time.eu.documents`) in words; undefined for other fields. */
export function radarSettingWords(field: string, locale: Locale): string | undefined {
  const t = textFor(radarSettingsText, locale);
  const [setting, first, second] = field.split(".") as [string, string?, string?];
  if (setting === "lead_time" && first && second) {
    const form = t.forms[first as keyof typeof t.forms] ?? first;
    return t.inputLabel(t.parts[second as keyof typeof t.parts] ?? second, form);
  }
  // a circle's name may hold points itself
  const circle = field.slice(setting.length + 1);
  if (setting === "radar_counting") return t.countedIn(circle);
  if (setting === "radar_floor") return t.floor(circle);
  return undefined;
}
