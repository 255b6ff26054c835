/** Moved: products and suppliers share the rule, so it lives beside both. */
export { likeness, nearestNames, nearness, normaliseName, trigrams } from "../catalogue/names.rules.ts";
