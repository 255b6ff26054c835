import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import type { UsagePageData } from "./record.server.ts";
import { usagePartPath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";
import type { InvalidReason, Validity } from "./validity.rules.ts";

/** Whether the system counts as valid today, with every reason against it. A valid one needs no words. */
export function ValidityNote({
  validity,
  reason,
  data: { slug, usage, can },
}: {
  validity: Validity;
  reason: string | null;
  data: Pick<UsagePageData, "slug" | "usage" | "can">;
}) {
  const t = useText(systemsText);
  const words = useReasonWords();
  if (validity.reasons.length === 0) return null;
  return (
    <Alert
      tone={validity.isOverridden ? "info" : "warning"}
      title={`${t.validity}: ${validity.isOverridden ? t.overridden : t.invalid.toLowerCase()}`}
    >
      <ul className="ds-list">
        {validity.reasons.map((each) => (
          <li key={each.code}>{words(each)}</li>
        ))}
      </ul>
      {validity.isOverridden && reason && <p>{reason}</p>}
      {can.edit && usage.lifecycle !== "retired" && (
        <p>
          <a className="ds-link" href={usagePartPath(slug, usage.id, "validity")}>
            {validity.isOverridden ? t.unsetValidity : t.setValidity}
          </a>
        </p>
      )}
    </Alert>
  );
}

/** A reason as a sentence. */
export function useReasonWords(): (reason: InvalidReason) => string {
  const t = useText(systemsText);
  const format = useFormat();
  return ({ code, on }) => {
    const day = on ? format.day(on) : "";
    switch (code) {
      case "planned":
        return t.validReasons.planned;
      case "start_not_reached":
        return t.validReasons.start_not_reached(day);
      case "end_passed":
        return t.validReasons.end_passed(day);
      case "retired":
        return on ? t.validReasons.retiredOn(day) : t.validReasons.retired;
      case "term_ended":
        return t.validReasons.term_ended(day);
    }
  };
}
