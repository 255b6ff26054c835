import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Meter } from "../../ui/Progress.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { fieldLabel, fieldsText } from "../systems/fields.text.ts";
import { usageConfirmationPath } from "./confirmations.paths.ts";
import { confirmationsText } from "./confirmations.text.ts";
import type { RecordConfirmation } from "./confirming.server.ts";

const tones = { confirmed: "success", needs_check: "warning", never: "neutral" } as const;

/** On a record's page: whether anybody vouches for it, how complete it is, and the button for whoever may vouch. */
export function RecordConfirmationSection({
  data,
  outcome,
}: {
  data: RecordConfirmation;
  /** From the address after the button: "done" or "changed". */
  outcome: string | null;
}) {
  const t = useText(confirmationsText);
  const f = useText(fieldsText);
  const format = useFormat();
  const words = { confirmed: t.sealConfirmed, needs_check: t.sealNeedsCheck, never: t.sealNever };
  return (
    <Section title={t.seal} id="confirmation">
      {outcome === "changed" && (
        <Alert tone="warning" role="alert">
          <p>{t.changedMeanwhile}</p>
        </Alert>
      )}
      <Flash message={outcome === "done" ? t.confirmedNow : null} />
      <p>
        <Tag tone={tones[data.seal]}>{words[data.seal]}</Tag>
      </p>
      {data.seal === "needs_check" && <p>{t.needsCheckText}</p>}
      {data.seal === "never" && <p>{t.neverText}</p>}
      {data.confirmedOn && <p>{t.confirmedOn(format.dayInWords(data.confirmedOn), data.confirmedBy)}</p>}
      {data.share !== null && (
        <>
          <p>
            {t.completeness}: <Meter label={t.completeness} value={data.share} />
          </p>
          {data.missing.length > 0 && (
            <p className="muted record-missing">
              {t.missing(data.missing.map((key) => fieldLabel(f, key)).join(", "))}
            </p>
          )}
        </>
      )}
      {data.mayConfirm && (
        <Form method="post" action={usageConfirmationPath(data.slug, data.usageId)} reloadDocument>
          <input type="hidden" name="version" value={data.version} />
          <SubmitButton variant="secondary" icon="checkCircle">
            {t.confirmNow}
          </SubmitButton>
          <p className="muted">{t.confirmHint}</p>
        </Form>
      )}
    </Section>
  );
}
