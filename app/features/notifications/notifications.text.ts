import type { Texts } from "../../text/text.ts";

/** The demo's page of sent mail. */
export const notificationsText = {
  sv: {
    title: "Skickad post i demon",
    lead: "I demon skickas inga brev på riktigt. De samlas här i stället, så att länkarna i dem går att använda.",
    none: "Ingen post ännu",
    noneText: "Bjud in någon eller begär ett nytt lösenord, så dyker brevet upp här.",
    search: "Sök på mottagare eller ämne",
    noneFound: "Ingen sådan post",
    noneFoundText: "De 50 senaste breven där adress och ämne innehåller orden du skriver visas.",
    to: "Till",
  },
  en: {
    title: "Sent mail in the demo",
    lead: "The demo sends no real mail. Messages are collected here instead, so that the links in them can be used.",
    none: "No mail yet",
    noneText: "Invite somebody or ask for a new password, and the message will appear here.",
    search: "Search by recipient or subject",
    noneFound: "No such mail",
    noneFoundText: "Shows the 50 newest messages whose address and subject contain the words you write.",
    to: "To",
  },
} satisfies Texts;
