export { contentSecurityPolicy, securityHeaders } from './headers';
export { json, refusal, type SiteOptions, site } from './site';
