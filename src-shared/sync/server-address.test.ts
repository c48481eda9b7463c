import { expect, it } from 'vitest';
import { sameServer, serverAddressOf } from './server-address';

it('makes the address of a server whole, and takes nothing else for one', () => {
  expect(serverAddressOf(' desk.example ')).toBe('https://desk.example');
  expect(serverAddressOf('https://desk.example/north/')).toBe('https://desk.example/north');
  expect(serverAddressOf('localhost:8420')).toBe('http://localhost:8420');
  expect(serverAddressOf('127.0.0.1:8420/')).toBe('http://127.0.0.1:8420');
  for (const none of [
    '',
    'two words',
    'ftp://desk.example',
    'javascript:alert(1)',
    'https://me:pw@desk.example',
    '://',
  ])
    expect(serverAddressOf(none), none).toBeNull();
});

it('knows one server by addresses that are written differently', () => {
  expect(sameServer('https://desk.example/', 'https://DESK.example')).toBe(true);
  expect(sameServer('https://desk.example', 'http://desk.example')).toBe(false);
  expect(sameServer('', '')).toBe(false);
});
