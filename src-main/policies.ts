import { type PolicyTexts, readPolicies } from '../src-core/gate/policies';

const files = import.meta.glob<string>('../resources/policies/*.cedar', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let shipped: PolicyTexts | null = null;

/** The policies that a new workspace gets, from `resources/policies/`, one file a domain. Cedar reads them once in a process. */
export function templatePolicies(): PolicyTexts {
  shipped ??= readTemplates();
  return { ...shipped };
}

function readTemplates(): PolicyTexts {
  const policies: PolicyTexts = {};
  for (const path of Object.keys(files).sort()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const [id, text] of Object.entries(readPolicies(files[path]!, name))) {
      if (policies[id]) throw new Error(`Two template policies are called ${id}.`);
      policies[id] = text;
    }
  }
  return policies;
}
