import type { ImportSort } from "#db/schema/imports.ts";
import type { Decision } from "./resolutions.rules.ts";

/** Reads the decisions of a page of names: `key-0`, `choice-0`, … where a choice is `create`, `leave_out` or `use <id>`. */
export function readDecisions(form: FormData, sort: ImportSort): Decision[] {
  const decisions: Decision[] = [];
  for (let i = 0; i < 100; i++) {
    const key = form.get(`key-${i}`);
    if (typeof key !== "string") break;
    const [choice, chosen = null] = String(form.get(`choice-${i}`) ?? "").split(" ");
    if (choice === "create" && (sort === "product" || sort === "supplier"))
      decisions.push({ sort, key, choice, chosen: null });
    else if (choice === "leave_out") decisions.push({ sort, key, choice, chosen: null });
    else if (choice === "use") decisions.push({ sort, key, choice, chosen });
  }
  return decisions;
}
