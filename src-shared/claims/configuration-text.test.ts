import { describe, expect, it } from 'vitest';
import { findSetting } from './configuration-text';

const yaml = 'server:\n  port: 8080 # public\ncache:\n  size: "64"\n  policy: lru\n';
const ini = '; sizes\n[cache]\nsize = 64\nsize = 128\n[disk]\nsize=9\n';

describe('a key of a configuration file', () => {
  it.each([
    [yaml, 'server.port', '8080', 2],
    [yaml, 'cache.size', '64', 4],
    [ini, 'cache.size', '128', 4],
    [ini, '[disk] size', '9', 6],
    ['{\n "cache": { "size": 64 },\n "list": [{"a": true}]\n}', 'cache.size', '64', 2],
    ['{"list": [{"a": true}]}', 'list.0.a', 'true', 1],
    ['{"a.b": {"c": "d"}}', 'a.b.c', 'd', 1],
    ['spring.cache.size=64\nserver.port=1', 'spring.cache.size', '64', 1],
    ['export CACHE_SIZE="64"', 'CACHE_SIZE', '64', 1],
    ['worker_processes 4;', 'worker_processes', '4', 1],
  ])('%#: %s → %s', (text, key, value, line) => {
    expect(findSetting(text, key)).toEqual({ value, line });
  });

  it('is not found where it does not stand', () => {
    expect(findSetting(yaml, 'size')).toBeNull();
    expect(findSetting(yaml, 'server')).toBeNull();
    expect(findSetting('{"a": 1}', 'b')).toBeNull();
    expect(findSetting('# cache.size = 64', 'cache.size')).toBeNull();
  });
});
