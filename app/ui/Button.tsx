import { useNavigation } from "@remix-run/react";
import {
  type AnchorHTMLAttributes,
  type ButtonHTMLAttributes,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useState,
} from "react";
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
 * Sends its form. While a `<Form>` of this page is on its way no submit button takes another press, and the pressed one says what
 * happens (`pending` replaces the standard "Vänta …"). Plain forms work as well.
 */
export function SubmitButton({ children, pending, onClick, ...rest }: ButtonProps & { pending?: string }) {
  const t = useText(uiText);
  const isBusy = useNavigation().state === "submitting";
  const [isPressed, setPressed] = useState(false);
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (isBusy) event.preventDefault();
    else setPressed(true);
    onClick?.(event);
  }
  useEffect(() => {
    if (!isBusy) setPressed(false);
  }, [isBusy]);
  return (
    <Button
      {...rest}
      type="submit"
      onClick={press}
      aria-disabled={isBusy || undefined}
      aria-busy={(isBusy && isPressed) || undefined}
    >
      {isBusy && isPressed ? (pending ?? t.working) : children}
    </Button>
  );
}
