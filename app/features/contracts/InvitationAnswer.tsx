import { Form } from "@remix-run/react";
import { Button } from "../../ui/Button.tsx";

/** Yes or no to exactly the conditions that were shown, which `version` stands for; who has said no may still say yes. */
export function InvitationAnswer({
  to,
  version,
  name,
  isDeclined,
  words,
}: {
  /** Hidden fields that say what is answered. */
  to: Readonly<Record<string, string>>;
  version: number;
  /** Of what is answered, read out on the buttons. */
  name: string;
  isDeclined: boolean;
  words: { yes: string; no: string; yesLabel: (name: string) => string; noLabel: (name: string) => string };
}) {
  return (
    <Form method="post" className="button-row">
      {Object.entries(to).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <input type="hidden" name="version" value={version} />
      <Button type="submit" name="answer" value="yes" aria-label={words.yesLabel(name)}>
        {words.yes}
      </Button>
      {!isDeclined && (
        <Button type="submit" name="answer" value="no" variant="secondary" aria-label={words.noLabel(name)}>
          {words.no}
        </Button>
      )}
    </Form>
  );
}
