import { describe, expect, test } from "vitest";
import { checkForm, decisionForm } from "#app/features/interest-checks/interest-checks.form.ts";
import {
  ANSWERS,
  type AnswerWord,
  areAnswersHidden,
  BUCKETS,
  countsToQuorum,
  goesOn,
  interestGrouping,
  mayGo,
  type Party,
  quorumOf,
  type State,
  sumsOf,
} from "#app/features/interest-checks/interest-checks.rules.ts";
import { readReply } from "#app/features/interest-checks/reply.form.ts";
import { errorCodes } from "#app/features/organisations/organisations.form.ts";
import { countBuckets, sumQuantities } from "#app/features/surveys/buckets.rules.ts";
import { questionForm } from "#app/features/surveys/questions.form.ts";
import { reminderStep, stateOn } from "#app/features/surveys/surveys.rules.ts";
import { randomOf } from "../../support/random.ts";

const STATES: State[] = ["draft", "open", "closed", "decided", "withdrawn"];

function party(
  answer: AnswerWord | null,
  more: Partial<Party> & { kind?: "binding" | "indication"; likely?: number | null } = {},
): Party {
  const { kind = "binding", likely = null, ...rest } = more;
  return {
    standing: "invited",
    reply: answer && {
      answer,
      kind,
      quantity_low: null,
      quantity_likely: likely,
      quantity_high: null,
      is_after_close: false,
    },
    ...rest,
  };
}

describe("states", () => {
  test("only the steps of the contract are possible", () => {
    const allowed = STATES.flatMap((from) =>
      STATES.filter((to) => mayGo(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual([
      "draft → open",
      "open → closed",
      "open → withdrawn",
      "closed → open",
      "closed → decided",
    ]);
  });

  test.each([
    ["open", "2026-12-10", "open"],
    ["open", "2026-12-11", "closed"],
    ["draft", "2026-12-11", "draft"],
    ["withdrawn", "2026-12-11", "withdrawn"],
    ["decided", "2026-12-01", "decided"],
  ] as const)("%s with its last day 2026-12-10, seen %s, is %s", (state, today, expected) => {
    expect(stateOn({ state, closes_on: "2026-12-10" }, today)).toBe(expected);
  });

  test("answers are hidden until it closes, and stay hidden when it is taken back", () => {
    const hidden = STATES.filter((state) =>
      areAnswersHidden({ state, closes_on: "2026-12-10", answers_hidden_until_close: true }, "2026-12-10"),
    );
    expect(hidden).toEqual(["draft", "open", "withdrawn"]);
    const over = { state: "open" as const, closes_on: "2026-12-10", answers_hidden_until_close: true };
    expect(areAnswersHidden(over, "2026-12-11")).toBe(false);
    expect(areAnswersHidden({ ...over, answers_hidden_until_close: false }, "2026-12-01")).toBe(false);
  });
});

describe("groups and quorum", () => {
  test.each([
    ["yes", "yes", true],
    ["option", "option", false],
    ["conditional", "conditional", false],
    ["later", "later", false],
    ["no", "no", false],
    [null, "none", false],
  ] as const)("a binding %s is in group %s and counts: %s", (answer, bucket, counts) => {
    expect(interestGrouping.bucketOf(party(answer))).toBe(bucket);
    expect(countsToQuorum(party(answer), { counts_as: "binding_yes", counts_option: false })).toBe(counts);
  });

  test("indications count only when the check says so, options likewise, self-nominated once let in", () => {
    const rule = { counts_as: "binding_yes", counts_option: false } as const;
    expect(countsToQuorum(party("yes", { kind: "indication" }), rule)).toBe(false);
    expect(countsToQuorum(party("yes", { kind: "indication" }), { ...rule, counts_as: "any_yes" })).toBe(
      true,
    );
    expect(countsToQuorum(party("option"), { ...rule, counts_option: true })).toBe(true);
    expect(countsToQuorum(party("yes", { standing: "self" }), rule)).toBe(false);
    expect(interestGrouping.bucketOf(party("yes", { standing: "self" }))).toBe("self");
    expect(countsToQuorum(party("yes", { standing: "accepted" }), rule)).toBe(true);
  });

  test("two of three, and the lowest quantity where there is one", () => {
    const rule = {
      quorum_min: 3,
      quorum_quantity: 200,
      counts_as: "binding_yes",
      counts_option: false,
    } as const;
    const two = [party("yes", { likely: 90 }), party("yes", { likely: 100 }), party("no")];
    expect(quorumOf(two, rule)).toEqual({
      counted: 2,
      needed: 3,
      quantity: { counted: 190, needed: 200 },
      isReached: false,
    });
    expect(quorumOf([...two, party("yes", { likely: 9 })], rule).isReached).toBe(false);
    expect(quorumOf([...two, party("yes", { likely: 10 })], rule).isReached).toBe(true);
  });

  test("groups always add up to everybody, whatever was answered (10,000 random checks)", () => {
    const random = randomOf(20261121);
    for (let run = 0; run < 10_000; run += 1) {
      const parties = Array.from({ length: random(12) }, () =>
        party([...ANSWERS, null][random(6)]!, {
          standing: (["invited", "accepted", "self"] as const)[random(3)]!,
          kind: random(2) ? "binding" : "indication",
          likely: random(100),
        }),
      );
      const buckets = countBuckets(parties, interestGrouping);
      expect(Object.keys(buckets)).toEqual([...BUCKETS]);
      expect(Object.values(buckets).reduce((sum, n) => sum + n, 0)).toBe(parties.length);
      const { counted } = quorumOf(parties, {
        quorum_min: 1,
        quorum_quantity: null,
        counts_as: "any_yes",
        counts_option: true,
      });
      expect(counted).toBe(buckets.yes + buckets.option);
      const sums = sumsOf(parties);
      expect(sums.ceiling.likely).toBe(sums.yes.likely + sums.option.likely);
    }
  });

  test("a figure that was not given is read from its neighbours", () => {
    const one = (low: number | null, likely: number | null, high: number | null) =>
      sumQuantities([{ quantity_low: low, quantity_likely: likely, quantity_high: high }]);
    expect(one(null, 50, null)).toEqual({ low: 50, likely: 50, high: 50 });
    expect(one(10, null, 30)).toEqual({ low: 10, likely: 10, high: 30 });
    expect(one(null, null, null)).toEqual({ low: 0, likely: 0, high: 0 });
  });

  test("yes, option and met conditions go on; the others do not", () => {
    const on = (answer: Parameters<typeof party>[0], conditionMetOn: string | null = null, more = {}) =>
      goesOn({ ...party(answer, more), conditionMetOn });
    expect([on("yes"), on("option"), on("conditional", "2026-12-01")]).toEqual([true, true, true]);
    expect([
      on("conditional"),
      on("later"),
      on("no"),
      on(null),
      on("yes", null, { standing: "self" }),
    ]).toEqual(Array(5).fill(false));
  });
});

describe("reminders", () => {
  test.each([
    ["2026-12-02", undefined],
    ["2026-12-03", 7],
    ["2026-12-06", 7],
    ["2026-12-07", 3],
    ["2026-12-09", 1],
    ["2026-12-10", 1],
    ["2026-12-11", undefined],
  ])("seen %s the step is %s", (today, step) => {
    expect(reminderStep({ opened_on: "2026-11-20", closes_on: "2026-12-10" }, today)).toBe(step);
  });

  test("a check that is open for a few days is not reminded of on the day it is sent", () => {
    expect(reminderStep({ opened_on: "2026-12-05", closes_on: "2026-12-10" }, "2026-12-05")).toBeUndefined();
    expect(reminderStep({ opened_on: "2026-12-05", closes_on: "2026-12-10" }, "2026-12-08")).toBe(3);
  });
});

describe("what a form takes", () => {
  const check = {
    name: "Nytt",
    need: "Ett behov",
    background: "",
    scope: "",
    time_frame: "",
    case_number: "",
    function_id: "",
    product_id: "",
    contract_id: "",
    closes_on: "2026-12-10",
    quorum_min: "1",
    quorum_quantity: "",
    quantity_unit: "",
    reply_kind: "either",
    counts_as: "binding_yes",
    counts_option: false,
    answers_hidden_until_close: false,
    answers_shared: true,
    organisations: ["01a1fc4d-882a-70de-a25f-d8189ce3ebc0"],
  };
  const wrong = (more: Record<string, unknown>) => {
    const read = checkForm("2026-11-20").safeParse({ ...check, ...more });
    return read.success ? {} : errorCodes(read.error);
  };

  test.each([
    [{}, {}],
    [{ closes_on: "2026-11-20" }, { closes_on: "closes_in_past" }],
    [{ closes_on: "2026-02-30" }, { closes_on: "not_a_day" }],
    [{ quorum_min: "0" }, { quorum_min: "number_wrong" }],
    [{ quorum_min: "" }, { quorum_min: "missing" }],
    [{ quorum_min: "2" }, { quorum_min: "quorum_too_high" }],
    [{ organisations: [] }, { organisations: "nobody_asked" }],
    [{ reply_kind: "indication" }, { counts_as: "binding_impossible" }],
    [
      { name: " ", need: "" },
      { name: "missing", need: "missing" },
    ],
  ])("a check with %j is answered %j", (more, expected) => {
    expect(wrong(more)).toEqual(expected);
  });

  test("a question to choose from has choices, others have none", () => {
    const read = (more: object) =>
      questionForm.safeParse({
        kind: "choice",
        label: "Vad?",
        options: "A\n B \nA",
        unit: "",
        is_mandatory: false,
        ...more,
      });
    expect(read({}).data?.options).toEqual(["A", "B"]);
    expect(read({ options: "A" }).success).toBe(false);
    expect(read({ kind: "text" }).data?.options).toEqual([]);
  });

  test("a no needs its reason", () => {
    const read = (outcome: string, reason: string) =>
      decisionForm.safeParse({ outcome, reason, authority_ref: "" }).success;
    expect([read("go", ""), read("no_go", ""), read("no_go", "För få"), read("", "x")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("what a reply takes", () => {
  const question = { id: "q", kind: "number" as const, options: [], is_mandatory: true };
  const typed = {
    answer: "yes",
    conditions: "",
    quantity_low: "",
    quantity_likely: "1 200",
    quantity_high: "",
    earliest_on: "",
    kind: "indication",
    responder: "Kim",
    authority_ref: "",
    "question-q": "4,5",
  };
  const read = (
    more: Record<string, string>,
    isHandedIn = true,
    reply_kind: "either" | "binding" = "either",
  ) => readReply({ ...typed, ...more }, { reply_kind, questions: [question] }, isHandedIn);
  const errors = (...parameters: Parameters<typeof read>) => {
    const outcome = read(...parameters);
    return "errors" in outcome ? outcome.errors : {};
  };

  test("numbers are read as people write them", () => {
    expect(read({})).toMatchObject({ fields: { quantity_likely: 1200 }, answers: { q: "4.5" } });
  });

  test.each([
    [{ answer: "" }, { answer: "answer_missing" }],
    [{ answer: "conditional" }, { conditions: "conditions_missing" }],
    [{ kind: "binding" }, { authority_ref: "authority_missing" }],
    [{ responder: " " }, { responder: "responder_missing" }],
    [{ quantity_low: "5000" }, { quantity_low: "quantities_disordered" }],
    [{ quantity_high: "många" }, { quantity_high: "number_wrong" }],
    [{ earliest_on: "i vår" }, { earliest_on: "not_a_day" }],
    [{ answer: "kanske" }, { answer: "choice_wrong" }],
    [{ "question-q": "" }, { "question-q": "question_missing" }],
    [{ "question-q": "fyra" }, { "question-q": "number_wrong" }],
    [{ answer: "no", "question-q": "" }, {}],
  ])("handed in with %j: %j", (more, expected) => {
    expect(errors(more as Record<string, string>)).toEqual(expected);
  });

  test("a draft may lack anything but must be written the right way", () => {
    expect(errors({ answer: "", responder: "", "question-q": "" }, false)).toEqual({});
    expect(errors({ earliest_on: "snart" }, false)).toEqual({ earliest_on: "not_a_day" });
  });

  test("where only binding replies are taken, a reply is binding whatever was posted", () => {
    expect(errors({}, true, "binding")).toEqual({ authority_ref: "authority_missing" });
  });
});
