// The courses and products of the book, archived ones too: what a file may be about, and what it may give.
import { type Course, call, type Product } from '../../backend/index';
import { desk } from '../../state/book.svelte';

export class Holdings {
  courses = $state.raw<Course[]>([]);
  products = $state.raw<Product[]>([]);

  /** Follows the book; for an effect. */
  follow(): void {
    void this.#load(desk.version);
  }

  async #load(version: number): Promise<void> {
    const archived = true;
    const [courses, products] = await Promise.all([
      call('courses.list', { archived }),
      call('products.list', { archived }),
    ]);
    if (version !== desk.version) return;
    this.courses = courses;
    this.products = products;
  }
}
