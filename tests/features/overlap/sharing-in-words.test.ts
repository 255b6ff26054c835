import { expect, test } from "vitest";
import { sharingInWords } from "#app/features/overlap/sharingInWords.ts";

const said = (sharing: number, others: number) =>
  sharingInWords([{ group: "price", sharing, others, weShare: null }], "sv");

test.each([
  [0, 0, []],
  [0, 1, ["Pris delas inte med er av den andra kommunen."]],
  [1, 1, ["Pris delas med er av den andra kommunen."]],
  [0, 5, ["Pris delas inte med er av någon av de 5 andra kommunerna."]],
  [5, 5, ["Pris delas med er av alla de 5 andra kommunerna."]],
  [2, 5, ["Pris delas med er av 2 av 5 andra kommuner. Övrigas är inte med."]],
])("%i of %i others share", (sharing, others, sentences) => {
  expect(said(sharing, others)).toEqual(sentences);
});
