import type { components } from '../../generated/operators';

type Schemas = components['schemas'];

/** What some calls take and answer that operators-openapi.yaml does not describe yet. */
export interface Newer {
  'steer-job': {
    body: { readonly group: string } | { job: string; pause?: boolean; retry?: boolean; reason?: string };
    answer: Schemas['Job'] & { readonly jobs?: readonly Schemas['Job'][] };
  };
  'get-purge': {
    body: { readonly group?: string; readonly differences?: boolean };
    answer: Schemas['PurgeStatus'] & { readonly purges?: readonly Schemas['PurgeStatus'][] };
  };
  'publish-timeline': {
    body: {
      timeline: Record<string, unknown>;
      reason: string;
      dryRun?: boolean;
      pastDatesAreMeant?: boolean;
      readonly confirmation?: string;
    };
    answer: Schemas['Publication'] & { readonly state?: 'PROPOSED' | 'PUBLISHED'; readonly hash?: string; readonly at?: string };
  };
}
