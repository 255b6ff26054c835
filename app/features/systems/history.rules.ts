import { type Locale, textFor } from "../../text/text.ts";
import { auditText } from "../audit/audit.text.ts";
import type { HistoryValue, HistoryWords, MoreHistoryWords } from "../audit/history.server.ts";
import { fieldOf, isField } from "./fields.rules.ts";
import { choicesOf, type FieldWords, fieldLabel } from "./fields.text.ts";

/** Names of roles by code, for fields like `role:system_owner`. */
export type RoleNames = readonly { code: string; name_sv: string; name_en: string }[];

/** What history rows of any kind are called, with the systems' fields and choices in words. */
export function historyWords(
  t: Pick<FieldWords, "fields" | "choices">,
  { locale, roles, money }: { locale: Locale; roles: RoleNames; money: (minor: number) => string },
): HistoryWords {
  const roleName = (code: string) => {
    const role = roles.find((each) => each.code === code);
    return role && (locale === "sv" ? role.name_sv : role.name_en);
  };
  return {
    field(kind, field) {
      if (!field) return "";
      const role = field.startsWith("role:") ? roleName(field.slice(5)) : undefined;
      if (role) return role;
      const other = kind === "system_usage" ? undefined : textFor(auditText, locale).fields[field];
      return other ?? fieldLabel(t, field);
    },
    value(kind, field, value) {
      if (value === null) return "";
      if (kind === "system_usage" && field) {
        if (isField(field) && fieldOf(field).kind === "money" && typeof value === "number")
          return money(value);
        if (typeof value !== "object" && isChosen(field))
          return choicesOf(t, field)[String(value)] ?? String(value);
      }
      if (kind === "deputy" && field === "role_type") return roleName(String(value)) ?? String(value);
      if (typeof value === "boolean") return choicesOf(t, "tri")[value ? "yes" : "no"] ?? String(value);
      return plain(value);
    },
  };
}

const CHOSEN = new Set(["lifecycle", "is_hidden", "counts_as_valid"]);

function isChosen(field: string): boolean {
  return CHOSEN.has(field) || (isField(field) && ["choice", "level"].includes(fieldOf(field).kind));
}

/** A value of unknown kind: lists with commas, objects as `name: value`. */
function plain(value: HistoryValue): string {
  if (Array.isArray(value)) return value.map((each) => plain(each as HistoryValue)).join(", ");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${plain((each ?? "") as HistoryValue)}`)
      .join(", ");
  return String(value);
}

/** Words of several features as one: by kind of record where its feature knows them, those for all kinds otherwise. */
export function joinedWords(
  all: HistoryWords,
  byKind: Readonly<Record<string, MoreHistoryWords>>,
): HistoryWords {
  return {
    field: (kind, field) => byKind[kind]?.field(kind, field) ?? all.field(kind, field),
    value: (kind, field, value) => byKind[kind]?.value(kind, field, value) ?? all.value(kind, field, value),
    name: (kind, name) => byKind[kind]?.name?.(kind, name) ?? name,
  };
}
