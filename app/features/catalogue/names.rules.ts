/** Legal forms that say nothing about who a supplier is; taken away at the end of a name. */
const FORMS_LAST = new Set(
  "ab aktiebolag aktiebolaget publ as asa aps oy oyj abp gmbh ag ltd limited inc incorporated llc plc corp corporation bv nv sa sarl srl hb kb".split(
    " ",
  ),
);
/** Legal forms that also stand first ("AB Svenska Bostäder"). */
const FORMS_FIRST = new Set(["ab", "aktiebolaget", "oy"]);

/**
 * The form of a product or supplier name that names are matched by: lower case, NFKC (å, ä, ö kept), without legal
 * form and punctuation, spaces collapsed. `+` and `#` after a letter stay (C++ is not C). A name that is nothing but
 * a legal form is kept as it is. The result is empty only when the text has no letter or digit.
 */
export function normaliseName(text: string): string {
  const plain = text
    .replace(/[®™©]/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<![\p{L}\p{N}])a\/s(?![\p{L}\p{N}])/gu, "as")
    .replace(/(?<!\p{N})[.'’‘`´]|[.'’‘`´](?!\p{N})/gu, "")
    .replace(/[^\p{L}\p{N}\p{M}+#]+/gu, " ")
    .replace(/(?<![\p{L}+#])[+#]+/gu, " ");
  const words = plain.split(" ").filter((word) => word !== "");
  let first = 0;
  let end = words.length;
  while (end - first > 1 && FORMS_LAST.has(words[end - 1]!)) end--;
  while (end - first > 1 && FORMS_FIRST.has(words[first]!)) first++;
  return words.slice(first, end).join(" ");
}

/** The trigrams of a normalised name, each word padded as PostgreSQL's pg_trgm does it. */
export function trigrams(normalised: string): Set<string> {
  const found = new Set<string>();
  for (const word of normalised.split(" ")) {
    if (word === "") continue;
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  }
  return found;
}

/** How alike two names are, 0–1: shared trigrams by all trigrams of the normalised names. */
export function nearness(a: string, b: string): number {
  return shared(trigrams(normaliseName(a)), trigrams(normaliseName(b)));
}

function shared(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const gram of small) if (large.has(gram)) both++;
  return both / (a.size + b.size - both);
}

/**
 * How alike two short texts are, 0–1, typing mistakes considered: the better of `nearness` and the share of letters
 * that need no insertion, deletion, exchange or swap of neighbours.
 */
export function likeness(a: string, b: string): number {
  const [x, y] = [normaliseName(a), normaliseName(b)];
  const longest = Math.max(x.length, y.length);
  if (longest === 0) return 0;
  const grams = shared(trigrams(x), trigrams(y));
  return longest > 60 ? grams : Math.max(grams, 1 - edits(x, y) / longest);
}

function edits(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(row[j - 1]! + 1, above[j]! + 1, above[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/**
 * The candidates most like `name`, best first (ties in the order given), none below `least` nearness. A candidate that holds the
 * whole name among other words counts as near. For lists up to some thousands; wider search belongs in the database.
 */
export function nearestNames(
  name: string,
  candidates: readonly string[],
  { atMost = 3, least = 0.45 }: { atMost?: number; least?: number } = {},
): string[] {
  return candidates
    .map((candidate) => ({
      candidate,
      score: Math.max(likeness(name, candidate), 0.9 * held(name, candidate)),
    }))
    .filter((one) => one.score >= least)
    .sort((x, y) => y.score - x.score)
    .slice(0, atMost)
    .map((one) => one.candidate);
}

/** The share of the name's trigrams that the other text has too. */
function held(name: string, other: string): number {
  const wanted = trigrams(normaliseName(name));
  const there = trigrams(normaliseName(other));
  let both = 0;
  for (const gram of wanted) if (there.has(gram)) both++;
  return wanted.size === 0 ? 0 : both / wanted.size;
}
