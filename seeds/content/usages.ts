import { readMunicipalities } from "#db/reference/read.ts";
import { complete, type Place } from "./complete.ts";
import type { Draft } from "./draft.ts";
import { demoOrganisationKeys } from "./organisations.ts";
import { products } from "./products.ts";
import { type Random, randomFrom } from "./random.ts";
import { leaningOf, needs } from "./stacks.ts";
import type { ProductContent, UsageContent } from "./types.ts";
import { lulea } from "./usages-lulea.ts";
import { borgholm, morbylanga } from "./usages-oland.ts";
import { conceptUsages, karlsborg, otherUsages } from "./usages-others.ts";

const byHand: Readonly<Record<string, readonly Draft[]>> = {
  borgholm,
  morbylanga,
  lulea,
  karlsborg,
  ...otherUsages,
};

const productByKey = new Map(products.map((product) => [product.key, product]));

/** Who runs systems for whom, besides what is written by hand. */
const hosts: Readonly<Record<string, Place["host"]>> = {
  arjeplog: { organisation: "lulea", share: 0.12 },
  overkalix: { organisation: "kalix", share: 0.3 },
  overtornea: { organisation: "haparanda", share: 0.15 },
  pajala: { organisation: "lulea", share: 0.1 },
  alvsbyn: { organisation: "pitea", share: 0.25 },
  hjo: { organisation: "skovde", share: 0.3 },
  tibro: { organisation: "skovde", share: 0.35 },
};

/**
 * All usages of the demo, the same for the same day.
 * @param today day of seeding, `YYYY-MM-DD`; ends of contracts and planned days are counted from it
 */
export function demoUsages(today: string): UsageContent[] {
  const inhabitants = new Map(readMunicipalities().map(({ slug, population }) => [slug, population]));
  return demoOrganisationKeys.flatMap((tenant) => {
    const place = placeOf(tenant, inhabitants.get(tenant) ?? 20_000, today);
    const drafts = byHand[tenant] ?? [...(conceptUsages[tenant] ?? []), ...drawn(place)];
    return wholeUsages(drafts, place);
  });
}

function placeOf(tenant: string, inhabitants: number, today: string): Place {
  const random = randomFrom(`place ${tenant}`);
  return {
    tenant,
    inhabitants,
    tidiness: tenant in byHand ? 0.9 : 0.45 + random.next() * 0.5,
    own_id_prefix: random.pick(["SYS-", "S", `${tenant.slice(0, 3).toUpperCase()}-`, undefined]),
    host: hosts[tenant],
    today,
  };
}

function wholeUsages(drafts: readonly Draft[], place: Place): UsageContent[] {
  const names = new Set<string>();
  return drafts.map((draft, index) => {
    const product = productByKey.get(draft.product);
    if (!product) throw new Error(`${place.tenant}: unknown product ${draft.product}`);
    const random = randomFrom(`${place.tenant} ${draft.product} ${index}`);
    const usage = complete(draft, { place, product, random, number: index + 1 });
    if (names.has(usage.own_name)) usage.own_name = `${usage.own_name} (${product.name})`;
    names.add(usage.own_name);
    return usage;
  });
}

/** Drafts of a municipality nobody has written by hand. */
function drawn(place: Place): Draft[] {
  const random = randomFrom(`needs ${place.tenant}`);
  const leaning = leaningOf(place.tenant);
  const exponent = place.inhabitants > 40_000 ? 0.35 : place.inhabitants > 15_000 ? 0.7 : 1.15;
  const taken = new Set((conceptUsages[place.tenant] ?? []).flatMap(({ product }) => sameThing(product)));
  const drafts: Draft[] = [];
  for (const need of needs) {
    const isMet = random.chance(need.common === 1 ? 1 : need.common ** exponent * 0.86);
    const weights = need.choices.map(
      ([key, weight]) => [key, leaning.has(key) ? weight * 6 : weight] as const,
    );
    const key = random.weighted(weights);
    const draft = namedDraft(productByKey.get(key)!, need.own_names, random);
    if (!isMet || taken.has(key)) continue;
    taken.add(key);
    drafts.push(draft);
  }
  return drafts;
}

/** A concept in use stands for the approved product that it duplicates; the municipality has not both. */
function sameThing(concept: string): string[] {
  const twins: Record<string, string> = {
    open_e_plattform: "open_eplatform",
    cgi_raindance_ny: "raindance",
    treserva_ifo_old: "treserva_ifo",
    combine_concept: "combine",
    lifecare_voo: "lifecare",
    prorenata_concept: "prorenata",
    geosecma_arcgis: "geosecma",
  };
  return [concept, twins[concept] ?? concept];
}

const oftenHidden = new Set([
  "process_control",
  "video_surveillance",
  "access_control",
  "networks_firewalls",
  "crisis_management",
]);

function namedDraft(product: ProductContent, ownNames: readonly string[], random: Random): Draft {
  const way = random.next();
  const own = ownNames.length > 0 ? random.pick(ownNames) : undefined;
  const alias = product.aliases.length > 0 ? random.pick(product.aliases) : undefined;
  const life = random.weighted<Draft["life"]>([
    ["in_operation", 82],
    ["phasing_out", 6],
    ["phasing_in", 4],
    ["planned", 3],
    ["pilot", 2],
    ["retired", 3],
  ]);
  const months = random.whole(2, 14);
  const isUndated = random.chance(0.04);
  const hidden = random.chance(oftenHidden.has(product.functions[0]!) ? 0.5 : 0.02);
  const name =
    way < 0.55 ? product.name : way < 0.75 ? alias : way < 0.88 ? own : own && `${own} (${product.name})`;
  return {
    product: product.key,
    name: name ?? product.name,
    life,
    hidden,
    since:
      life === "planned" || life === "phasing_in"
        ? months
        : life === "pilot"
          ? -months
          : isUndated
            ? null
            : undefined,
    out: life === "retired" ? -months * 3 : months,
    reason: life === "retired" ? "Ersatt av annat system." : undefined,
  };
}
