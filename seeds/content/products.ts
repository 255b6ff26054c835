import { administrationProducts } from "./products-administration.ts";
import { technicalProducts } from "./products-technical.ts";
import { welfareProducts } from "./products-welfare.ts";
import type { ProductContent } from "./types.ts";

/** The demo's shared catalogue. */
export const products: readonly ProductContent[] = [
  ...administrationProducts,
  ...welfareProducts,
  ...technicalProducts,
];
