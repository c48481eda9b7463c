import { useState } from 'react';
import { serverAddressOf } from '../../../src-shared/sync/server-address';
import { TextField, useText } from '../../ui';
import { serverText } from './text';

/** Where a server is, as it is typed and as it is taken. */
export interface TypedAddress {
  typed: string;
  /** As it was taken last; null while it is typed anew, or none can be made of it. */
  address: string | null;
  /** What was typed cannot be an address. */
  bad: boolean;
  type(text: string): void;
  take(): void;
}

/**
 * The address of a server that somebody types and confirms: what follows hangs on the confirmed one.
 *
 * @param known one that was confirmed before
 */
export function useTypedAddress(known: string | null = null): TypedAddress {
  const [typed, setTyped] = useState(known ?? '');
  const [address, setAddress] = useState<string | null>(known);
  const [bad, setBad] = useState(false);
  return {
    typed,
    address,
    bad,
    type(text) {
      setTyped(text);
      setAddress(null);
      setBad(false);
    },
    take() {
      const whole = serverAddressOf(typed);
      setBad(whole === null);
      setAddress(whole);
      if (whole !== null) setTyped(whole);
    },
  };
}

/** The field for it. */
export function AddressField({ of, autoFocus = false }: { of: TypedAddress; autoFocus?: boolean }) {
  const t = useText(serverText);
  return (
    <TextField
      label={t('address.label')}
      hint={t('address.hint')}
      error={of.bad ? t('address.bad') : null}
      type="url"
      mono
      autoFocus={autoFocus}
      value={of.typed}
      onChange={of.type}
      spellCheck={false}
    />
  );
}
