import { Form } from "@remix-run/react";
import type { MemberRole } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import { uiText } from "../../ui/ui.text.ts";
import type { FormErrorCodes } from "./accounts.form.ts";
import { accountsText } from "./accounts.text.ts";
import { membersText } from "./members.text.ts";
import { useRoleNames } from "./RoleNames.tsx";
import { useErrors } from "./useErrors.ts";

/** What the holder of the link can do with it. */
export type InvitationState =
  | { kind: "dead" }
  | ({ kind: "new" | "sign_in" | "accept"; signInHref: string } & Invited)
  | ({ kind: "other_account"; own: string } & Invited);

interface Invited {
  organisation: string;
  name: string;
  email: string;
  roles: MemberRole[];
}

export interface InvitationAnswer {
  name: string;
  errors: FormErrorCodes;
}

/** The page a link in an invitation leads to. */
export function InvitationPage({ state, answer }: { state: InvitationState; answer?: InvitationAnswer }) {
  const t = useText(membersText);
  const roleNames = useRoleNames();
  if (state.kind === "dead")
    return (
      <PublicShell>
        <Title>{t.deadTitle}</Title>
        <p>{t.dead}</p>
      </PublicShell>
    );
  const roles = roleNames(state.roles);
  return (
    <PublicShell>
      <Title>{t.welcomeTitle(state.organisation)}</Title>
      {state.kind === "new" ? (
        <NewAccount state={state} roles={roles} answer={answer} />
      ) : (
        <>
          <p>{t.joinLead(state.organisation, roles)}</p>
          <Join state={state} />
        </>
      )}
    </PublicShell>
  );
}

function Title({ children }: { children: string }) {
  return (
    <h1 className="ds-heading" data-size="sm">
      {children}
    </h1>
  );
}

function NewAccount({ state, roles, answer }: { state: Invited; roles: string; answer?: InvitationAnswer }) {
  const t = useText(membersText);
  const words = useText(accountsText);
  const errors = useErrors(answer?.errors);
  return (
    <>
      <p>{t.welcome(state.organisation, roles)}</p>
      <ErrorSummary errors={answer && errors} />
      <Form method="post" className="form" noValidate>
        <TextInput
          name="email"
          type="email"
          label={t.accountFor}
          readOnly
          autoComplete="username"
          value={state.email}
        />
        <TextInput
          name="name"
          label={t.yourName}
          required
          autoComplete="name"
          defaultValue={answer?.name ?? state.name}
          error={errors.name}
        />
        <TextInput
          name="password"
          type="password"
          label={words.password}
          description={words.newPasswordHint}
          required
          autoComplete="new-password"
          error={errors.password}
        />
        <TextInput
          name="repeated"
          type="password"
          label={words.repeatPassword}
          required
          autoComplete="new-password"
          error={errors.repeated}
        />
        <SubmitButton>{t.makeAccount}</SubmitButton>
      </Form>
    </>
  );
}

function Join({ state }: { state: Exclude<InvitationState, { kind: "dead" }> }) {
  const t = useText(membersText);
  const ui = useText(uiText);
  if (state.kind === "other_account")
    return (
      <>
        <p>{t.otherAccount(state.email, state.own)}</p>
        <form method="post" action="/logout">
          <Button type="submit" icon="signOut">
            {ui.signOut}
          </Button>
        </form>
      </>
    );
  if (state.kind === "accept")
    return (
      <Form method="post">
        <SubmitButton>{t.accept}</SubmitButton>
      </Form>
    );
  return (
    <>
      <p>{t.signInFirst(state.email)}</p>
      <LinkButton href={state.signInHref}>{t.signIn}</LinkButton>
    </>
  );
}
