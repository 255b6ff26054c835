import { createHmac } from "node:crypto";

/**
 * URL of one of our login roles on the same server and database as the administrator's URL.
 * The password is derived from the installation's secret, so that it need not be configured or stored.
 */
export function roleUrl(adminUrl: string, role: string, secret: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = createHmac("sha256", secret).update(`postgres role ${role}`).digest("hex");
  return url.href;
}
