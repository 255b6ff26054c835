import { Form } from "@remix-run/react";
import { type ReactNode, useRef } from "react";

interface Props {
  /** From the loader, a new one each time it is asked. */
  formKey: string | undefined;
  /** What the answer says is wrong: with any, the form stays as it is until it is sent again. */
  errors: Readonly<Record<string, unknown>> | undefined;
  /** Which record the fields are of, where the page can show several in turn. */
  of?: string;
  className?: string;
  children: ReactNode;
}

/**
 * A form that does its work once (`once` of form-key.server.ts) and is empty again when it has. After a refusal the loader is asked
 * anew and brings another key; taking that one would build the fields anew as well and take back what was typed since.
 */
export function KeyedForm({ formKey, errors, of = "", className = "form", children }: Props) {
  const kept = useRef(formKey);
  if (Object.keys(errors ?? {}).length === 0) kept.current = formKey;
  return (
    <Form method="post" className={className} noValidate key={`${kept.current}${of}`}>
      {kept.current && <input type="hidden" name="form_key" value={kept.current} />}
      {children}
    </Form>
  );
}
