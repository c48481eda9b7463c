import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { connectionForTests } from '../../src-renderer/app/testing';
import { ConnectionProvider } from '../../src-renderer/client';
import { Desk } from '../../src-renderer/ui';

/** Draws a part of a screen by itself, on a desk whose procedures are given as plain functions; what is not given may not be asked. */
export function renderPart(part: ReactNode, procedures: Record<string, unknown>): RenderResult {
  return render(
    <Desk environment="test">
      <ConnectionProvider connection={connectionForTests(procedures)}>{part}</ConnectionProvider>
    </Desk>,
  );
}
