import type { GraphNode } from './nodes';

/** How a variable was used last. */
interface Accesses {
  update?: GraphNode;
  /** Since that update. */
  readonly reads: Set<GraphNode>;
}

/**
 * Keeps the order in which a graph reads and updates variables: its nodes otherwise run as soon as their inputs are there.
 * An update also waits for whatever uses the variable's values, as it would have to copy them if they were still in use.
 */
export class UpdateOrder {
  /** The nodes that update variables. */
  readonly updates = new Set<GraphNode>();
  private readonly accesses = new Map<object, Accesses>();
  private readonly users = new Map<string, GraphNode[]>();

  /**
   * Lets a node wait for the nodes that it has to.
   *
   * @param node The node, after all that come before it.
   * @param variables The variables that it uses, each by an object of its own.
   * @param isUpdate Whether it updates them, rather than reading them.
   */
  add(node: GraphNode, variables: readonly object[], isUpdate: boolean): void {
    const before = new Set(variables.flatMap((variable) => this.waitFor(node, variable, isUpdate)));
    before.delete(node);
    for (const input of node.input) {
      const name = input.replace(/:\d+$/, '');
      this.users.set(name, [...(this.users.get(name) ?? []), node]);
    }
    node.input.push(...[...before].map(({ name }) => `^${name}`));
    if (isUpdate) this.updates.add(node);
  }

  private waitFor(node: GraphNode, variable: object, isUpdate: boolean): GraphNode[] {
    const past = this.accesses.get(variable) ?? { reads: new Set<GraphNode>() };
    this.accesses.set(variable, past);
    const last = past.update ? [past.update] : [];
    if (!isUpdate) {
      past.reads.add(node);
      return last;
    }
    const reads = [...past.reads];
    past.update = node;
    past.reads.clear();
    return [...last, ...reads, ...reads.flatMap(({ name }) => this.users.get(name) ?? [])];
  }
}
