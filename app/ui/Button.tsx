import { useNavigation } from "@remix-run/react";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { uiText } from "./ui.text.ts";

/** `primary`: the page's one main action. `secondary`: other actions. `tertiary`: quiet, among text. */
export type ButtonVariant = "primary" | "secondary" | "tertiary";

interface Look {
  variant?: ButtonVariant;
  /** `danger` for what removes or cannot be undone. */
  color?: "danger" | "neutral";
  icon?: IconName;
  children: ReactNode;
}

export type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "color">;

/** A button; `type="button"` unless told otherwise. */
export function Button({ variant = "primary", color, icon, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={className ? `ds-button ${className}` : "ds-button"}
      data-variant={variant}
      data-color={color}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export type LinkButtonProps = Look &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "color"> & { href: string };

/** A link that looks like a button: for going somewhere, never for changing something. */
export function LinkButton({
  variant = "primary",
  color,
  icon,
  children,
  className,
  ...rest
}: LinkButtonProps) {
  return (
    <a
      {...rest}
      className={className ? `ds-button ${className}` : "ds-button"}
      data-variant={variant}
      data-color={color}
    >
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/**
 * Sends its form. While a `<Form>` of this page is on its way it says so and takes no second press; plain forms work as well.
 * `pending` replaces the standard "Sparar …".
 */
export function SubmitButton({ children, pending, ...rest }: ButtonProps & { pending?: string }) {
  const t = useText(uiText);
  const isBusy = useNavigation().state === "submitting";
  return (
    <Button {...rest} type="submit" aria-disabled={isBusy || undefined} aria-busy={isBusy || undefined}>
      {isBusy ? (pending ?? t.saving) : children}
    </Button>
  );
}
