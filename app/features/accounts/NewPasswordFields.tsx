import { useText } from "../../text/useText.ts";
import { TextInput } from "../../ui/Inputs.tsx";
import { accountsText } from "./accounts.text.ts";

/** A new password, twice. */
export function NewPasswordFields({ errors }: { errors: Record<string, string> }) {
  const t = useText(accountsText);
  return (
    <>
      <TextInput
        name="password"
        type="password"
        label={t.newPassword}
        description={t.newPasswordHint}
        required
        autoComplete="new-password"
        error={errors.password}
      />
      <TextInput
        name="repeated"
        type="password"
        label={t.repeatPassword}
        required
        autoComplete="new-password"
        error={errors.repeated}
      />
    </>
  );
}
