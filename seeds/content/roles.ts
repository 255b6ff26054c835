import { dayAfter } from "./days.ts";

/** How an organisation of the demo uses a role type; types that are not named here are used as they come. */
export interface RoleTypeContent {
  role_type: string;
  is_on: boolean;
  is_mandatory: boolean;
  grants_edit: boolean;
  description: string | null;
}

const usual: readonly RoleTypeContent[] = [
  {
    role_type: "system_owner",
    is_on: true,
    is_mandatory: true,
    grants_edit: true,
    description:
      "Chefen för den förvaltning som använder systemet mest. Bekräftar uppgifterna en gång om året.",
  },
  {
    role_type: "system_manager",
    is_on: true,
    is_mandatory: true,
    grants_edit: true,
    description: null,
  },
];

/** Organisations that have said how they use roles. */
export const roleSettings: Readonly<Record<string, readonly RoleTypeContent[]>> = {
  borgholm: usual,
  morbylanga: usual,
  lulea: usual,
  karlsborg: usual.filter((type) => type.role_type === "system_owner"),
};

/** Somebody standing in for somebody else when the demo is seeded; keys of people. */
export function demoDeputies(today: string) {
  return [
    {
      organisation: "borgholm",
      person: "borgholm/kanslichef",
      deputy: "borgholm/namndsekreterare",
      from_on: dayAfter(today, -3),
      to_on: dayAfter(today, 10),
    },
  ];
}
