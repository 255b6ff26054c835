import type { FieldGroup } from "#db/schema/values.ts";

/** Addresses of cooperations, circles, sharing and the receipt. `slug` is the address's organisation. */
export const cooperationsPath = (slug: string) => `/${slug}/cooperations`;
export const newCooperationPath = (slug: string) => `/${slug}/cooperations/new`;
export const cooperationPath = (slug: string, id: string) => `/${slug}/cooperations/${id}`;
export const editCooperationPath = (slug: string, id: string) => `${cooperationPath(slug, id)}/edit`;
export const invitationsPath = (slug: string, id: string) => `${cooperationPath(slug, id)}/invitations`;
export const memberPath = (slug: string, id: string, organisation: string) =>
  `${cooperationPath(slug, id)}/members/${organisation}`;
export const membershipPath = (slug: string, id: string) => `${cooperationPath(slug, id)}/membership`;
export const departurePath = (slug: string, id: string) => `${cooperationPath(slug, id)}/departure`;
export const newCirclePath = (slug: string, id: string) => `${cooperationPath(slug, id)}/circles/new`;
export const circlePath = (slug: string, id: string) => `/${slug}/circles/${id}`;
export const circleRemovalPath = (slug: string, id: string) => `${circlePath(slug, id)}/removal`;
export const sharingPath = (slug: string) => `/${slug}/sharing`;
export const sharingHistoryPath = (slug: string) => `/${slug}/sharing/history`;
export const sharingReversalPath = (slug: string) => `/${slug}/sharing/reversal`;
/** The sharing page, saying what was just done. */
export const sharedPath = (slug: string, done: { circle: string; group: FieldGroup; done: string }) =>
  `${sharingPath(slug)}?${new URLSearchParams(done)}`;
export const sharePath = (slug: string, circle: string, group: FieldGroup) =>
  `/${slug}/sharing/${circle}/${group}`;
export const shareConfirmationPath = (slug: string, circle: string, group: FieldGroup) =>
  `${sharePath(slug, circle, group)}/confirmation`;
export const receiptPath = (slug: string) => `/${slug}/receipt`;
export const receiptFilePath = (slug: string) => `/${slug}/receipt.csv`;
export const viewAsPath = (slug: string) => `/${slug}/view-as`;
/** The owner's records as the viewer sees them. */
export const viewedAsPath = (owner: string, viewer: string) => `/${owner}~${viewer}/systems`;
