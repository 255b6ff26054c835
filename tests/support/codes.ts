import { Secret, TOTP } from "otpauth";

/** The code an authenticator app would show for a secret (base32, spaces allowed) at an instant. */
export function codeFor(secret: string, at = new Date()): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({
    timestamp: at.getTime(),
  });
}
