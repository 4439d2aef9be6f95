import { describe, expect, it } from 'vitest';
import { confidenceWord, customField, groupOf, overwritable } from './fields';

describe('fields', () => {
  it('keep a header as an own field, so that the next file finds it', () => {
    expect(customField('  Tax   id ')).toBe('custom:Tax id');
    expect(groupOf('custom:Tax id')).toBe('custom');
  });

  it('of access and the identity are not overwritten', () => {
    expect(['name', 'custom:x', 'email', 'expires_at', 'ignore'].filter(overwritable)).toEqual(['name', 'custom:x']);
  });

  it('say how sure a match is in words', () => {
    expect([1, 0.9, 0.7, 0.3, 0].map(confidenceWord)).toEqual(['sure', 'sure', 'likely', 'guess', 'none']);
  });
});
