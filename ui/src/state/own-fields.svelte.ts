// The fields of the school's own, in its order, as the book has them now.
import { type CustomField, call } from '../backend/index';
import { desk } from './book.svelte';

class OwnFields {
  list = $state.raw<CustomField[]>([]);

  constructor() {
    desk.onArrival(() => {
      this.list = [];
    });
  }

  /** Follows the book; for an effect. */
  async follow(): Promise<void> {
    const { version, session } = desk;
    const found = await call('fields.list', {});
    if (version === desk.version && session === desk.session) this.list = found;
  }
}

export const ownFields = new OwnFields();
