import { useFormat, useText } from "../../text/useText.ts";
import { ReceiptPage } from "../surveys/ReceiptPage.tsx";
import type { loadReceipt } from "./answers.server.ts";
import { renewalPartPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";
import { useRoundPlace } from "./useRoundPlace.ts";

type Data = Awaited<ReturnType<typeof loadReceipt>>;

/** The receipt of an answer to a renewal survey. */
export function RenewalReceiptPage({ data, isNew }: { data: Data; isNew: boolean }) {
  const r = useText(renewalsText);
  const format = useFormat();
  const { slug, round, reply } = data;
  const t = r.answer;
  const quantity =
    reply.quantity === null
      ? null
      : [format.number(reply.quantity), round.quantity_unit].filter(Boolean).join(" ");
  return (
    <ReceiptPage
      place={useRoundPlace(slug, round)}
      data={data}
      survey={round}
      isNew={isNew}
      words={{ survey: t.round, answer: t.heading, answers: t.words, late: t.late, back: r.backToRound }}
      given={[
        { term: t.quantity, value: quantity },
        { term: t.comment, value: reply.comment && <span className="prewrap">{reply.comment}</span> },
      ]}
      signed={[
        {
          term: t.receiptTo,
          value: [reply.signer_email, reply.registry_email].filter(Boolean).join(", "),
        },
        { term: t.invoice, value: reply.invoice_address },
      ]}
      hrefs={{
        reply: renewalPartPath(slug, round.id, "answer"),
        version: (version) => renewalPartPath(slug, round.id, "receipt", `?version=${version}`),
      }}
    />
  );
}
