// The dialogs that can be asked for from anywhere: a page, the palette, a shortcut. One at a time.
import type { Course, Mark, MemberStatus, Query, Selection } from '../backend/api';
import type { ChangeForm } from '../pages/members/change';

export type Asked =
  | { kind: 'add-member' }
  | { kind: 'change-access'; members: Selection; count: number; form?: Partial<ChangeForm> }
  | {
      kind: 'change-members';
      what: 'status' | 'trash' | 'restore' | 'field';
      status?: MemberStatus;
      members: Selection;
      count: number;
    }
  | { kind: 'mark-lessons'; members: Selection; count: number; course?: string; lessons?: string[]; mark?: Mark }
  | { kind: 'set-start'; members: Selection; count: number; course?: string }
  | { kind: 'edit-access'; id: string }
  /** With a course, of the progress in it. */
  | { kind: 'export'; query: Query | null; total: number | null; course?: Course }
  | { kind: 'new-book'; purpose: 'members' | 'import' | 'sample'; path?: string }
  | { kind: 'shortcuts' };

class Dialogs {
  asked = $state<Asked | null>(null);

  open(asked: Asked): void {
    this.asked = asked;
  }

  close(): void {
    this.asked = null;
  }
}

export const dialogs = new Dialogs();
