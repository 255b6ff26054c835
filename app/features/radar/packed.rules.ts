import { asSeen, type RadarContract } from "./windows.rules.ts";

/*
 * The text the database sends for one key: contracts between semicolons, each "id|place of its municipality|unlimited|days of free
 * notice|ends|due". Read character by character: splitting it took four times as long for a circle of 290 municipalities.
 */

const [COMMA, SEMICOLON, ZERO, BAR] = [",", ";", "0", "|"].map((character) => character.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];
const ID_LENGTH = 36;

/** The contracts of one key as seen on a day; those that cannot end any more are left out. */
export function unpack(text: string, members: readonly string[], day: number): RadarContract[] {
  const contracts: RadarContract[] = [];
  let at = 0;
  /** A list of whole numbers up to the next bar or semicolon, which is passed over. */
  function numbers(): number[] {
    const list: number[] = [];
    let number = 0;
    let hasDigits = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BAR || code === SEMICOLON) break;
      if (code === COMMA) {
        list.push(number);
        number = 0;
      } else {
        number = number * 10 + code - ZERO;
        hasDigits = true;
      }
    }
    if (hasDigits) list.push(number);
    at++;
    return list;
  }
  while (at < text.length) {
    const contractId = text.slice(at, at + ID_LENGTH);
    at += ID_LENGTH + 1;
    const organisationId = members[numbers()[0]! - 1]!;
    const isUnlimited = numbers()[0] === 1;
    const freeDays = numbers()[0] ?? null;
    const ends = numbers();
    const due = numbers();
    const seen = asSeen({ contractId, organisationId, isUnlimited, freeDays, ends, due }, day);
    if (seen) contracts.push(seen);
  }
  return contracts;
}
