// What "give them access to" means, as a form holds it and as the command takes it.
import type { GrantSpec } from '../../backend/api';

/** Ids of courses and products. */
export interface Targets {
  courses: string[];
  products: string[];
}

export interface AccessForm extends Targets {
  /** The cohort somebody joins, by course. */
  cohorts: Record<string, string | null>;
  state: GrantSpec['state'];
  startsOn: string | null;
  expiresOn: string | null;
}

export function emptyAccess(): AccessForm {
  return { courses: [], products: [], cohorts: {}, state: 'active', startsOn: null, expiresOn: null };
}

/** Whether any course or product is chosen. */
export function givesAccess({ courses, products }: Targets): boolean {
  return courses.length + products.length > 0;
}

export function toSpec({ courses, products, cohorts, state, startsOn, expiresOn }: AccessForm): GrantSpec {
  const joined = courses.flatMap((course) => cohorts[course] ?? []);
  return { courses: [...courses], products: [...products], cohorts: joined, state, startsOn, expiresOn };
}
