import type { Texts } from "../../text/text.ts";

export const viewAsText = {
  sv: {
    title: "Visa som kommun",
    lead: (owner: string) =>
      `Se ${owner}s system precis som en annan organisation ser dem. Allt är skrivskyddat, och ni ser inget av den andras egna uppgifter.`,
    peers: "De ni samverkar med",
    noPeers: "Ni samverkar inte med någon än",
    noPeersText: "Sök upp en organisation nedan för att se att den inte ser något.",
    others: "Andra organisationer",
    othersLead: "Den som ni inte samverkar med ska inte se något. Här kan ni kontrollera det.",
    search: "Sök organisation",
    noHits: "Ingen organisation hittades",
    open: "Visa som",
  },
  en: {
    title: "View as municipality",
    lead: (owner: string) =>
      `See ${owner}'s systems exactly as another organisation sees them. Everything is read-only, and you see nothing of the other's own records.`,
    peers: "Those you cooperate with",
    noPeers: "You do not cooperate with anybody yet",
    noPeersText: "Search for an organisation below to see that it sees nothing.",
    others: "Other organisations",
    othersLead: "Whoever you do not cooperate with should see nothing. Here you can check that.",
    search: "Search organisation",
    noHits: "No organisation found",
    open: "View as",
  },
} satisfies Texts;
