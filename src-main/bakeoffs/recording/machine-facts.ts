import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { RunMetadata } from '../../../src-shared/bakeoffs';

/**
 * What this machine tells of itself: the client of a run, and where client and server are one machine also the server and the
 * operating system. What it does not tell is left out.
 */
export function machineFacts(
  sameMachine: boolean,
): Pick<RunMetadata, 'client' | 'server' | 'sameMachine' | 'operatingSystem' | 'cpuScaling'> {
  const processors = cpus();
  const model = processors[0]?.model.trim();
  const machine = {
    ...(model && { model }),
    ...(processors.length > 0 && { cores: processors.length }),
    memoryGiB: Math.round((totalmem() / 1024 ** 3) * 10) / 10,
  };
  if (!sameMachine) return { client: machine };
  const scaling = cpuScaling();
  return {
    client: machine,
    server: machine,
    sameMachine: true,
    operatingSystem: { ...systemName(), kernel: release() },
    ...(scaling !== null && { cpuScaling: scaling }),
  };
}

/** The name of a Linux distribution, else of the system. */
function systemName(): { name: string; version?: string } {
  const text = readable('/etc/os-release');
  const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(text ?? '')?.[1];
  const [name, version] = [field('NAME'), field('VERSION_ID')];
  return name ? { name, ...(version && { version }) } : { name: type() };
}

/** Whether the clock of the processor follows the load; null where the system does not tell. */
function cpuScaling(): boolean | null {
  const governor = readable('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')?.trim();
  return governor === undefined ? null : governor !== 'performance';
}

function readable(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The file is one of another system; then the fact stays unknown.
    return undefined;
  }
}
