import type { FieldGroup } from "#db/schema/values.ts";
import { monthEnd, monthStart } from "./days.ts";
import type { CooperationContent, MemberContent, ShareContent } from "./types.ts";

const norrbottenMembers =
  "lulea arjeplog arvidsjaur boden gallivare haparanda jokkmokk kalix kiruna pajala pitea alvsbyn overkalix overtornea".split(
    " ",
  );

function members(keys: readonly string[], joined_on: string): MemberContent[] {
  return keys.map((organisation) => ({
    organisation,
    joined_on,
    confirmed_by: ["cooperation", "organisation"],
  }));
}

/**
 * Invented in form, believable in shape: who is in which cooperation, with one invited and one former member.
 * @param today day of seeding, `YYYY-MM-DD`
 */
export const demoCooperations = (today: string): readonly CooperationContent[] => [
  {
    key: "it-samverkan-oland",
    name: "IT-samverkan Öland",
    host: "borgholm",
    purpose: "Gemensam IT-drift och support för Borgholm och Mörbylånga. Borgholm är värdkommun.",
    members: members(["borgholm", "morbylanga"], "2014-01-01"),
    circles: [],
  },
  {
    key: "kalmar-lans-it-samverkan",
    name: "Kalmar läns IT-samverkan",
    host: "kalmar",
    purpose: "Kommunerna i länet jämför system och förbereder gemensamma upphandlingar.",
    members: [
      ...members(
        ["kalmar", "nybro", "oskarshamn", "borgholm", "morbylanga", "region-kalmar-lan"],
        "2021-05-01",
      ),
      // invited, has not answered yet: sees nothing and is seen by nobody
      { organisation: "vastervik", joined_on: monthStart(today, -1), confirmed_by: ["cooperation"] },
      {
        organisation: "torsas",
        joined_on: "2021-05-01",
        left_on: monthEnd(today, -11),
        confirmed_by: ["cooperation", "organisation"],
      },
    ],
    circles: [
      {
        key: "socialtjanstsystem",
        name: "Socialtjänstsystem",
        members: ["kalmar", "nybro", "borgholm", "morbylanga"],
      },
      { key: "kartor", name: "Kartor och samhällsbyggnad", members: ["kalmar", "oskarshamn", "borgholm"] },
    ],
  },
  {
    key: "norrbottens-e-namnd",
    name: "Norrbottens e-nämnd",
    host: "lulea",
    purpose: "Gemensam nämnd för digital utveckling i länets fjorton kommuner. Luleå är värdkommun.",
    members: members(norrbottenMembers, "2019-01-01"),
    circles: [
      { key: "kusten", name: "Kustkommunerna", members: ["lulea", "pitea", "boden", "kalix", "haparanda"] },
      { key: "tornedalen", name: "Tornedalen", members: ["haparanda", "overtornea", "pajala"] },
      {
        key: "skolsystem",
        name: "Skolsystem",
        members: ["lulea", "pitea", "boden", "alvsbyn", "kalix", "kiruna"],
      },
    ],
  },
  {
    key: "skaraborgs-it-samverkan",
    name: "Skaraborgs IT-samverkan",
    host: "skovde",
    purpose: "Erfarenhetsutbyte och gemensamma inköp för kommunerna kring Karlsborg.",
    members: members(
      [
        "karlsborg",
        "tibro",
        "hjo",
        "skovde",
        "falkoping",
        "tidaholm",
        "kommunalforbundet-raddning-vid-vattern",
      ],
      "2022-09-01",
    ),
    circles: [{ key: "vattern", name: "Kommunerna vid Vättern", members: ["karlsborg", "hjo"] }],
  },
];

const generous: readonly FieldGroup[] = ["core", "dates", "operation", "term", "price", "volume"];
const open: readonly FieldGroup[] = ["core", "dates", "operation", "volume"];
const ordinary: readonly FieldGroup[] = ["core", "dates"];
const onlyCore: readonly FieldGroup[] = ["core"];

/**
 * What each organisation has chosen to share. Borgholm and the county cooperation are left at the default (core), so
 * that the choice in the tour is still to be made; Arjeplog and Tidaholm share nothing.
 */
const choices: readonly [circle: string, tenants: string, groups: readonly FieldGroup[]][] = [
  ["it-samverkan-oland", "borgholm", open],
  ["it-samverkan-oland", "morbylanga", [...open, "term", "contacts"]],
  ["kalmar-lans-it-samverkan", "borgholm morbylanga", onlyCore],
  ["kalmar-lans-it-samverkan", "kalmar", generous],
  ["kalmar-lans-it-samverkan", "nybro", open],
  ["kalmar-lans-it-samverkan", "oskarshamn torsas region-kalmar-lan", ordinary],
  ["kalmar-lans-it-samverkan/socialtjanstsystem", "kalmar nybro", generous],
  ["norrbottens-e-namnd", "lulea", ["core", "dates", "operation", "term", "volume"]],
  ["norrbottens-e-namnd", "pitea boden kalix", open],
  ["norrbottens-e-namnd", "alvsbyn kiruna gallivare", ordinary],
  ["norrbottens-e-namnd", "arvidsjaur haparanda jokkmokk pajala overkalix overtornea", onlyCore],
  ["norrbottens-e-namnd/kusten", "lulea pitea boden kalix", generous],
  ["norrbottens-e-namnd/tornedalen", "haparanda overtornea pajala", [...open, "term"]],
  ["skaraborgs-it-samverkan", "skovde falkoping", [...generous, "contacts"]],
  ["skaraborgs-it-samverkan", "karlsborg tibro", open],
  ["skaraborgs-it-samverkan", "hjo kommunalforbundet-raddning-vid-vattern", onlyCore],
  ["skaraborgs-it-samverkan/vattern", "karlsborg hjo", [...open, "term", "price"]],
];

export const shares: readonly ShareContent[] = choices.flatMap(([circle, tenants, field_groups]) =>
  tenants.split(" ").map((tenant) => ({ tenant, circle, field_groups })),
);
