import { Component, type ErrorInfo, type ReactNode } from 'react';
import { errorRecord } from '../../src-shared/kernel/errors';
import { Button, ErrorSurface, Page, useNavigation, useText } from '../ui';
import { appText } from './text';

interface CrashBoundaryProps {
  /** A new one draws the content again: the address of the screen. */
  screenKey: string;
  children: ReactNode;
}

/** Keeps a screen that fails from taking the rest with it, and says what failed until it is shown again or left. */
export class CrashBoundary extends Component<CrashBoundaryProps, { thrown: unknown; of: string | null }> {
  override state = { thrown: null as unknown, of: null as string | null };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown };
  }

  static getDerivedStateFromProps(props: CrashBoundaryProps, state: { thrown: unknown; of: string | null }) {
    return state.of === props.screenKey ? null : { thrown: null, of: props.screenKey };
  }

  override componentDidCatch(thrown: unknown, info: ErrorInfo) {
    console.error(thrown, info.componentStack);
  }

  override render() {
    if (this.state.thrown === null) return this.props.children;
    return <Crash thrown={this.state.thrown} onAgain={() => this.setState({ thrown: null })} />;
  }
}

function Crash({ thrown, onAgain }: { thrown: unknown; onAgain(): void }) {
  const t = useText(appText);
  const navigation = useNavigation();
  const error = errorRecord(thrown);
  return (
    <Page narrow>
      <h1>{t('crash.title')}</h1>
      <p className="quiet">{t('crash.about')}</p>
      <ErrorSurface
        error={error}
        actions={
          <>
            <Button size="small" onClick={onAgain}>
              {t('crash.again')}
            </Button>
            <Button size="small" onClick={() => navigation.go('/')}>
              {t('crash.home')}
            </Button>
          </>
        }
      />
    </Page>
  );
}
