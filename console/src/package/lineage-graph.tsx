import '@xyflow/react/dist/base.css';
import { Link } from '@tanstack/react-router';
import {
  Background,
  BaseEdge,
  Controls,
  type Edge,
  type EdgeProps,
  EdgeText,
  getBezierPath,
  getSmoothStepPath,
  Handle,
  MiniMap,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { stratify, tree } from 'd3-hierarchy';
import { createContext, type FocusEvent, useContext, useEffect, useMemo } from 'react';
import { closed } from '../../../src/core/domain/lifecycle.ts';
import type { Status } from '../../../src/core/domain/package.ts';
import type { PackageDetails, Relative } from '../api.ts';
import { type Text, useText } from '../language/index.ts';
import { Dot } from '../parts/status.tsx';
import styles from './lineage.module.css';
import { unitsBorn } from './state.ts';

const node_width = 156;
const node_height = 56;
const generation_px = 250;
const sibling_px = 76;
const tallest_px = 460;

/** Whether the whole lineage is visible. */
const Whole = createContext(true);

type Family = Node<{ relative: Relative; sellerId: number; own: boolean }>;

const isDead = (status: Status): boolean => status === 'Cancelled' || status === 'UnPacked';
const isClosed = (status: Status): boolean => (closed as readonly Status[]).includes(status);
const lifeOf = (status: Status) => (isDead(status) ? 'dead' : isClosed(status) ? 'done' : 'alive');

/** All packages of the order, by generation from the left. */
export default function LineageGraph({ details }: { details: PackageDetails }) {
  const text = useText();
  const graph = useMemo(() => layout(details, text), [details, text]);
  const rows =
    Math.max(...graph.nodes.map(({ position }) => position.y)) -
    Math.min(...graph.nodes.map(({ position }) => position.y));
  return (
    <figure
      className={styles.graph}
      style={{ height: Math.min(tallest_px, Math.max(170, rows + 130)) }}
      aria-label={text.detail.lineage}
    >
      <ReactFlowProvider>
        <Flow {...graph} />
      </ReactFlowProvider>
    </figure>
  );
}

function Flow({ nodes, edges }: ReturnType<typeof layout>) {
  const { fitView, setCenter } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const whole = isReadable(nodes, width, height);
  const own = nodes.find(({ data }) => data.own);
  /** A lineage that grew is shown whole, or around the current package if it is too large. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: one's place stays while packages elsewhere change
  useEffect(() => {
    if (width === 0) return;
    const frame = requestAnimationFrame(() => {
      if (whole || own === undefined) void fitView(fit);
      else void setCenter(...middleOf(own), { zoom: near });
    });
    return () => cancelAnimationFrame(frame);
  }, [nodes.length, own?.id, whole, width]);
  return (
    <Whole value={whole}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={types}
        edgeTypes={edgeTypes}
        minZoom={0.08}
        fitViewOptions={fit}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={18} size={1} color="var(--line)" />
        <Controls showInteractive={false} />
        {whole ? null : (
          <MiniMap
            pannable
            position="bottom-right"
            className={styles.map}
            bgColor="var(--surface)"
            maskColor="color-mix(in srgb, var(--chosen) 70%, transparent)"
            style={{ width: 150, height: Math.min(110, Math.max(36, height - 130)) }}
            nodeClassName={(node) =>
              node.data['own'] ? styles.ownDot! : lifeOf((node as Family).data.relative.status)
            }
            ariaLabel={null}
          />
        )}
      </ReactFlow>
    </Whole>
  );
}

const fit = { padding: 0.06, maxZoom: 1 };
/** Smaller text is not readable. */
const smallest_zoom = 0.7;
const near = 0.85;

const middleOf = ({ position }: Family): [x: number, y: number] => [
  position.x + node_width / 2,
  position.y + node_height / 2,
];

/** Whether the whole lineage fits at a readable size. */
function isReadable(nodes: Family[], width: number, height: number): boolean {
  if (width === 0) return true;
  const [xs, ys] = [nodes.map(({ position }) => position.x), nodes.map(({ position }) => position.y)];
  const wide = Math.max(...xs) - Math.min(...xs) + node_width;
  const high = Math.max(...ys) - Math.min(...ys) + node_height;
  return Math.min(width / wide, height / high) >= smallest_zoom;
}

function layout({ lineage, package: shown }: PackageDetails, text: Text): { nodes: Family[]; edges: Edge[] } {
  const root = stratify<Relative>()
    .id(({ shipmentPackageId }) => String(shipmentPackageId))
    .parentId(({ parentId }) => (parentId === null ? null : String(parentId)))(lineage);
  const placed = tree<Relative>().nodeSize([sibling_px, generation_px])(root);
  const nodes = placed.descendants().map(
    ({ x, y, data }): Family => ({
      id: String(data.shipmentPackageId),
      type: 'package',
      position: { x: y, y: x },
      width: node_width,
      height: node_height,
      data: { relative: data, sellerId: shown.supplierId, own: data.shipmentPackageId === shown.shipmentPackageId },
    }),
  );
  const edges = placed.links().map(({ source, target }): Edge => {
    const { shipmentPackageId, createdBy, status } = target.data;
    return {
      id: `${source.id}-${target.id}`,
      type: 'birth',
      data: { siblings: source.children?.length ?? 1 },
      source: source.id!,
      target: target.id!,
      label: text.detail.edge(unitsBorn(lineage, shipmentPackageId), createdBy),
      className: isDead(status) ? styles.deadEdge : styles.edge,
    };
  });
  return { nodes, edges };
}

function PackageNode({ data: { relative, sellerId, own }, positionAbsoluteX, positionAbsoluteY }: NodeProps<Family>) {
  const text = useText();
  const { setCenter, getZoom } = useReactFlow();
  const whole = useContext(Whole);
  /** In a lineage that is not shown whole, the view follows the keyboard. */
  const follow = (event: FocusEvent<HTMLElement>) => {
    if (whole || !event.currentTarget.matches(':focus-visible')) return;
    const place = { position: { x: positionAbsoluteX, y: positionAbsoluteY } } as Family;
    void setCenter(...middleOf(place), { zoom: getZoom() });
  };
  const { shipmentPackageId, status, units } = relative;
  return (
    <>
      <Handle type="target" position={Position.Left} className={styles.handle} isConnectable={false} />
      <Link
        to="/sellers/$sellerId/packages/$packageId"
        params={{ sellerId: String(sellerId), packageId: String(shipmentPackageId) } as never}
        className={`nodrag nopan ${styles.node}`}
        data-life={lifeOf(status)}
        onFocus={follow}
        aria-current={own ? 'page' : undefined}
      >
        <span className={styles.id}>{shipmentPackageId}</span>
        <Comma />
        <span className={styles.what}>
          <Dot status={status} />
          {text.status[status]}
          <Comma />
          <span className={styles.count}>{text.units(units)}</span>
        </span>
      </Link>
      <Handle type="source" position={Position.Right} className={styles.handle} isConnectable={false} />
    </>
  );
}

/** Separates texts for screen readers. */
const Comma = () => <span className="hidden">, </span>;

/** Up to this many edges leave a package separately; more form a comb. */
const fan_most = 4;

/** An edge from parent to child, with the number of units at its end. */
function Birth({ sourceX, sourceY, targetX, targetY, label, data }: EdgeProps<Edge<{ siblings: number }>>) {
  const ends = { sourceX, sourceY, targetX, targetY, sourcePosition: Position.Right, targetPosition: Position.Left };
  const few = (data?.siblings ?? 1) <= fan_most;
  const [path, labelX, labelY] = few
    ? getBezierPath(ends)
    : getSmoothStepPath({ ...ends, centerX: sourceX + 24, borderRadius: 8 });
  return (
    <>
      <BaseEdge path={path} />
      <EdgeText
        x={few ? labelX : targetX - 34}
        y={few ? labelY : targetY}
        label={label}
        labelBgPadding={[5, 2]}
        labelBgBorderRadius={4}
      />
    </>
  );
}

const types = { package: PackageNode };
const edgeTypes = { birth: Birth };
