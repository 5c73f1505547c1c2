package org.chokepoint.validation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.FullMesh;
import org.chokepoint.machine.Switched;
import org.chokepoint.machine.Topology;

/** Machines of measured collectives: what the fabric of a row says, and where it says nothing the chip's usual machine. */
final class Fabrics {
    private static final Pattern MESH = Pattern.compile("(\\d+)-gpu full mesh");
    private static final Pattern PORTS = Pattern.compile("(?:(\\d+)x)?(\\d+)g(/gpu|/node| adapter|\\b)");

    private Fabrics() {}

    /**
     * The machine of a row.
     *
     * @param usual machine of the chip
     * @param fabric as the row describes it
     * @param perNode chips of a node
     */
    static Cluster of(Cluster usual, String fabric, int perNode) {
        String said = fabric.toLowerCase(Locale.ROOT);
        return usual.with(perNode, domain(usual.scaleUp(), said, perNode), port(usual, said, perNode));
    }

    private static Topology domain(Topology usual, String said, int perNode) {
        Matcher mesh = MESH.matcher(said);
        if (mesh.find()) {
            return new FullMesh(Integer.parseInt(mesh.group(1)));
        }
        boolean joined = said.contains("nvl72") || said.contains("multi-node");
        if (usual instanceof Switched switched && !joined && switched.domain() > perNode) {
            return new Switched(perNode, switched.reduces(), switched.leaf(), switched.bridgeBytesPerSecond());
        }
        return usual;
    }

    /** A chip's part of its node's ports: 8x400G of a node, 400G/GPU; a number alone is the node's. */
    private static double port(Cluster usual, String said, int perNode) {
        Matcher ports = PORTS.matcher(said);
        if (!ports.find()) {
            return usual.scaleOutBytesPerSecond();
        }
        double count = ports.group(1) == null ? 1 : Double.parseDouble(ports.group(1));
        double bytes = count * Double.parseDouble(ports.group(2)) * 1e9 / 8;
        return ports.group(3).equals("/gpu") ? bytes : bytes / perNode;
    }
}
