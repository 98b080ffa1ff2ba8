// From the text of a condition to the builder's rows, or why it can't be shown as rows.

import { type Token, tokens } from "./tokens";
import {
  type ColumnType,
  emptyTree,
  freshId,
  type Group,
  type Join,
  type Op,
  operators,
  type Row,
  type Tree,
} from "./tree";

export type Read = { tree: Tree; reason?: undefined } | { tree?: undefined; reason: string };

export interface KnownColumn {
  column: string;
  type: ColumnType;
  /** Whether it has a value per day. */
  daily: boolean;
}

/** Rows and joins nested as they stand in the text. */
type Node = Row | { kind: "join"; join: Join; nodes: Node[] };

/** Ends the reading: the text says what rows can't. */
class Beyond extends Error {}

export function read(text: string, columns: readonly KnownColumn[]): Read {
  if (text.trim() === "") return { tree: emptyTree() };
  const found = tokens(text);
  if (!found) return { reason: "it holds a sign that rows don't have" };
  try {
    return { tree: shaped(new Reader(found, columns).whole()) };
  } catch (error) {
    if (error instanceof Beyond) return { reason: error.message };
    throw error;
  }
}

function shaped(node: Node): Tree {
  if (node.kind === "row") return { join: "all", parts: [node] };
  const parts = node.nodes.map((part): Row | Group => {
    if (part.kind === "row") return part;
    const rows = part.nodes.filter((row) => row.kind === "row");
    if (rows.length < part.nodes.length) {
      throw new Beyond("it nests groups within groups");
    }
    return { kind: "group", id: freshId(), join: part.join, rows };
  });
  return { join: node.join, parts };
}

const COMPARISONS = ["=", "<>", "<", "<=", ">", ">="] as const;
const TEXT_TESTS = ["contains", "starts_with", "ends_with"] as const;

class Reader {
  private at = 0;

  constructor(
    private readonly all: Token[],
    private readonly columns: readonly KnownColumn[],
  ) {}

  whole(): Node {
    const node = this.chain("any");
    if (this.peek()) throw new Beyond(this.unreadable());
    return node;
  }

  /** `a or b or c`, and within it `a and b and c`. */
  private chain(join: Join): Node {
    const part = () => (join === "any" ? this.chain("all") : this.term());
    const first = part();
    const nodes = [first];
    while (this.eatWord(join === "any" ? "or" : "and")) nodes.push(part());
    return nodes.length === 1 ? first : { kind: "join", join, nodes };
  }

  private term(): Node {
    if (!this.eat("(")) return this.row();
    const inner = this.chain("any");
    if (!this.eat(")")) throw new Beyond(this.unreadable());
    return inner;
  }

  private row(): Row {
    if (this.eatWord("not")) {
      if (!this.eatCall("contains")) throw new Beyond("it uses not");
      return this.textTest("not_contains");
    }
    for (const test of TEXT_TESTS) {
      if (this.eatCall(test)) return this.textTest(test);
    }
    const column = this.column();
    return this.comparison(column);
  }

  private textTest(op: Op): Row {
    const column = this.column();
    if (!this.eat(",")) throw new Beyond(this.unreadable());
    const value = this.value();
    if (!this.eat(")")) throw new Beyond(this.unreadable());
    return this.made(column, op, [value]);
  }

  private comparison(column: KnownColumn): Row {
    for (const sign of COMPARISONS) {
      if (this.eat(sign)) return this.compared(column, sign);
    }
    if (this.eatWord("is")) {
      const negated = this.eatWord("not");
      if (!this.eatWord("null")) throw new Beyond(this.unreadable());
      return this.made(column, negated ? "not_null" : "null", []);
    }
    if (this.eatWord("between")) {
      const low = this.value();
      if (!this.eatWord("and")) throw new Beyond(this.unreadable());
      return this.made(column, "between", [low, this.value()]);
    }
    const negated = this.eatWord("not");
    if (this.eatWord("in")) {
      return this.made(column, negated ? "not_in" : "in", this.list());
    }
    throw new Beyond(this.unreadable());
  }

  private compared(column: KnownColumn, sign: (typeof COMPARISONS)[number]): Row {
    const start = this.at;
    const factor = this.peek()?.kind === "number" ? this.next()?.text : undefined;
    if (factor !== undefined && !this.eat("*")) {
      this.at = start;
    } else if (this.eatCall("lag")) {
      return this.past(column, sign, factor ?? "1");
    } else if (factor !== undefined) {
      throw new Beyond("it calculates with columns");
    }
    return this.made(column, sign, [this.value()]);
  }

  private past(column: KnownColumn, sign: string, factor: string): Row {
    const of = this.column();
    const isComma = this.eat(",");
    const days = this.next();
    const ends = this.eat(")");
    const plain = isComma && ends && days?.kind === "number" && of.column === column.column;
    if (!plain || (sign !== "<" && sign !== ">")) {
      throw new Beyond("it compares with the past in a way of its own");
    }
    const percent = Number((Number(factor) * 100).toFixed(6));
    const op = sign === "<" ? "below_past" : "above_past";
    return this.made(column, op, [String(percent), days.text]);
  }

  private list(): string[] {
    if (!this.eat("(")) throw new Beyond(this.unreadable());
    const values = [this.value()];
    while (this.eat(",")) values.push(this.value());
    if (!this.eat(")")) throw new Beyond(this.unreadable());
    return values;
  }

  private value(): string {
    const minus = this.eat("-") ? "-" : "";
    const token = this.next();
    if (token?.kind === "number") return minus + token.text;
    if (token?.kind === "text" && !minus) return token.text;
    const word = token?.kind === "word" ? token.text.toLowerCase() : "";
    if (!minus && (word === "true" || word === "false")) return word;
    if (!minus && word === "day" && this.eat("(")) {
      const day = this.next();
      if (day?.kind === "text" && this.eat(")")) return day.text;
    }
    if (word === "null") throw new Beyond("it compares with null");
    throw new Beyond(
      token?.kind === "word" || token?.kind === "column"
        ? "it compares columns with each other, or calculates"
        : this.unreadable(),
    );
  }

  private column(): KnownColumn {
    const token = this.next();
    if (token?.kind !== "word" && token?.kind !== "column") {
      throw new Beyond("it has something other than a column on the left");
    }
    if (this.peek()?.text === "(" && token.kind === "word") {
      throw new Beyond(`it uses ${token.text.toLowerCase()}(…)`);
    }
    const lower = token.text.toLowerCase();
    const known =
      this.columns.find(({ column }) => column === token.text) ??
      this.columns.find(({ column }) => column.toLowerCase() === lower);
    if (!known) throw new Beyond(`there is no column ${token.text}`);
    return known;
  }

  private made(column: KnownColumn, op: Op, values: string[]): Row {
    const fits = operators(column.type, column.daily).some((one) => one.op === op);
    const calculates = ["+", "-", "*", "/"].includes(this.peek()?.text ?? "");
    if (calculates) throw new Beyond("it calculates with columns");
    if (!fits) throw new Beyond(`rows don't compare ${column.column} in this way`);
    return { kind: "row", id: freshId(), column: column.column, op, values };
  }

  private unreadable(): string {
    const token = this.peek();
    if (!token) return "it isn't finished";
    const isSign = token.kind === "symbol" && "+-*/".includes(token.text);
    return isSign ? "it calculates with columns" : `it uses ${token.text}`;
  }

  private peek(): Token | undefined {
    return this.all[this.at];
  }

  private next(): Token | undefined {
    const token = this.all[this.at];
    this.at += 1;
    return token;
  }

  private eat(symbol: string): boolean {
    const token = this.peek();
    const found = token?.kind === "symbol" && token.text === symbol;
    if (found) this.at += 1;
    return found;
  }

  private eatWord(word: string): boolean {
    const token = this.peek();
    const found = token?.kind === "word" && token.text.toLowerCase() === word;
    if (found) this.at += 1;
    return found;
  }

  private eatCall(name: string): boolean {
    const isCall = this.all[this.at + 1]?.kind === "symbol" && this.all[this.at + 1]?.text === "(";
    if (!isCall || !this.eatWord(name)) return false;
    this.at += 1;
    return true;
  }
}
