import type { Generated } from "kysely";
import type { Instant, MemberRole, NullableInstant } from "./values.ts";

export interface AccountTable {
  id: Generated<string>;
  email: string;
  name: string;
  password_hash: string | null;
  is_catalogue_editor: Generated<boolean>;
  /** Encrypted with a key from the installation's secret. */
  totp_secret: string | null;
  totp_confirmed_at: NullableInstant;
  /** Last accepted time step, so that a code works once. */
  totp_last_step: number | null;
  disabled_at: NullableInstant;
  /** Language of letters; null until one is chosen. */
  locale: Generated<"sv" | "en" | null>;
  created_at: Instant;
}

export interface SessionTable {
  /** SHA-256 of the token in the cookie. */
  id: string;
  account_id: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  absolute_expires_at: Instant;
  second_factor_at: NullableInstant;
  device: string | null;
}

export interface RecoveryCodeTable {
  account_id: string;
  code_hash: string;
  used_at: NullableInstant;
}

export interface PasswordResetTable {
  token_hash: string;
  account_id: string;
  expires_at: Instant;
  used_at: NullableInstant;
}

export interface RateLimitTable {
  /** HMAC of what is limited. */
  key: string;
  points: Generated<number>;
  /** Milliseconds since 1970. */
  expire: number | null;
}

export interface MembershipTable {
  tenant_id: string;
  account_id: string;
  person_id: string;
  roles: MemberRole[];
  created_at: Instant;
  ended_at: NullableInstant;
}

export interface InvitationTable {
  tenant_id: string;
  id: Generated<string>;
  token_hash: string;
  email: string;
  name: string;
  roles: MemberRole[];
  invited_by: string;
  created_at: Instant;
  expires_at: Instant;
  accepted_at: NullableInstant;
  revoked_at: NullableInstant;
}

/** Accounts, sessions, memberships and invitations. */
export interface AccountsTables {
  account: AccountTable;
  session: SessionTable;
  recovery_code: RecoveryCodeTable;
  password_reset: PasswordResetTable;
  rate_limit: RateLimitTable;
  membership: MembershipTable;
  invitation: InvitationTable;
}
