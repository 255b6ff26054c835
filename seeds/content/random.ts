/** A small repeatable source of chance, so that the demo is the same on every machine. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True in `share` of the cases (0–1). */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the entries, likelier the greater its weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
}

/** Linear congruential generator (modulus 2³²) seeded by a text; same text, same sequence. */
export function randomFrom(seed: string): Random {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 16_777_619) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // the low bits of such a generator repeat quickly; fold the high half over them
    return ((state ^ (state >>> 15)) >>> 0) / 4_294_967_296;
  };
  const random: Random = {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return list[list.length - 1]![0];
    },
  };
  for (let i = 0; i < 8; i++) next();
  return random;
}
