// What became of an import's rows, without the zeros.
import type { Counts, Verdict } from '../../backend/index';
import { countOf, VERDICTS } from '../import/verdicts';

export function resultParts(counts: Counts): { verdict: Verdict; n: number }[] {
  return VERDICTS.map((verdict) => ({ verdict, n: countOf(counts, verdict) })).filter(({ n }) => n > 0);
}
