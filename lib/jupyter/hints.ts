import type ts from 'typescript';
import type { CompletionReply, CompletionRequest, Compiler, Executor } from './tslab';

/** What TypeScript's services offer at a place, with types that this module adds. */
interface TypedCompletions extends Omit<ts.CompletionInfo, 'entries'> {
  entries: (ts.CompletionEntry & { readonly type?: string })[];
}

/**
 * A compiler that says more where a person asks for it: hovering over a function also lists the options that it takes, and
 * completions of properties carry their types.
 *
 * @param compiler TypeScript as tslab has it.
 * @returns A copy of the compiler with two functions wrapped.
 */
export function withHints<T extends Compiler>(compiler: T): T {
  const wrapped: Compiler = {
    ...compiler,
    getQuickInfoAtPosition(file, checker, cancellation, position) {
      const info = compiler.getQuickInfoAtPosition(file, checker, cancellation, position);
      if (!info) return undefined;
      const options = optionsOf(checker, compiler.getTouchingPropertyName(file, position));
      return { ...info, tags: [...(info.tags ?? []).map(named), ...options.map((text) => tag('options', text))] };
    },
    Completions: {
      ...compiler.Completions,
      getCompletionsAtPositionForTslab(host, program, log, file, ...rest) {
        const [position, preferences, trigger, kind, cancellation] = rest;
        const found = compiler.Completions.getCompletionsAtPosition(
          host,
          program,
          log,
          file,
          position,
          preferences,
          trigger,
          kind,
          cancellation,
          undefined,
          true,
        );
        return found && withTypes(found, program.getTypeChecker(), file, compiler);
      },
    },
  };
  return wrapped as T;
}

const tag = (name: string, text: string): ts.JSDocTagInfo => ({ name, text: [{ kind: 'text', text }] });

/** A tag with its name in its text: of all names, tslab shows that of `@param` alone. */
function named({ name, text }: ts.JSDocTagInfo): ts.JSDocTagInfo {
  if (name === 'param' || !text) return { name, ...(text && { text }) };
  return { name, text: [{ kind: 'text', text: `@${name} ` }, ...text] };
}

/** For each parameter of a function that is a bag of options: all of them, with their types and what they mean. */
function optionsOf(checker: ts.TypeChecker, node: ts.Node): string[] {
  const [signature] = checker.getTypeAtLocation(node).getCallSignatures();
  return (signature?.parameters ?? []).flatMap((parameter) => {
    const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, node));
    const properties = checker.isArrayLikeType(type) ? [] : type.getProperties();
    if (properties.length === 0 || !properties.every(isOptional)) return [];
    const described = properties.map((property) => {
      const text = property.getDocumentationComment(checker).map((part) => part.text);
      return [`  ${property.name}?: ${typeText(checker, property, node)}`, ...text.map((line) => `      ${line}`)];
    });
    // TypeScript numbers the parameters that are taken apart at once: `__1`.
    const name = parameter.name.replace(/^__\d+$/, 'options');
    return [['', `${name}:`, ...described.flat()].join('\n')];
  });
}

/** `ts.SymbolFlags.Optional`. */
const OPTIONAL = 2 ** 24;

const isOptional = ({ flags }: ts.Symbol): boolean => (flags & OPTIONAL) !== 0;

const typeText = (checker: ts.TypeChecker, symbol: ts.Symbol, node: ts.Node): string =>
  checker.typeToString(checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, node)), node);

/** The completions, those of properties with their types. Of all names of a cell, the types would take too long. */
function withTypes(
  found: ts.CompletionInfo,
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  compiler: Compiler,
): TypedCompletions {
  const entries = found.entries.map((entry) => {
    const { symbol, kind } = entry;
    const isProperty = kind === compiler.ScriptElementKind.memberVariableElement;
    return symbol && isProperty ? { ...entry, type: typeText(checker, symbol, file) } : entry;
  });
  return { ...found, entries };
}

/**
 * Jupyter's answer about completions. It has a place for types, which tslab leaves empty: JupyterLab shows them beside
 * the names.
 *
 * @param executor The kernel's executor.
 * @param request Jupyter's question.
 */
export function completionReply(
  executor: Pick<Executor, 'complete'>,
  { code, cursor_pos: cursor }: CompletionRequest,
): CompletionReply {
  const { start, end, candidates, original } = executor.complete(code, cursor);
  const types = new Map((original as TypedCompletions | undefined)?.entries.map(({ name, type }) => [name, type]));
  const described = candidates.map((text) => {
    const type = types.get(text);
    return type === undefined ? null : { start, end, text, type };
  });
  return {
    status: 'ok',
    cursor_start: start,
    cursor_end: end,
    matches: candidates,
    metadata: described.some((one) => one !== null) ? { _jupyter_types_experimental: described } : {},
  };
}
