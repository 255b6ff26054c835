/** The list of what is due. */
export function remindersPath(slug: string, query = ""): string {
  return `/${slug}/reminders${query}`;
}

/** Marks a deadline as handled, with a note. */
export function handlingPath(slug: string, id: string): string {
  return `/${slug}/reminders/${id}/handling`;
}

/** Takes back that a deadline is handled. */
export function reopeningPath(slug: string, id: string): string {
  return `/${slug}/reminders/${id}/reopening`;
}

/** When to remind, per type of contract. */
export function reminderSettingsPath(slug: string): string {
  return `/${slug}/reminders/settings`;
}

/** When to remind of one contract. */
export function contractStepsPath(slug: string, contractId: string): string {
  return `/${slug}/reminders/contracts/${contractId}`;
}

/** Letters of which nobody knows whether they arrived. */
export function unsureMailPath(slug: string): string {
  return `/${slug}/reminders/mail`;
}

/** The secret addresses of the calendar. */
export function calendarPath(slug: string): string {
  return `/${slug}/reminders/calendar`;
}

/** A calendar feed; outside organisations. */
export function feedPath(secret: string): string {
  return `/calendar/${secret}.ics`;
}
