import type { MemberRole } from "#db/schema/values.ts";

/** In the order they are shown: who may do least first. */
export const memberRoles = ["reader", "editor", "local_admin"] as const satisfies readonly MemberRole[];
