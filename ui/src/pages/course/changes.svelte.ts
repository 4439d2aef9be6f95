// Changes of an outline on their way to the book. What opens or locks lessons for somebody today, or takes away what
// somebody did something in, is asked before; for everything else the message offers the way back.
import { call, type OutlineChange, type OutlineEffect } from '../../backend/index';
import { errorText } from '../../i18n/index';
import { toasts } from '../../state/toasts.svelte';
import { attempt } from '../../state/write';

/** A change that concerns somebody, until it is agreed to or called off. */
export interface Question {
  wanted: OutlineChange;
  effect: OutlineEffect;
  answer: (agreed: boolean) => void;
}

/** A change by which something goes out of an outline. */
export type Removal = Extract<OutlineChange, { remove_chapter: unknown } | { remove_lessons: unknown }>;

export class OutlineChanges {
  question = $state.raw<Question | null>(null);

  /** Whether a change may be made: it concerns nobody, or it was agreed to. */
  async allowed(wanted: OutlineChange): Promise<boolean> {
    try {
      const effect = await call('outline.preview_change', { change: wanted });
      return !concerns(effect) || (await this.#ask(wanted, effect));
    } catch (cause) {
      toasts.show({ tone: 'error', text: errorText(cause) });
      return false;
    }
  }

  #ask(wanted: OutlineChange, effect: OutlineEffect): Promise<boolean> {
    this.question?.answer(false);
    return new Promise((resolve) => {
      const answer = (agreed: boolean) => {
        this.question = null;
        resolve(agreed);
      };
      this.question = { wanted, effect, answer };
    });
  }
}

function concerns({ removed, opens }: OutlineEffect): boolean {
  return removed.members + opens.gain + opens.lose + opens.kept > 0;
}

export async function make(wanted: OutlineChange): Promise<void> {
  if ('edit_chapter' in wanted) await attempt('chapter.edit', wanted.edit_chapter);
  else if ('edit_lessons' in wanted) await attempt('lesson.edit', wanted.edit_lessons);
  else if ('remove_chapter' in wanted) await attempt('chapter.remove', wanted.remove_chapter);
  else await attempt('lesson.remove', wanted.remove_lessons);
}
