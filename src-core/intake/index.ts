export { Intake, type IntakeFile } from './intake';
