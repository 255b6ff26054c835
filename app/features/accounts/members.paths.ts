/** Addresses of the members' pages. `slug` is the organisation's, `account` an account's id, `invitation` an invitation's. */
export const membersPath = (slug: string) => `/${slug}/members`;
export const newInvitationPath = (slug: string) => `/${slug}/members/new`;
export const memberPath = (slug: string, account: string) => `/${slug}/members/${account}`;
export const memberEndPath = (slug: string, account: string) => `/${slug}/members/${account}/end`;
export const memberReinstatementPath = (slug: string, account: string) =>
  `/${slug}/members/${account}/reinstatement`;
export const invitationRevocationPath = (slug: string, invitation: string) =>
  `/${slug}/members/invitations/${invitation}/revocation`;
export const invitationMailPath = (slug: string, invitation: string) =>
  `/${slug}/members/invitations/${invitation}/mail`;
/** The page a link in an invitation leads to. */
export const invitationPath = (token: string) => `/invitation/${token}`;
