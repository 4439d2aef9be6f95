import { expect, it } from 'vitest';
import { changed, type ProfileForm } from './profile';

const saved: ProfileForm = {
  name: 'Ana Souza',
  given: 'Ana',
  family: 'Souza',
  email: 'ana@example.com',
  company: '',
  phone: '',
  externalId: '17',
  joinedOn: '2026-03-01',
  status: 'active',
  custom: { 'custom:city': 'Recife' },
};

it('writes nothing when nothing differs', () => {
  expect(changed(saved, structuredClone(saved))).toEqual({});
});

it('writes only what differs, and a cleared day as none', () => {
  expect(changed(saved, { ...saved, company: 'Lume', joinedOn: null })).toEqual({ company: 'Lume', joinedOn: null });
});

it('writes only the custom fields that differ', () => {
  const custom = { 'custom:city': 'Recife', 'custom:level': 'two' };
  expect(changed(saved, { ...saved, custom })).toEqual({ custom: { 'custom:level': 'two' } });
});
