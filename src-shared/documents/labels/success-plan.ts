import type { GoalStanding } from '../../success-plans';
import { type DocumentLocale, languageOf } from '../format';

/** Fixed words of success plans. */
export interface SuccessPlanLabels {
  plan(customer: string): string;
  asOf(day: string): string;
  reached: string;
  open: string;
  behind: string;
  timeline: string;
  today: string;
  goals: string;
  goal: string;
  baseline: string;
  target: string;
  value: string;
  progress: string;
  milestones: string;
  milestone: string;
  due: string;
  owners: string;
  standing: string;
  standings: Record<GoalStanding, string>;
  checked(day: string): string;
  entered: string;
  draft: string;
  method: string;
}

const en: SuccessPlanLabels = {
  plan: (customer) => `Success plan for ${customer}`,
  asOf: (day) => `As of ${day}`,
  reached: 'reached',
  open: 'still open',
  behind: 'at risk or missed',
  timeline: 'Timeline',
  today: 'as of',
  goals: 'Goals',
  goal: 'Goal',
  baseline: 'From',
  target: 'To',
  value: 'Now',
  progress: 'Progress',
  milestones: 'Milestones',
  milestone: 'Milestone',
  due: 'Due',
  owners: 'Owners, ours and yours',
  standing: 'Standing',
  standings: {
    'not-started': 'not started',
    'on-track': 'on track',
    'at-risk': 'at risk',
    reached: 'reached',
    missed: 'missed',
  },
  checked: (day) => `checked on ${day}`,
  entered: 'entered at the check-in',
  draft: 'Not shared yet: a draft of the plan.',
  method:
    'Progress is the share of the way from baseline to target that the newest value has gone. Reached: the value meets the target. Missed: the day is over and it does not.',
};

const de: SuccessPlanLabels = {
  plan: (customer) => `Erfolgsplan für ${customer}`,
  asOf: (day) => `Stand ${day}`,
  reached: 'erreicht',
  open: 'noch offen',
  behind: 'gefährdet oder verfehlt',
  timeline: 'Zeitlinie',
  today: 'Stand',
  goals: 'Ziele',
  goal: 'Ziel',
  baseline: 'Von',
  target: 'Auf',
  value: 'Jetzt',
  progress: 'Fortschritt',
  milestones: 'Meilensteine',
  milestone: 'Meilenstein',
  due: 'Fällig',
  owners: 'Zuständig, bei uns und bei Ihnen',
  standing: 'Stand',
  standings: {
    'not-started': 'nicht begonnen',
    'on-track': 'auf Kurs',
    'at-risk': 'gefährdet',
    reached: 'erreicht',
    missed: 'verfehlt',
  },
  checked: (day) => `geprüft am ${day}`,
  entered: 'bei der Prüfung eingetragen',
  draft: 'Noch nicht geteilt: ein Entwurf des Plans.',
  method:
    'Der Fortschritt ist der Anteil des Weges vom Ausgangswert zum Ziel, den der neueste Wert zurückgelegt hat. Erreicht: der Wert erfüllt das Ziel. Verfehlt: der Tag ist vorbei und er erfüllt es nicht.',
};

const fr: SuccessPlanLabels = {
  plan: (customer) => `Plan de réussite pour ${customer}`,
  asOf: (day) => `Au ${day}`,
  reached: 'atteints',
  open: 'encore ouverts',
  behind: 'menacés ou manqués',
  timeline: 'Calendrier',
  today: 'au',
  goals: 'Objectifs',
  goal: 'Objectif',
  baseline: 'De',
  target: 'À',
  value: 'Aujourd’hui',
  progress: 'Avancement',
  milestones: 'Jalons',
  milestone: 'Jalon',
  due: 'Échéance',
  owners: 'Responsables, chez nous et chez vous',
  standing: 'État',
  standings: {
    'not-started': 'pas commencé',
    'on-track': 'en bonne voie',
    'at-risk': 'menacé',
    reached: 'atteint',
    missed: 'manqué',
  },
  checked: (day) => `vérifié le ${day}`,
  entered: 'saisi au point de suivi',
  draft: 'Pas encore partagé\u00a0: un projet de plan.',
  method:
    'L’avancement est la part du chemin entre la valeur de départ et la cible que la dernière valeur a parcourue. Atteint\u00a0: la valeur satisfait la cible. Manqué\u00a0: le jour est passé et elle ne la satisfait pas.',
};

const ja: SuccessPlanLabels = {
  plan: (customer) => `${customer} 様 成功計画`,
  asOf: (day) => `${day} 現在`,
  reached: '達成',
  open: '進行中',
  behind: '要注意・未達',
  timeline: '時系列',
  today: '現在',
  goals: '目標',
  goal: '目標',
  baseline: '開始値',
  target: '目標値',
  value: '現在値',
  progress: '進捗',
  milestones: '節目',
  milestone: '節目',
  due: '期日',
  owners: '担当（当方・貴社）',
  standing: '状態',
  standings: {
    'not-started': '未着手',
    'on-track': '順調',
    'at-risk': '要注意',
    reached: '達成',
    missed: '未達',
  },
  checked: (day) => `${day} に確認`,
  entered: '確認時の入力',
  draft: '未共有：計画の草案です。',
  method:
    '進捗は、開始値から目標値までの道のりのうち最新の値が進んだ割合です。達成は値が目標を満たすこと、未達は期日を過ぎても満たさないことです。',
};

const byLanguage = { en, de, fr, ja };

/** The words in the language of a locale. */
export const successPlanLabels = (locale: DocumentLocale): SuccessPlanLabels => byLanguage[languageOf(locale)];
