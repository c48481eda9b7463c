import jsep from 'jsep';

/**
 * Formulas as trees. The text is read by jsep, which makes a tree and can run nothing; of what it can read only arithmetic,
 * comparisons, choices, names and calls of the functions listed in `functions.ts` are taken over, and everything else is named and
 * refused: no texts, no properties, no assignments.
 */

/** Where in the text a part stands: columns from 0, the end not counted. */
interface Span {
  at: number;
  end: number;
}

export type FormulaNode = Span &
  (
    | { kind: 'number'; value: number }
    | { kind: 'name'; name: string }
    | { kind: 'negate'; of: FormulaNode }
    | { kind: 'arithmetic'; operator: '+' | '-' | '*' | '/' | '^'; left: FormulaNode; right: FormulaNode }
    | { kind: 'compare'; operator: '<' | '<=' | '>' | '>=' | '==' | '!='; left: FormulaNode; right: FormulaNode }
    | { kind: 'choose'; test: FormulaNode; yes: FormulaNode; no: FormulaNode }
    | { kind: 'call'; name: string; inputs: FormulaNode[] }
  );

/** What is wrong with a formula, at a column from 0. */
export class FormulaProblem extends Error {
  constructor(
    message: string,
    readonly at: number,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}

const OPENING = 40;
const CLOSING = 41;
/** Deeper formulas are refused before they can fill the stack. */
const DEEPEST = 60;

const arithmetic = ['+', '-', '*', '/', '^'] as const;
const comparisons = ['<', '<=', '>', '>=', '==', '!='] as const;

function language(): typeof jsep {
  jsep.removeAllBinaryOps();
  jsep.removeAllUnaryOps();
  jsep.removeAllLiterals();
  for (const operator of comparisons) jsep.addBinaryOp(operator, 6);
  for (const operator of ['+', '-']) jsep.addBinaryOp(operator, 9);
  for (const operator of ['*', '/']) jsep.addBinaryOp(operator, 10);
  jsep.addBinaryOp('^', 12, true);
  for (const operator of ['-', '+']) jsep.addUnaryOp(operator);
  // Numbers, names, calls and parentheses are taken token by token, so that each knows where it stands.
  jsep.hooks.add('gobble-token', function (env) {
    const at = this.index;
    const place = (node: jsep.Expression): void => {
      env.node = Object.assign(node, { at: node.at ?? at, end: this.index, grouped: this.expr[at] === '(' });
    };
    if (/[\d.]/.test(this.char)) place(this.gobbleNumericLiteral() as jsep.Expression);
    else if (this.code === OPENING) {
      const inner = this.gobbleGroup();
      if (inner) {
        place(inner);
        Object.assign(inner, { at, end: this.index });
      }
    } else if (/[\p{L}_$]/u.test(this.char)) {
      const name = this.gobbleIdentifier() as jsep.Expression;
      const after = this.index;
      this.gobbleSpaces();
      if (this.code === OPENING) {
        this.index += 1;
        const inputs = this.gobbleArguments(CLOSING);
        place({ type: 'CallExpression', callee: name, arguments: inputs as unknown as jsep.Expression[] });
      } else {
        this.index = after;
        place(name);
      }
    } else if (this.char === '-' || this.char === '+') {
      const operator = this.char;
      this.index += 1;
      const argument = this.gobbleToken();
      if (!argument) this.throwError(`Something is missing after ${operator}`);
      place({ type: 'UnaryExpression', operator, argument: argument as jsep.Expression, prefix: true });
    }
  });
  return jsep;
}

let reader: typeof jsep | null = null;

/**
 * Reads a formula.
 *
 * @throws FormulaProblem with the column where it cannot be read or holds what formulas may not.
 */
export function parseFormula(text: string): FormulaNode {
  if (text.trim() === '') throw new FormulaProblem('is empty', 0, 'Write what it comes to.');
  reader ??= language();
  let tree: jsep.Expression;
  try {
    tree = reader(text);
  } catch (thrown) {
    const { index, description } = thrown as { index?: number; description?: string };
    throw new FormulaProblem(
      `cannot be read: ${(description ?? 'it is not a formula').replace(/ at character \d+$/, '')}`,
      Math.min(index ?? 0, Math.max(0, text.length - 1)),
      'Formulas are made of names, numbers, + - * / ^, parentheses, comparisons, a ? b : c, and functions.',
    );
  }
  return taken(tree as Placed, text, 0);
}

type Placed = jsep.CoreExpression & { at?: number; end?: number; grouped?: boolean };

/** The part of jsep's tree that formulas are made of. */
function taken(node: Placed, text: string, depth: number): FormulaNode {
  const at = node.at ?? 0;
  if (depth > DEEPEST) throw new FormulaProblem(`is nested more than ${DEEPEST} deep`, at, 'Split it into formulas.');
  const inner = (child: unknown): FormulaNode => taken(child as Placed, text, depth + 1);
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'number')
        return { kind: 'number', value: node.value, at, end: node.end ?? at + node.raw.length };
      break;
    case 'Identifier':
      return { kind: 'name', name: node.name, at, end: node.end ?? at + node.name.length };
    case 'UnaryExpression': {
      const of = inner(node.argument);
      return node.operator === '+' ? of : { kind: 'negate', of, at, end: of.end };
    }
    case 'BinaryExpression': {
      const left = inner(node.left);
      const right = inner(node.right);
      const span = { at: node.grouped ? at : left.at, end: node.grouped ? (node.end ?? right.end) : right.end };
      const { operator } = node;
      if (operator === '^' && left.kind === 'negate' && !(node.left as Placed).grouped)
        throw new FormulaProblem(
          'has a power of a negative that can be read two ways',
          left.at,
          'Write -(a ^ 2) or (-a) ^ 2.',
        );
      const calculated = arithmetic.find((own) => own === operator);
      if (calculated) return { kind: 'arithmetic', operator: calculated, left, right, ...span };
      const compared = comparisons.find((own) => own === operator);
      if (compared) return { kind: 'compare', operator: compared, left, right, ...span };
      break;
    }
    case 'ConditionalExpression': {
      const [test, yes, no] = [inner(node.test), inner(node.consequent), inner(node.alternate)];
      return { kind: 'choose', test, yes, no, at: test.at, end: no.end };
    }
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'Identifier') break;
      const inputs = node.arguments.map(inner);
      return { kind: 'call', name: String(callee.name), inputs, at, end: node.end ?? at };
    }
    default:
  }
  throw new FormulaProblem(
    `holds ${saidType[node.type] ?? 'what formulas may not'}`,
    at,
    'Formulas calculate with names and numbers only.',
  );
}

const saidType: Record<string, string> = {
  MemberExpression: 'a property',
  ThisExpression: '“this”',
  ArrayExpression: 'a list',
  Compound: 'more than one formula',
  SequenceExpression: 'more than one formula',
  Literal: 'a text',
};
