package org.chokepoint.machine;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.catalog.RecordReader;

/**
 * The constants of a chip family: what its kernels reach of the data sheet, what its fabrics reach, what it draws. They
 * hold for every chip, model and run of the family; none is fitted to one of them.
 *
 * @param id family
 * @param name family in words
 * @param kernel layer 1: kernels
 * @param fabric layer 2: collectives
 * @param power what joules go to
 */
public record Calibration(
        String id,
        String name,
        @Field(sourced = false) Kernel kernel,
        @Field(sourced = false) Fabric fabric,
        @Field(sourced = false) Power power) {

    /** Catalog kind. */
    public static final Kind<Calibration> KIND = new Kind<>("calibration", "calibration", Calibration.class);

    /**
     * Output tile of a product.
     *
     * @param rows of the result
     * @param columns of the result
     * @param rate of its inner loop over that of the largest: smaller tiles use each operand less often
     */
    public record Tile(
            @Field(help = "rows of the result") int rows,
            @Field(help = "columns of the result") int columns,

            @Field(help = "rate of the inner loop over that of the largest")
            double rate) {}

    /**
     * Kernels.
     *
     * @param wide share of peak that large dense products of 16-bit operands reach
     * @param narrow the same for 8-bit operands
     * @param narrowest the same for 4-bit operands
     * @param weightGradientWide rate of a weight-gradient product over a forward one, 16-bit
     * @param weightGradientNarrow the same for narrower operands
     * @param grouped rate of grouped products over dense ones of the same size
     * @param rampBytes bytes of reduction length at which a product reaches half its plateau
     * @param alone rate of 16-bit products that run by themselves over those within steps
     * @param tiles output tiles that a product may be cut into
     * @param attentionForward share of peak that the products of a flash forward reach, besides its softmax
     * @param attentionBackward the same for its backward
     * @param softmaxFlops operations at the 16-bit peak that take as long as the softmax of one score; twice that backward
     * @param attentionRows queries of a head that a compute unit handles at once
     * @param attentionBlockSeconds time that a block of 128 queries takes to begin and to end
     * @param attentionFloorSeconds shortest time of attention with what prepares and ends it
     * @param decodeRows query rows of a key-value head that a compute unit handles at once where each sequence has few
     * @param streamBytes loads that one compute unit has under way at once
     * @param productStreamBytes the same in a product of few rows
     * @param flashTwo rate of FlashAttention 2 over those
     * @param flashOne rate of FlashAttention 1 over those
     * @param attentionUnfused share of peak of attention's products when scores are written out
     * @param scan share of peak of chunked scans
     * @param memory share of memory bandwidth that streaming kernels reach
     * @param cast the same for casts and transposes
     * @param floorSeconds shortest time of a kernel
     * @param latencySeconds time from asking memory for a tile's first operands until they are there
     * @param beside slow-down of compute while communication runs beside it
     */
    public record Kernel(
            @Field(help = "share of peak that large 16-bit products reach")
            Constant wide,

            @Field(help = "share of peak that large 8-bit products reach")
            Constant narrow,

            @Field(help = "share of peak that large 4-bit products reach")
            Constant narrowest,

            @Field(help = "rate of 16-bit weight gradients over forward products")
            Constant weightGradientWide,

            @Field(help = "rate of narrow weight gradients over forward products")
            Constant weightGradientNarrow,

            @Field(help = "rate of grouped products over dense ones")
            Constant grouped,

            @Field(help = "reduction length at which products reach half their rate")
            Constant rampBytes,

            @Field(help = "rate of 16-bit products by themselves over those within steps")
            Constant alone,

            @Field(help = "output tiles that products may be cut into")
            List<Tile> tiles,

            @Field(help = "share of peak that attention reaches forward")
            Constant attentionForward,

            @Field(help = "share of peak that attention reaches backward")
            Constant attentionBackward,

            @Field(help = "16-bit operations that take as long as the softmax of a score")
            Constant softmaxFlops,

            @Field(help = "queries that a unit handles at once in attention")
            Constant attentionRows,

            @Field(help = "time in which 128 queries of attention begin and end")
            Constant attentionBlockSeconds,

            @Field(help = "shortest time of attention") Constant attentionFloorSeconds,

            @Field(help = "query rows that a unit handles at once where sequences have few")
            Constant decodeRows,

            @Field(help = "bytes of loads that a unit has under way at once")
            Constant streamBytes,

            @Field(help = "loads of a unit in a product of few rows")
            Constant productStreamBytes,

            @Field(help = "rate of FlashAttention 2 over the family's best")
            Constant flashTwo,

            @Field(help = "rate of FlashAttention 1 over the family's best")
            Constant flashOne,

            @Field(help = "share of peak of attention whose scores are written out")
            Constant attentionUnfused,

            @Field(help = "share of peak that scans reach") Constant scan,

            @Field(help = "share of memory bandwidth that streaming kernels reach")
            Constant memory,

            @Field(help = "share of memory bandwidth that casts and transposes reach")
            Constant cast,

            @Field(help = "shortest time of a kernel") Constant floorSeconds,

            @Field(help = "time until a product's first operands arrive")
            Constant latencySeconds,

            @Field(help = "rate that compute loses while communication runs beside it")
            Constant beside) {}

    /**
     * Collectives.
     *
     * @param scaleUp share of scale-up bandwidth that large collectives reach
     * @param scaleUpLatencySeconds time of one step of a ring within a domain
     * @param inNetwork share of scale-up bandwidth that reductions in switches reach
     * @param ownPart time for which a rank handles its own part, over that of a part that it passes on
     * @param scaleOut share of network bandwidth that rings and trees reach
     * @param scaleOutLatencySeconds time of one step between domains
     * @param allToAll share of network bandwidth that all-to-all and sends reach
     * @param launchSeconds time from the start of a collective to its first step
     * @param chunkSeconds overhead of each chunk that a transfer is cut into
     * @param skewSeconds time for which ranks wait for the last where each is a process that starts by itself
     * @param units compute units that a collective occupies
     */
    public record Fabric(
            @Field(help = "share of scale-up bandwidth that collectives reach")
            Constant scaleUp,

            @Field(help = "latency of a step inside a domain")
            Constant scaleUpLatencySeconds,

            @Field(help = "share of scale-up bandwidth that reductions in switches reach")
            Constant inNetwork,

            @Field(help = "time of a rank's own part over one that it passes on")
            Constant ownPart,

            @Field(help = "share of network bandwidth that rings and trees reach")
            Constant scaleOut,

            @Field(help = "latency of a step between domains")
            Constant scaleOutLatencySeconds,

            @Field(help = "share of network bandwidth that all-to-all and sends reach")
            Constant allToAll,

            @Field(help = "start of a collective") Constant launchSeconds,

            @Field(help = "overhead of a chunk of a transfer")
            Constant chunkSeconds,

            @Field(help = "wait for the last of processes that start by themselves")
            Constant skewSeconds,

            @Field(help = "compute units that a collective occupies")
            Constant units) {}

    /**
     * Power of a chip.
     *
     * @param idle share of the design power that a waiting chip draws
     * @param joulesPerFlop of 16-bit products; narrower operands take proportionally less
     * @param joulesPerByte of memory traffic
     */
    public record Power(
            @Field(help = "share of design power that a waiting chip draws")
            Constant idle,

            @Field(help = "energy of a 16-bit operation") Constant joulesPerFlop,

            @Field(help = "energy of a byte of memory traffic")
            Constant joulesPerByte) {}

    /** Every constant by path, e.g. {@code kernel.wide}. */
    public Map<String, Constant> constants() {
        Map<String, Constant> all = new LinkedHashMap<>();
        Constants.collect(all, "kernel.", kernel);
        Constants.collect(all, "fabric.", fabric);
        Constants.collect(all, "power.", power);
        return all;
    }

    /** What a constant is, e.g. of {@code kernel.wide}. */
    public static String meaning(String path) {
        for (Class<?> section : List.of(Kernel.class, Fabric.class, Power.class)) {
            for (RecordComponent component : section.getRecordComponents()) {
                if (path.endsWith("." + RecordReader.key(component))) {
                    return component.getAnnotation(Field.class).help();
                }
            }
        }
        return "";
    }

    /** The same calibration with one constant at another value. */
    public Calibration with(String path, double value) {
        return new Calibration(
                id,
                name,
                moved(kernel, "kernel", path, value),
                moved(fabric, "fabric", path, value),
                moved(power, "power", path, value));
    }

    private static <R extends Record> R moved(R record, String section, String path, double value) {
        return path.startsWith(section + ".")
                ? Constants.with(record, path.substring(section.length() + 1), value)
                : record;
    }
}
