// The editor: CodeMirror with SQL, the app's colours, and completion of tables and columns.

import {
  autocompletion,
  type Completion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { PostgreSQL, type SQLNamespace, sql } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { SqlTable } from "~/api/types";

/** Characters of a text, from 0. */
export interface Range {
  from: number;
  to: number;
}

export interface Handle {
  text(): string;
  /** Puts another text there, unless it is that already. */
  replace(text: string): void;
  /** Puts a word where the cursor is, and goes on there. */
  insert(word: string): void;
  mark(range: Range | undefined): void;
  focus(): void;
  close(): void;
}

const setMark = StateEffect.define<Range | undefined>();
const wrongMark = Decoration.mark({ class: "pn-wrong" });

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, change) {
    let marked = change.docChanged ? Decoration.none : before;
    for (const effect of change.effects) {
      if (!effect.is(setMark)) continue;
      const range = effect.value;
      const fits = range && range.from < range.to && range.to <= change.newDoc.length;
      marked = fits ? Decoration.set(wrongMark.range(range.from, range.to)) : Decoration.none;
    }
    return marked;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Colours come from the tokens, so that light and dark are the page's own. */
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--pn-accent-text)", fontWeight: "550" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--pn-good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--pn-info)" },
  { tag: [tags.lineComment, tags.blockComment], color: "var(--pn-text-3)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--pn-warn)" },
  { tag: [tags.operator, tags.punctuation], color: "var(--pn-text-2)" },
]);

/** What completion offers: tables with what they are, columns with what they say. */
export function namespaceOf(tables: SqlTable[]): SQLNamespace {
  return Object.fromEntries(
    tables.map((table) => [
      table.name,
      {
        self: { label: table.name, type: "class", detail: table.about } satisfies Completion,
        children: table.columns.map(
          (column): Completion => ({
            label: column.name,
            type: "property",
            detail: column.type,
            info: column.about,
          }),
        ),
      },
    ]),
  );
}

export function open(
  parent: HTMLElement,
  text: string,
  tables: SqlTable[],
  calls: { change: (text: string) => void; run: (text: string) => void },
): Handle {
  const run = (view: EditorView) => {
    const { from, to, empty } = view.state.selection.main;
    calls.run(empty ? view.state.doc.toString() : view.state.sliceDoc(from, to));
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        syntaxHighlighting(colours),
        sql({ dialect: PostgreSQL, schema: namespaceOf(tables), upperCaseKeywords: true }),
        marks,
        placeholder("SELECT … FROM accounts"),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SQL query", spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) calls.change(update.state.doc.toString());
        }),
        // Tab is not taken: it leaves the editor, as everywhere else on the page.
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    insert(word) {
      view.dispatch(view.state.replaceSelection(word), { scrollIntoView: true });
      view.focus();
    },
    mark: (range) => view.dispatch({ effects: setMark.of(range) }),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}
