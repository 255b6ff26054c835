/**
 * The posted decision on a concept; texts trimmed, an unreadable version is one that no record has. `supplierVersion` is there when
 * the product's supplier is to be approved too.
 */
export function readDecision(form: FormData): {
  decision: string;
  name: string;
  message: string;
  version: number;
  supplierVersion: number | null;
} {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    decision: text("decision"),
    name: text("name"),
    message: text("message"),
    version: versionOf(text("version")),
    supplierVersion: form.has("with_supplier") ? versionOf(text("supplier_version")) : null,
  };
}

function versionOf(text: string): number {
  const version = Number(text);
  return Number.isSafeInteger(version) && version > 0 && version < 2 ** 31 ? version : 0;
}
