import { commandLine, quotedForPowerShell, quotedForShell } from './command-words';
import type { PlannedRun, RunPlan } from './run-plan';

/** The description that lies beside a result file, so that the import knows the run. */
const descriptionOf = (output: string): string => `${output.replace(/\.[^./]+$/, '')}.meta.json`;

const folderOf = (output: string): string => (output.includes('/') ? output.slice(0, output.lastIndexOf('/')) : '.');

/** What is known of a run before it is made, as the inside of a JSON object. */
function knownFacts({ order, command }: PlannedRun, { sameMachine }: RunPlan): string {
  return JSON.stringify({ order, command: commandLine(command), ...(sameMachine && { sameMachine }) }).slice(1, -1);
}

/**
 * A plan as a script for a POSIX shell: the runs one after the other, each with its description beside its result. Every value is
 * quoted, so that the shell acts on none of them. It stops before it would write over a file, and goes on after a run that failed,
 * with the exit code in its description.
 */
export function shellScript(plan: RunPlan): string {
  const folders = [...new Set(plan.runs.map(({ output }) => folderOf(output)))].filter((folder) => folder !== '.');
  const lines = [
    '#!/bin/sh',
    '# Runs of both sides in turn. Made by Proofdesk; every value is quoted.',
    'set -u',
    ...folders.map((folder) => `mkdir -p ${quotedForShell(folder)}`),
    'refuse_existing() { if [ -e "$1" ]; then printf \'%s is there already; nothing was run.\\n\' "$1" >&2; exit 1; fi; }',
    ...plan.runs.map(({ output }) => `refuse_existing ${quotedForShell(output)}`),
    // shellcheck-clean: facts come as a whole, so that nothing in them is a format.
    'describe() { printf \'{%s,"startedAt":"%s","exitCode":%s}\\n\' "$2" "$3" "$4" > "$1"; }',
  ];
  plan.runs.forEach((run, index) => {
    const output = quotedForShell(run.output);
    lines.push(
      '',
      `printf '%s\\n' ${quotedForShell(`${index + 1} of ${plan.runs.length}: ${run.side}`)} >&2`,
      'started=$(date -u +%Y-%m-%dT%H:%M:%SZ)',
      `${run.command.map(quotedForShell).join(' ')}${run.printed ? ` > ${output}` : ''}`,
      `describe ${quotedForShell(descriptionOf(run.output))} ${quotedForShell(knownFacts(run, plan))} "$started" "$?"`,
    );
  });
  return `${lines.join('\n')}\n`;
}

/** The same for PowerShell. */
export function powerShellScript(plan: RunPlan): string {
  const folders = [...new Set(plan.runs.map(({ output }) => folderOf(output)))].filter((folder) => folder !== '.');
  const lines = [
    '# Runs of both sides in turn. Made by Proofdesk; every value is quoted.',
    ...folders.map((folder) => `New-Item -ItemType Directory -Force -Path ${quotedForPowerShell(folder)} | Out-Null`),
    ...plan.runs.map(
      ({ output }) =>
        `if (Test-Path -LiteralPath ${quotedForPowerShell(output)}) { Write-Error (${quotedForPowerShell(output)} + ' is there already; nothing was run.'); exit 1 }`,
    ),
    'function Describe($path, $facts, $started, $code) {',
    "  $text = '{' + $facts + ',\"startedAt\":\"' + $started + '\",\"exitCode\":' + $code + '}'",
    '  [IO.File]::WriteAllText((Join-Path (Get-Location).ProviderPath $path), $text)',
    '}',
  ];
  plan.runs.forEach((run, index) => {
    lines.push(
      '',
      `Write-Host ${quotedForPowerShell(`${index + 1} of ${plan.runs.length}: ${run.side}`)}`,
      "$started = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')",
      '$LASTEXITCODE = 0',
      `& ${run.command.map(quotedForPowerShell).join(' ')}${run.printed ? ` | Out-File -Encoding utf8 -LiteralPath ${quotedForPowerShell(run.output)}` : ''}`,
      `Describe ${quotedForPowerShell(descriptionOf(run.output))} ${quotedForPowerShell(knownFacts(run, plan))} $started $LASTEXITCODE`,
    );
  });
  return `${lines.join('\n')}\n`;
}
