/** Headers that tell the browser what a page of ours may do. */

export type HeaderList = [name: string, value: string][];

/**
 * Headers for every answer.
 *
 * `same-origin` and not `no-referrer`: with the latter browsers send `Origin: null` with forms, and every form
 * without JavaScript would be refused.
 */
export function commonHeaders({ secure }: { secure: boolean }): HeaderList {
  const headers: HeaderList = [
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "same-origin"],
    ["X-Frame-Options", "DENY"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
  ];
  if (secure) headers.push(["Strict-Transport-Security", "max-age=31536000; includeSubDomains"]);
  return headers;
}

/**
 * The content security policy of one page: scripts with its nonce and what they load, nothing from elsewhere.
 * Style attributes are allowed (bars and matrices set widths and colours); style elements need the nonce.
 */
export function contentSecurityPolicy(
  nonce: string,
  { secure, development }: { secure: boolean; development: boolean },
) {
  const rules = [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    development ? "connect-src 'self' ws:" : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ];
  if (secure) rules.push("upgrade-insecure-requests");
  return rules.join("; ");
}
