import { ErrorPage } from "../ui/ErrorPage.tsx";
import { PublicShell } from "../ui/PublicShell.tsx";

/** Addresses that are nothing: an answer with status 404 and a way back. */
export function loader() {
  throw new Response(null, { status: 404 });
}

export function ErrorBoundary() {
  return (
    <PublicShell wide>
      <ErrorPage status={404} />
    </PublicShell>
  );
}

export default function NothingHere() {
  return null;
}
