import { createContext, useContext } from 'react';

/** What a control inside a cell may ask of its grid. */
export interface GridPlace {
  /** Moves the focus so many rows and columns away from the cell that holds `element`; false where the grid ends. */
  move(element: Element, rows: number, columns: number): boolean;
}

/** Set inside the cells of a grid, which is one stop of the Tab key: what lies in its cells is reached with the arrow keys. */
export const GridContext = createContext<GridPlace | null>(null);

export function useGridPlace(): GridPlace | null {
  return useContext(GridContext);
}

/** The tab index of a control: its own, or none where a grid moves the focus. */
export function useTabStop(own?: number): number | undefined {
  return useContext(GridContext) ? -1 : own;
}
