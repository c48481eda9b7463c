/** A described class of product that a claim can be held against. No company is named. */
export interface ArchetypeTemplate {
  template: string;
  title: string;
  description: string;
  /** What can be observed of such a product. */
  traits: readonly string[];
}

/** The classes of product that are shipped as templates. */
export const archetypeTemplates: readonly ArchetypeTemplate[] = [
  {
    template: 'managed-cloud-service',
    title: 'Managed cloud service',
    description:
      'A service that the provider runs for many customers. It is reached through a public interface; what runs behind it is seen only from outside.',
    traits: [
      'Answers to a documented interface whose latency and errors can be measured by a client.',
      'Publishes limits, regions and a status page.',
      'Changes without notice: what is observed holds for the day of the capture.',
    ],
  },
  {
    template: 'self-hosted-server',
    title: 'Self-hosted server',
    description:
      'A server program that is installed on the customer’s machines and set up through files. Version and configuration are known to whoever runs it.',
    traits: [
      'Has a version that it reports, and configuration files that can be read.',
      'Writes logs whose lines can be cited.',
      'Behaves the same each time it is started with the same configuration.',
    ],
  },
  {
    template: 'open-source-project',
    title: 'Open-source project',
    description:
      'A program whose source is public. What it does can be read as well as measured; many vendors ship builds of it.',
    traits: [
      'Source, releases and change log are public and can be captured with a date.',
      'A release is named by a tag and a commit.',
      'Defaults stand in files that come with it.',
    ],
  },
  {
    template: 'edge-appliance',
    title: 'Edge appliance',
    description:
      'Hardware with built-in software at the edge of a network. It is set up through a console or a file, and measured at its ports.',
    traits: [
      'Throughput, latency and loss can be measured at its ports.',
      'Exports its configuration and its firmware version.',
      'Shows its state on a console that can be captured as a picture.',
    ],
  },
  {
    template: 'client-side-agent',
    title: 'Client-side agent',
    description:
      'A program that runs on the devices of users and reports to a server. What it sends and stores can be seen on the device.',
    traits: [
      'Leaves files, processes and connections that can be listed on the device.',
      'Takes a policy from a server and shows which one is in force.',
      'Uses processor, memory and battery that can be measured.',
    ],
  },
  {
    template: 'data-pipeline',
    title: 'Data pipeline',
    description:
      'A chain of stages that moves and changes records between stores. Each stage has inputs, outputs and counters.',
    traits: [
      'Counts records in and out of each stage.',
      'Is described by a file that names stages and their order.',
      'Can be restarted from a known point, and what is done twice can be seen.',
    ],
  },
];
