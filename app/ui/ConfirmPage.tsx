import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../text/common.text.ts";
import { useText } from "../text/useText.ts";
import { LinkButton, SubmitButton } from "./Button.tsx";
import { type Crumb, PageHeader } from "./PageHeader.tsx";

export interface ConfirmPageProps {
  title: string;
  crumbs?: readonly Crumb[];
  /** What will happen, in full: the reader decides on this. */
  children: ReactNode;
  /** The word on the button names the deed: "Ta bort systemet", not "OK". */
  confirm: string;
  cancelHref: string;
  /** Where the form is sent; the page itself unless told otherwise. */
  action?: string;
  isDangerous?: boolean;
  /** More fields of the form: hidden values, a reason. */
  fields?: ReactNode;
}

/** Asks before something that cannot easily be undone: consequences first, then the choice. */
export function ConfirmPage(props: ConfirmPageProps) {
  const t = useText(commonText);
  return (
    <div className="narrow">
      <PageHeader title={props.title} crumbs={props.crumbs} />
      <div className="prose">{props.children}</div>
      <Form method="post" action={props.action} className="form">
        {props.fields}
        <div className="button-row">
          <SubmitButton color={props.isDangerous ? "danger" : undefined}>{props.confirm}</SubmitButton>
          <LinkButton href={props.cancelHref} variant="secondary">
            {t.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}
