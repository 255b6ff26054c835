import type { MemberRole } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { memberRoles } from "./members.rules.ts";
import { membersText } from "./members.text.ts";

/** Roles as words: "läsare, redaktör och lokal administratör". */
export function useRoleNames(): (roles: readonly MemberRole[]) => string {
  const t = useText(membersText);
  return (roles) => {
    const names = memberRoles.filter((role) => roles.includes(role)).map((role) => t.roleNames[role]);
    const last = names.pop();
    return names.length > 0 ? `${names.join(", ")} ${t.and} ${last}` : (last ?? "");
  };
}

/** The roles to tick, each with what it allows. */
export function RoleFields({ roles, error }: { roles: readonly string[]; error?: string }) {
  const t = useText(membersText);
  return (
    <CheckboxGroup
      name="roles"
      legend={t.roles}
      required
      error={error}
      values={roles}
      options={memberRoles.map((role) => ({
        value: role,
        label: capital(t.roleNames[role]),
        description: t.roleHints[role],
      }))}
    />
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
