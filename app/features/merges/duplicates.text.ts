import type { Texts } from "../../text/text.ts";

export const duplicatesText = {
  sv: {
    title: "Dubbletter",
    leadEditor:
      "Poster i katalogen som liknar varandra, de mest lika först. Slå ihop dem, eller säg att de är olika.",
    lead: "Era konceptposter som liknar andra poster i katalogen. Föreslå att de slås ihop, eller säg att de är olika.",
    kinds: { product: "Produkter", supplier: "Leverantörer" },
    kindTabs: "Slag av poster",
    toSettled: "Par som inte är dubbletter",
    toOpen: "Tillbaka till paren att ta ställning till",
    caption: { product: "Produkter som liknar varandra", supplier: "Leverantörer som liknar varandra" },
    settledCaption: "Par som inte är dubbletter",
    none: "Inga poster liknar varandra",
    noneText: "När ett namn i katalogen liknar ett annat dyker paret upp här.",
    noneOwn: "Ingen av era konceptposter liknar en annan post",
    noneOwnText:
      "När ni lägger till en produkt eller leverantör vars namn liknar ett annat i katalogen dyker paret upp här.",
    noneSettled: "Inga par är avfärdade",
    noneSettledText: "Par som någon har sagt är olika poster visas här, med vem och när.",
    columns: { pair: "Poster", act: "Gör", who: "Av", when: "När" },
    reasons: {
      same_name: "samma namn",
      similar_name: "liknande namn",
      alias: "samma alternativa namn",
      organisation_number: "samma organisationsnummer",
      website: "samma webbplats",
    },
    likeness: (percent: number) => `${percent} % likhet`,
    usages: (n: number) =>
      n >= 1000
        ? "minst 1 000 system som ni ser"
        : n === 1
          ? "1 system som ni ser"
          : `${n} system som ni ser`,
    pairName: (first: string, second: string) => `${first} och ${second}`,
    merge: "Slå ihop",
    review: "Granska först",
    different: "Inte dubbletter",
    propose: "Föreslå sammanslagning",
    undo: "Ångra",
    takeBack: "Ta tillbaka förslaget",
    said: {
      same: (organisation: string) => `${organisation} föreslår att de slås ihop.`,
      different: (organisation: string) => `${organisation} säger att de är olika.`,
    },
    youProposed: "Ni har föreslagit att de slås ihop.",
    done: {
      different: "Paret räknas inte längre som dubbletter. Det kommer tillbaka om något av namnen ändras.",
      same: "Förslaget syns nu för katalogredaktörerna.",
      withdrawn: "Det är ångrat och paret visas igen.",
      gone: "Inget är ändrat: någon annan hann före, eller så har posterna ändrats.",
    } as Record<string, string>,
  },
  en: {
    title: "Duplicates",
    leadEditor:
      "Records of the catalogue that look alike, the most alike first. Merge them, or say that they are different.",
    lead: "Your concept records that look like other records of the catalogue. Propose a merge, or say that they are different.",
    kinds: { product: "Products", supplier: "Suppliers" },
    kindTabs: "Kinds of records",
    toSettled: "Pairs that are not duplicates",
    toOpen: "Back to the pairs to decide on",
    caption: { product: "Products that look alike", supplier: "Suppliers that look alike" },
    settledCaption: "Pairs that are not duplicates",
    none: "No records look alike",
    noneText: "When a name in the catalogue is like another, the pair appears here.",
    noneOwn: "None of your concept records is like another record",
    noneOwnText:
      "When you add a product or supplier with a name like another in the catalogue, the pair appears here.",
    noneSettled: "No pairs have been dismissed",
    noneSettledText: "Pairs that somebody has said are different records are shown here, with who and when.",
    columns: { pair: "Records", act: "Do", who: "By", when: "When" },
    reasons: {
      same_name: "same name",
      similar_name: "similar name",
      alias: "same alternative name",
      organisation_number: "same organisation number",
      website: "same website",
    },
    likeness: (percent: number) => `${percent}% alike`,
    usages: (n: number) =>
      n >= 1000
        ? "at least 1,000 systems that you see"
        : n === 1
          ? "1 system that you see"
          : `${n} systems that you see`,
    pairName: (first: string, second: string) => `${first} and ${second}`,
    merge: "Merge",
    review: "Check first",
    different: "Not duplicates",
    propose: "Propose a merge",
    undo: "Undo",
    takeBack: "Take back the proposal",
    said: {
      same: (organisation: string) => `${organisation} proposes to merge them.`,
      different: (organisation: string) => `${organisation} says they are different.`,
    },
    youProposed: "You have proposed to merge them.",
    done: {
      different: "The pair no longer counts as duplicates. It comes back if one of the names changes.",
      same: "The proposal is now shown to the catalogue editors.",
      withdrawn: "That is undone and the pair is shown again.",
      gone: "Nothing has changed: somebody else was faster, or the records have changed.",
    } as Record<string, string>,
  },
} satisfies Texts;
