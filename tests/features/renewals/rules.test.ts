import { describe, expect, test } from "vitest";
import { readRenewalAnswer } from "#app/features/renewals/answer.form.ts";
import { changed, changeOverAll, jointCost, ownPrice, priceAt } from "#app/features/renewals/prices.rules.ts";
import { readPercent } from "#app/features/renewals/renewals.form.ts";
import {
  BUCKETS,
  bucketOf,
  countsToQuorum,
  isFinal,
  mayGo,
  type Party,
  quantityOf,
  quorumOf,
  type State,
} from "#app/features/renewals/renewals.rules.ts";
import { tally } from "#app/features/renewals/tally.rules.ts";
import { countBuckets } from "#app/features/surveys/buckets.rules.ts";

const STATES: State[] = ["draft", "ready", "open", "closed", "in_evaluation", "completed", "withdrawn"];
const open = { no_answer_means: "undecided", isOver: false } as const;

function party(
  answer: "yes" | "multi_year" | "no" | null,
  more: Partial<Party> & { quantity?: number } = {},
): Party {
  const { quantity = 10, ...rest } = more;
  return {
    place: "member",
    standing: "invited",
    reply: answer && { answer, kind: "binding", quantity, is_after_close: false },
    current: 7,
    placed: null,
    ...rest,
  };
}

test("only the steps of the specification are possible", () => {
  const allowed = STATES.flatMap((from) =>
    STATES.filter((to) => mayGo(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(allowed).toEqual([
    "draft → ready",
    "ready → draft",
    "ready → open",
    "open → closed",
    "open → withdrawn",
    "closed → open",
    "closed → in_evaluation",
    "closed → withdrawn",
    "in_evaluation → open",
    "in_evaluation → completed",
    "in_evaluation → withdrawn",
  ]);
});

describe("groups", () => {
  const late = { answer: "yes", kind: "binding", quantity: 1, is_after_close: true } as const;
  test.each([
    ["member, yes", party("yes"), "renews"],
    ["member, longer", party("multi_year"), "multi_year"],
    ["member, no", party("no"), "cancels"],
    ["not a member, yes", party("yes", { place: "outside" }), "joins"],
    ["not a member, no", party("no", { place: "outside" }), "not_interested"],
    ["yes after closing", party("yes", { reply: late }), "late"],
    ["already there", party(null, { place: "successor" }), "in_successor"],
    ["nothing submitted", party(null), "no_answer"],
    ["moved by hand", party("yes", { placed: "cancels" }), "cancels"],
  ] as const)("%s: %s", (_, who, bucket) => {
    expect(bucketOf(who, open)).toBe(bucket);
  });

  test("silence means what was said beforehand, and only once the time is over", () => {
    const silent = party(null);
    const continues = { no_answer_means: "continues", isOver: true } as const;
    expect(bucketOf(silent, continues)).toBe("renews");
    expect(quantityOf(silent, "renews")).toBe(7);
    expect(bucketOf(silent, { ...continues, isOver: false })).toBe("no_answer");
    expect(bucketOf(party(null, { place: "outside" }), continues)).toBe("no_answer");
    expect([isFinal("no_answer", "undecided"), isFinal("no_answer", "leaves")]).toEqual([false, true]);
  });

  test("everybody stands in exactly one group (1,000 random surveys)", () => {
    const pick = <T>(values: readonly T[], at: number) => values[at % values.length]!;
    for (let run = 0; run < 1000; run += 1) {
      const rows = Array.from({ length: run % 9 }, (_, index) => {
        const at = run * 31 + index * 17;
        return party(pick(["yes", "multi_year", "no", null] as const, at), {
          place: pick(["member", "outside", "successor"] as const, at >> 1),
          standing: pick(["invited", "accepted", "self"] as const, at >> 2),
          placed: pick([null, null, "late", "cancels"] as const, at >> 3),
        });
      });
      const silence = {
        no_answer_means: pick(["undecided", "leaves", "continues"] as const, run),
        isOver: run % 2 === 0,
      };
      const counts = countBuckets(rows, { order: BUCKETS, bucketOf: (each) => bucketOf(each, silence) });
      expect(BUCKETS.reduce((sum, bucket) => sum + counts[bucket], 0)).toBe(rows.length);
    }
  });
});

test("groups add up to everybody in organisations, quantity and cost, to the öre, whatever was answered (1,000 random surveys)", () => {
  let seed = 7;
  const roll = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  const pick = <T>(values: readonly T[]) => values[roll(values.length)]!;
  for (let run = 0; run < 1000; run += 1) {
    const steps = [1, ...new Set([roll(40) + 2, roll(400) + 50])].sort((a, b) => a - b);
    const lines = {
      model: pick(["all_units", "graduated", "flat", "lump_sum"] as const),
      tiers: steps.map((from_quantity) => ({ from_quantity, unit_price_minor: roll(99_999) })),
      change: pick([0, 333, -450]),
    };
    const parties = Array.from({ length: roll(14) }, (_, index) => ({
      ...party(pick(["yes", "multi_year", "no", null] as const), {
        place: pick(["member", "outside", "successor"] as const),
        standing: pick(["invited", "accepted", "self"] as const),
        placed: pick([null, null, "late", "cancels", "renews"] as const),
        quantity: roll(300),
        current: pick([null, roll(300)]),
      }),
      ...{ id: String(index), partyOrder: roll(5) },
    }));
    const silence = {
      no_answer_means: pick(["undecided", "leaves", "continues"] as const),
      isOver: pick([true, false]),
    };
    const { rows, buckets, total, reached } = tally(parties, { silence, lines, is_unlimited: false });
    const sum = (of: "organisations" | "quantity" | "cost") => buckets.reduce((all, row) => all + row[of], 0);
    expect([sum("organisations"), sum("quantity"), sum("cost")]).toEqual([
      parties.length,
      total.quantity,
      total.quantity > 0 ? total.cost : 0,
    ]);
    expect(rows.every((row) => row.cost >= 0 && (row.quantity > 0 || row.cost === 0))).toBe(true);
    expect(reached?.from_quantity ?? null).toBe(
      total.quantity === 0
        ? null
        : lines.model === "flat"
          ? 1
          : Math.max(...steps.filter((step) => step <= total.quantity)),
    );
  }
});

test("only a binding yes of somebody asked counts: 2 av 3", () => {
  const rows = [
    party("yes", { quantity: 90 }),
    party("multi_year", { quantity: 100 }),
    party("no"),
    party("yes", { standing: "self", quantity: 500 }),
    party("yes", { placed: "cancels" }),
    party("yes", { reply: { answer: "yes", kind: "indication", quantity: 5, is_after_close: false } }),
  ].map((each) => ({ party: each, bucket: bucketOf(each, open) }));
  expect(rows.map(({ party: each, bucket }) => countsToQuorum(each, bucket))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(quorumOf(rows, { min_participants: 3, min_quantity: 200 })).toEqual({
    counted: 2,
    needed: 3,
    quantity: { counted: 190, needed: 200 },
    isReached: false,
  });
  expect(quorumOf(rows, { min_participants: 2, min_quantity: 190 })?.isReached).toBe(true);
  expect(quorumOf(rows, { min_participants: null, min_quantity: null })).toBeNull();
});

describe("prices", () => {
  const tiers = [
    { from_quantity: 1, unit_price_minor: 60_000 },
    { from_quantity: 500, unit_price_minor: 54_000 },
    { from_quantity: 2000, unit_price_minor: 48_000 },
  ];
  const lines = { model: "all_units", tiers, change: 0 } as const;
  const towns = [
    { party: "lulea", party_order: 1, quantity: 1400 },
    { party: "boden", party_order: 2, quantity: 450 },
    { party: "alvsbyn", party_order: 3, quantity: 300 },
  ];

  test("the step is reached together", () => {
    const { total, of } = jointCost(lines, towns);
    expect([total, ...of.values()]).toEqual([103_200_000, 67_200_000, 21_600_000, 14_400_000]);
    expect(ownPrice(lines, { others: 1850, own: 300 })).toEqual({
      joint: 2150,
      reached: { from_quantity: 2000, unit_price_minor: 48_000 },
      minor: 14_400_000,
    });
  });

  test("where the others' sum is not known, only what follows from the step is told", () => {
    const basis = { lines, others: null, reachedFrom: 500 };
    expect(priceAt(basis, 300)).toEqual({
      joint: null,
      reached: { from_quantity: 500, unit_price_minor: 54_000 },
      minor: 16_200_000,
    });
    for (const model of ["graduated", "lump_sum"] as const)
      expect(priceAt({ ...basis, lines: { ...lines, model } }, 300).minor, model).toBeNull();
    const flat = priceAt({ ...basis, lines: { ...lines, model: "flat", change: 450 } }, 2);
    expect([flat.minor, flat.reached?.unit_price_minor]).toEqual([125_400, 62_700]);
    expect(priceAt({ ...basis, others: 1850 }, 300)).toEqual(ownPrice(lines, { others: 1850, own: 300 }));
  });

  test("4.5 % over all members, to the öre", () => {
    const members = towns.map(({ party: name, party_order }, index) => ({
      party: name,
      party_order,
      minor: [67_200_000, 21_600_000, 14_400_000][index]!,
    }));
    const after = changeOverAll(members, 450);
    expect(after.rows.map((row) => row.after)).toEqual([70_224_000, 22_572_000, 15_048_000]);
    expect(after.after).toBe(107_844_000);
    expect(jointCost({ ...lines, change: 450 }, towns).total).toBe(107_844_000);
    // sums that do not come out even still add up
    const odd = changeOverAll(
      [1, 1, 1].map((minor, index) => ({ party: `${index}`, party_order: index, minor })),
      3333,
    );
    expect(odd.rows.reduce((sum, row) => sum + row.after, 0)).toBe(odd.after);
    expect([changed(1, 5000), changed(-1, 5000), changed(100, -450)]).toEqual([2, -2, 96]);
  });

  test("a percentage as people type it", () => {
    expect(["4,5", "4.5 %", "−2", "-100", "1000"].map(readPercent)).toEqual([
      450,
      450,
      -200,
      -10_000,
      undefined,
    ]);
    expect(["", "x", "-101", "4,555"].map(readPercent)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("the answer's form", () => {
  const asked = { is_binding: true, is_unlimited: false, offers_multi_year: false, questions: [] };
  const typed = {
    answer: "yes",
    quantity: "1 200",
    comment: "",
    responder: "Kim",
    authority_ref: "KS 1",
    signer_email: "kim@example.invalid",
    registry_email: "",
    invoice_address: "",
  };
  test("binding: needs a decision and somewhere to send the receipt", () => {
    expect(readRenewalAnswer(typed, asked, true)).toMatchObject({
      fields: { quantity: 1200, kind: "binding" },
    });
    const bare = { ...typed, authority_ref: "", signer_email: "", quantity: "" };
    expect(readRenewalAnswer(bare, asked, true)).toEqual({
      errors: {
        quantity: "quantity_missing",
        authority_ref: "binding_needs_authority",
        signer_email: "email_missing",
      },
    });
    expect(readRenewalAnswer(bare, asked, false)).toHaveProperty("fields");
    expect(
      readRenewalAnswer(
        { ...bare, answer: "no", authority_ref: "KS 1", signer_email: "a@b.se" },
        asked,
        true,
      ),
    ).toMatchObject({ fields: { quantity: null } });
  });
  test("the longer term only where it is offered", () => {
    const long = { ...typed, answer: "multi_year" };
    expect(readRenewalAnswer(long, asked, true)).toEqual({ errors: { answer: "choice_wrong" } });
    expect(readRenewalAnswer(long, { ...asked, offers_multi_year: true }, true)).toHaveProperty("fields");
  });
});
