import { expect, test } from "vitest";
import { refusalsText } from "#app/features/settlements/refusals.text.ts";
import { sentenceOf } from "#app/features/settlements/words.rules.ts";
import { formatsFor } from "#app/text/format.ts";

/** The words of agreement-and-money.md 9, as the screen says them; each code comes out of a real refusal in the other tests here. */
test.each([
  ["KST-001 2027", "Fördelningsnyckeln för 2027 är inte fastställd."],
  ["KST-002 100000", "Minst en part måste ha en vikt större än noll."],
  ["KST-003 100000050", "Golv och tak går inte ihop med totalbeloppet 1\u00a0000\u00a0000,50\u00a0kr."],
  ["KST-004 99.5", "Procentsatserna summerar till 99,5, inte 100."],
  ["AVS-001 Boden", "Avräkningen kan inte godkännas: Boden har en obesvarad synpunkt."],
  ["AVS-002", "Avräkningen är stängd. Gör en rättelsekörning."],
  ["consultation_open 1 3", "Samrådet pågår. 1 av 3 parter har svarat."],
])("%s", (code, sentence) => {
  expect(sentenceOf(code, refusalsText.sv, formatsFor("sv"))).toBe(sentence);
  expect(sentenceOf(code, refusalsText.en, formatsFor("en"))).not.toBe(code);
});
