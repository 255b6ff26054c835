export interface Unit {
  id: string;
  name: string;
  parent_unit_id: string | null;
}

/** A unit with its depth in the tree, from 0. */
export type PlacedUnit<U extends Unit = Unit> = U & { depth: number };

/** Units as a tree read from top to bottom; siblings keep the order they came in. */
export function inTreeOrder<U extends Unit>(units: readonly U[]): PlacedUnit<U>[] {
  const known = new Set(units.map((unit) => unit.id));
  const below = (parent: string | null, depth: number): PlacedUnit<U>[] =>
    units
      .filter(
        (unit) =>
          (unit.parent_unit_id && known.has(unit.parent_unit_id) ? unit.parent_unit_id : null) === parent,
      )
      .flatMap((unit) => [{ ...unit, depth }, ...below(unit.id, depth + 1)]);
  return below(null, 0);
}

/** The units that `id` may be placed under: all but itself and what lies below it. */
export function possibleParents<U extends Unit>(units: readonly U[], id: string): U[] {
  const barred = new Set([id]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const unit of units)
      if (unit.parent_unit_id && barred.has(unit.parent_unit_id) && !barred.has(unit.id)) {
        barred.add(unit.id);
        grew = true;
      }
  }
  return units.filter((unit) => !barred.has(unit.id));
}
