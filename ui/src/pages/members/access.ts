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

export function givesAccess(form: AccessForm): boolean {
  return form.courses.length + form.products.length > 0;
}

export function toSpec(form: AccessForm): GrantSpec {
  const cohorts = form.courses.flatMap((course) => form.cohorts[course] ?? []);
  return { ...form, cohorts };
}
