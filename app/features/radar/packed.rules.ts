import { asSeen, type RadarContract } from "./windows.rules.ts";

/*
 * The text the database sends for one key: contracts between semicolons, each "id|place of its municipality|unlimited|days of free
 * notice|ends|due" as `packed` of contracts' window.rules.ts writes it. Read character by character: splitting it took four times as
 * long for a circle of 290 municipalities.
 */

const [COMMA, SEMICOLON, ZERO, BAR, MINUS] = [",", ";", "0", "|", "-"].map((character) =>
  character.charCodeAt(0),
) as [number, number, number, number, number];
const ID_LENGTH = 36;

/** The contracts of one key as seen on a day; those that cannot end any more are left out. */
export function unpack(text: string, members: readonly string[], day: number): RadarContract[] {
  const contracts: RadarContract[] = [];
  let at = 0;
  /** Whole numbers up to the next bar or semicolon, which is passed over; `null` stands for one left out between commas. */
  function numbers(): (number | null)[] {
    const list: (number | null)[] = [];
    let number: number | null = null;
    let sign = 1;
    let code = 0;
    const first = at;
    for (; at < text.length; at++) {
      code = text.charCodeAt(at);
      if (code === BAR || code === SEMICOLON) break;
      if (code === COMMA) {
        list.push(number === null ? null : sign * number);
        number = null;
        sign = 1;
      } else if (code === MINUS) sign = -1;
      else number = (number ?? 0) * 10 + code - ZERO;
    }
    if (at > first) list.push(number === null ? null : sign * number);
    at++;
    return list;
  }
  while (at < text.length) {
    const contractId = text.slice(at, at + ID_LENGTH);
    at += ID_LENGTH + 1;
    const organisationId = members[numbers()[0]! - 1]!;
    const isUnlimited = numbers()[0] === 1;
    const freeDays = numbers()[0] ?? null;
    let last = 0;
    const ends = numbers().map((days) => (last += days!));
    const before = numbers();
    const due = ends.map((end, index) =>
      before[index] == null ? Number.POSITIVE_INFINITY : end - before[index]!,
    );
    const seen = asSeen({ contractId, organisationId, isUnlimited, freeDays, ends, due }, day);
    if (seen) contracts.push(seen);
  }
  return contracts;
}
