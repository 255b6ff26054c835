/** Functions on one page. */
export const CHOICES_PER_PAGE = 15;
/** Products of one function to choose among; a function with more says so. */
export const PRODUCTS_PER_FUNCTION = 40;
/** Choices that an address keeps. */
export const MOST_CHOICES = 60;

/** A product chosen to stay for a function, as the address keeps it: `keep=<code>:<product id>`. Nothing is saved. */
export interface Choice {
  code: string;
  productId: string;
}

const CHOICE = /^([a-z][a-z0-9_]{0,59}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The choices of an address, one per function: the last one counts, so that a form's answer comes after what was carried along. */
export function readChoices(search: URLSearchParams): Choice[] {
  const chosen = new Map<string, Choice>();
  for (const value of search.getAll("keep")) {
    const cleared = /^([a-z][a-z0-9_]{0,59}):$/.exec(value);
    if (cleared) chosen.delete(cleared[1]!);
    const parts = CHOICE.exec(value);
    if (parts) chosen.set(parts[1]!, { code: parts[1]!, productId: parts[2]!.toLowerCase() });
  }
  return [...chosen.values()].slice(0, MOST_CHOICES);
}

/**
 * The query that says the same with one `keep` per choice, after a form has sent a field for every function; null when it already does.
 */
export function tidiedChoices(search: URLSearchParams): string | null {
  const tidy = readChoices(search).map(({ code, productId }) => choiceValue(code, productId));
  if (tidy.length === search.getAll("keep").length) return null;
  const query = new URLSearchParams([...search].filter(([name, value]) => name !== "keep" && value !== ""));
  for (const value of tidy) query.append("keep", value);
  return `?${query}`;
}

/** A choice as the address and the form carry it. An empty product takes the choice back. */
export function choiceValue(code: string, productId: string): string {
  return `${code}:${productId}`;
}

/** A product that serves a function somewhere in the shown circle. */
export interface FunctionProduct {
  id: string;
  name: string;
  /** Systems that the reader may see. */
  systems: number;
  organisations: number;
}

/** A function with its products today. */
export interface FunctionChoices {
  id: string;
  code: string;
  name_sv: string;
  name_en: string;
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
  /** Different products today; counts also those not listed. */
  products: number;
  systems: number;
  organisations: number;
  /** By how many organisations use them, then by name. */
  options: FunctionProduct[];
  /** What the choice would mean; null without one, or when the chosen product is not in use for the function. */
  choice: ChoiceOutcome | null;
}

/** What keeping one product would mean. */
export interface ChoiceOutcome {
  productId: string;
  productName: string;
  /** Systems on other products, which would move. */
  systems: number;
  /** Organisations with such a system. */
  organisations: number;
}

/** Different products after the choice. */
export function productsAfter({ products, choice }: Pick<FunctionChoices, "products" | "choice">): number {
  return choice ? 1 : products;
}

/** All choices together; a system that serves several functions is counted once. */
export interface ChoicesTotal {
  functions: number;
  productsBefore: number;
  productsAfter: number;
  systems: number;
  organisations: number;
}
