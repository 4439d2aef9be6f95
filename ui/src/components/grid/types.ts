export interface GridColumn {
  id: string;
  label: string;
  width: number;
  sortable?: boolean;
  sorted?: 'ascending' | 'descending' | null;
  /** 1, 2 … when the list is sorted by several columns. */
  order?: number | null;
  editable?: boolean;
  align?: 'end';
}

export interface Cell {
  row: number;
  col: number;
}
