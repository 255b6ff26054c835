import type {} from "@remix-run/server-runtime";

/** What the HTTP server hands to every loader and action: one object per HTTP request, so a memo may hang on it. */
export type RequestContext = {
  /** For `<script nonce>`; the content security policy of this answer allows no other script. */
  nonce: string;
  /** Joins the log lines of one request; also sent back as X-Request-Id. */
  requestId: string;
  /** Network address of the client, for limits on sign-in; never logged. */
  address: string;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends RequestContext {}
}
